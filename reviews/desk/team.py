"""The team's cases: who has how many, who holds the oldest; giving many at once, and handing one on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import PARTNERS
from reviews import assignments, loads, queues
from reviews import team as reading
from reviews.assignments import LEADS
from reviews.desk.case import page
from reviews.desk.many import GiveForm, ticked
from reviews.desk.page import kind_or_404, subject_or_404
from reviews.desk.queue import not_done
from reviews.forms import HandOnForm
from reviews.kinds import Kind
from reviews.models import Load
from reviews.wishes import Wish
from workflow.steps import Refused

CUTS = {"": gettext_lazy("By officer"), "field": gettext_lazy("By field"), "district": gettext_lazy("By district")}


@role_required(*LEADS)
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Each colleague with the cases given to them, those late, the oldest, and the shared ones; or what waits by field or by district."""
    by = request.GET.get("by", "")
    cuts = [{"word": word, "url": f"?by={name}" if name else "?", "is_current": name == by} for name, word in CUTS.items()]
    if by in Load.By:
        parts = {"by": by, "word": CUTS[by], "loads": loads.lines(request.user, by), "counted_at": loads.counted_at()}
        return show(request, "reviews/loads.html", {**parts, "cuts": cuts}, title=_("The team"))
    lines = reading.team(request.user)
    waiting = [(reading.order_of(line.first), line) for line in lines if line.case and line.first]
    oldest = min(waiting, key=lambda one: one[0])[1] if waiting else None
    shown = [{"line": line, "parts": with_links(line)} for line in lines]
    context = {"cuts": cuts, "lines": shown, "oldest": oldest, "late": sum(line.late for line in lines)}
    return show(request, "reviews/team.html", context, title=_("The team"))


def with_links(line: reading.Line) -> list[dict[str, Any]]:
    """Each number leads to the cases behind it; the fullest queue first."""
    who = str(line.person.public_id) if line.person else "nobody"
    found = []
    for part in sorted(line.parts, key=lambda part: -part.open):
        url = f"{reverse('admin:desk_queue', args=[part.kind.name])}?who={who}"
        found.append({"part": part, "url": url, "told_url": f"{url}&escalated=1"})
    return found


@role_required(*LEADS)
@require_POST
def give(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the ticked cases, or the first of the list that the address names, to a colleague or to the pool."""
    found, back = kind_or_404(request, kind), reverse("admin:desk_queue", args=[kind])
    form = GiveForm(request.POST, user=request.user, auto_id="give_%s")
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    if not form.is_valid():
        return not_done(request, found, _("Nothing was given. Choose a colleague."), give=form)
    person = form.people.get(form.cleaned_data["to"])
    refs = ticked(request) or first_of(found, request, form.cleaned_data["first"] or 10)
    try:
        count = assignments.give(found, refs, to=person, by=request.user)
    except Refused as refusal:
        return not_done(request, found, str(refusal), give=form)
    values = {"n": count, "who": str(person) if person else _("nobody: into the shared pool")}
    messages.success(request, ngettext("%(n)s case was given: %(who)s.", "%(n)s cases were given: %(who)s.", count) % values)
    return redirect(f"{back}{query}")


def first_of(kind: Kind, request: HttpRequest, count: int) -> list[Any]:
    """The first rows of the list as the lead saw it."""
    wish = Wish.read(request.GET, kind)
    keys = [place.pk for place in queues.places(kind, request.user, wish, count)]
    return list(kind.visible_to(request.user).filter(pk__in=keys).values_list("public_id", flat=True))


@role_required(*PARTNERS)
@require_POST
def hand_on(request: HttpRequest, kind: str, public_id: object) -> HttpResponse:
    """This officer knows the person: somebody else decides."""
    found = kind_or_404(request, kind)
    subject, form = subject_or_404(request, found, public_id), HandOnForm(request.POST, auto_id="hand_on_%s")
    if not form.is_valid():
        return page(request, found, subject, status=422, hand_on=form)
    assignments.hand_on(found, subject, by=request.user, note=form.cleaned_data["note"])
    messages.success(request, _("Handed on. A colleague decides this case; it is not offered to you again."))
    return redirect("admin:desk_queue", kind=found.name)
