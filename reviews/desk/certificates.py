"""Many certificates checked against one list: named on one page, how it was checked said once, each accepted by the same step."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import OEC
from candidates.forms.wishes import Link
from candidates.models import Evidence
from candidates.states import EvidenceKind
from reviews import decisions
from reviews.desk.draft import named_in
from reviews.desk.many import ticked, too_many
from reviews.desk.queue import not_done
from reviews.forms import note
from reviews.kinds import KINDS
from reviews.verbs import verb_of
from workflow.steps import Reason, Refused

MOST = 50
NEED_THE_EYE = (EvidenceKind.CNIC, EvidenceKind.PASSPORT)
KIND = KINDS["evidence"]


class CheckForm(forms.Form):
    """How all of them were checked."""

    how = forms.ChoiceField(label=gettext_lazy("How they were checked"), choices=Evidence.How.choices, widget=forms.RadioSelect)
    reference = forms.CharField(label=gettext_lazy("Reference of the list or of the check"), required=False, max_length=120)
    link = Link(label=gettext_lazy("Link to the list or to the check"), max_length=400)
    note = note()


@role_required(*OEC)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """First the page that names them; with `confirm` the steps, and what became of each."""
    versions, refs = named_in(request.POST.getlist("named")), ticked(request)
    if words := too_many(len(refs), MOST):
        return not_done(request, KIND, words)
    papers = KIND.visible_to(request.user).filter(public_id__in=refs).order_by("due_on", "pk")
    lines = [line_of(paper, request, versions) for paper in papers]
    if not lines:
        return not_done(request, KIND, _("Tick at least one document first."))
    form = CheckForm(request.POST if "confirm" in request.POST else None)
    if not form.is_bound:
        return page(request, lines, form)
    if any(line["fault"] for line in lines):
        form.add_error(None, _("Something is wrong in a row of the table. It is said there."))
    if not form.is_valid():
        return page(request, lines, form, status=422)
    return checked(request, lines, form)


def line_of(paper: Evidence, request: HttpRequest, versions: dict[Any, int]) -> dict[str, Any]:
    """One document, its own last day as it was typed, and what keeps it back."""
    typed = request.POST.get(f"until_{paper.public_id}", "").strip()
    until, fault = day_of(typed)
    version = versions.get(paper.public_id, paper.version)
    return {"paper": paper, "version": version, "typed": typed, "until": until, "fault": fault, "reasons": against(paper)}


def day_of(typed: str) -> tuple[date | None, str]:
    try:
        return (date.fromisoformat(typed) if typed else None), ""
    except ValueError:
        return None, _("Write the day like 2027-03-31.")


def against(paper: Evidence) -> list[Reason]:
    """Cards and passports are looked at one by one; what is decided already is not decided again."""
    if paper.kind in NEED_THE_EYE:
        return [Reason("identity_needs_the_eye")]
    return [] if paper.state == "received" else [Reason("step_not_open")]


def checked(request: HttpRequest, lines: list[dict[str, Any]], form: CheckForm) -> HttpResponse:
    """Accept each that can be; those that cannot stay on the page with the reason and everything that was typed."""
    done = [line for line in lines if not line["reasons"] and accepted(request, line, form.cleaned_data)]
    if done:
        words = ngettext("%(n)s document is accepted.", "%(n)s documents are accepted.", len(done))
        messages.success(request, words % {"n": len(done)})
    left = [line for line in lines if line not in done]
    return page(request, left, form, status=409, is_result=True) if left else redirect("admin:desk_queue", kind=KIND.name)


def accepted(request: HttpRequest, line: dict[str, Any], said: dict[str, Any]) -> bool:
    """Take the step on the version that was shown; a refusal stands in the line."""
    verb, own = verb_of(KIND.name, "verify"), {"expires_on": line["until"]}
    try:
        decisions.decide(KIND, line["paper"], verb, by=request.user, version=line["version"], said=said | own)  # type: ignore[arg-type]
    except Refused as refusal:
        line["reasons"] = refusal.reasons
        return False
    return True


def page(request: HttpRequest, lines: list[dict[str, Any]], form: CheckForm, *, status: int = 200, is_result: bool = False) -> HttpResponse:
    context = {"lines": lines, "form": form, "ready": [line for line in lines if not line["reasons"]], "is_result": is_result}
    title = _("Not accepted") if is_result else _("Check certificates together")
    return show(request, "reviews/certificates.html", context, title=title, status=status)
