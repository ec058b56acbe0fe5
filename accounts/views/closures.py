"""The days on which a company is closed, kept by its owners."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import closures
from accounts.access import role_required
from accounts.closing import ClosureForm, entered, said_back, shown
from accounts.models import Closure, Party
from accounts.parties import owned_by
from accounts.roles import Role
from workflow.steps import Refused


def own_party(request: HttpRequest) -> Party:
    """The company of an owner; 403 for others."""
    party = owned_by(request.user)
    if party is None:
        raise PermissionDenied
    return party


@never_cache
@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest) -> HttpResponse:
    """What is entered, and the form; what cannot be kept comes back as it was typed."""
    party, form = own_party(request), ClosureForm(request.POST or None)
    if request.method == "POST" and entered(request, party, form):
        return redirect("account_closures")
    return render(request, "accounts/closures.html", shown(party, form, may_enter=True), status=422 if form.errors else 200)


@role_required(Role.EMPLOYER)
@require_POST
def back(request: HttpRequest, public_id: object) -> HttpResponse:
    """Take one back before it begins."""
    row = get_object_or_404(Closure.objects.visible_to(request.user).select_related("party"), public_id=public_id, party=own_party(request))
    try:
        closures.take_back(row, by=request.user)
        messages.success(request, said_back())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("account_closures")
