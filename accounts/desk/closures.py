"""Closures at the desk: of the own house by who leads it, of a company by Inter-SES, which looks after it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import closures
from accounts.access import role_required
from accounts.closing import ClosureForm, entered, said_back, shown
from accounts.desk.page import show
from accounts.models import Closure, Party
from accounts.roles import PARTNERS, PARTY_OF, READERS, PartyKind, Role
from workflow.steps import Refused


@role_required(*READERS)
@require_safe
def both(request: HttpRequest) -> HttpResponse:
    """Both houses, and the companies that are closed now or soon."""
    houses = Party.objects.filter(kind__in=closures.LEADS_OF).order_by("kind")
    own = PARTY_OF.get(request.user.role)
    context = {
        "houses": [{"party": house, "rows": closures.coming(house), "is_own": house.kind == own} for house in houses],
        "companies": closures.coming_of_companies()[:50],
        "may_enter": request.user.role in closures.LEADS_OF.values(),
        "may_company": request.user.role == Role.INTER_SES,
    }
    return show(request, "accounts/desk/closures.html", context, title=_("Closures"))


@role_required(*PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def house(request: HttpRequest, public_id: object) -> HttpResponse:
    """One house and the form; what cannot be kept comes back as it was typed."""
    party, form = party_or_404(request, public_id), ClosureForm(request.POST or None)
    if request.method == "POST" and entered(request, party, form):
        return redirect("admin:closures_of", public_id)
    context = shown(party, form, may_enter=True)
    return show(
        request,
        "accounts/desk/closures_of.html",
        context,
        title=_("Closures: %(name)s") % {"name": party},
        status=422 if form.errors else 200,
    )


def party_or_404(request: HttpRequest, public_id: object) -> Party:
    """A house for which this person may enter closures; of others the address says nothing."""
    kinds = (*closures.LEADS_OF, PartyKind.EMPLOYER)
    party = get_object_or_404(Party.objects.visible_to(request.user), public_id=public_id, kind__in=kinds)
    if not closures.may_enter(request.user, party):
        raise Http404
    return party


@role_required(*PARTNERS)
@require_POST
def back(request: HttpRequest, public_id: object) -> HttpResponse:
    """Take one back before it begins."""
    row = get_object_or_404(Closure.objects.visible_to(request.user).select_related("party"), public_id=public_id)
    party_or_404(request, row.party.public_id)
    try:
        closures.take_back(row, by=request.user)
        messages.success(request, said_back())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:closures_of", row.party.public_id)
