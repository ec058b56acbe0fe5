"""Japanese sheets to print: without identity for every presented candidate, the résumé once the candidate showed the name."""

from functools import cache
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from applications.models import PresentedCandidate
from applications.sheets import sample
from applications.sheets.people import people_of
from applications.sheets.resume import resume_of
from applications.transitions.acting import japan_today
from applications.views.employer import one, opened, shown
from paper.typeset import paper_answer, pdf

LAYOUTS = {"skill-sheet": ("skill_sheet", "スキルシート"), "career": ("career", "職務経歴書")}
MOST = 30


def chosen(request: HttpRequest) -> list[PresentedCandidate]:
    """The candidates ticked in a list (?a=…&a=…) whose facts may be shown, in the order they were presented; at most 30."""
    asked = [text for text in request.GET.getlist("a") if is_id(text)][:MOST]
    return list(shown(request).filter(public_id__in=asked, is_shown=True).order_by("-presented_at", "-pk"))


def is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@role_required(Role.EMPLOYER)
@require_safe
def sheet(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """One sheet of one candidate as PDF."""
    if kind == "resume":
        return resume(request, public_id)
    if kind not in LAYOUTS:
        raise Http404
    row = get_object_or_404(shown(request), public_id=public_id, is_shown=True)
    layout, title = LAYOUTS[kind]
    values = {"title": f"{title} {row.number}", "people": people_of([row], japan_today())}
    return paper_answer(pdf(layout, values), f"{kind}-{row.number}.pdf")


def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form with the name; who looked is written down before it is made."""
    application = one(request, public_id)
    row = get_object_or_404(shown(request), pk=application.pk, is_shown=True)
    if opened(application, request.user) is None:
        raise Http404
    values = {"title": f"履歴書 {row.number}", **resume_of(application, row, japan_today())}
    return paper_answer(pdf("resume", values), f"resume-{row.number}.pdf")


@role_required(Role.EMPLOYER)
@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """Both anonymous sheets of all that were ticked, in one file."""
    rows = chosen(request)
    if not rows:
        messages.error(request, _("Tick at least one candidate first."))
        return redirect("employer_candidates:list")
    return paper_answer(pdf("sheets", {"title": "推薦候補者", "people": people_of(rows, japan_today())}), "candidates.pdf")


@login_not_required
@require_safe
def sample_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """A sheet of an invented person, for those who have not registered yet."""
    if kind not in LAYOUTS:
        raise Http404
    answer = HttpResponse(sample_pdf(kind), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="sample-{kind}.pdf"'
    return answer


@cache
def sample_pdf(kind: str) -> bytes:
    """Set once in a process: it never changes."""
    layout, title = LAYOUTS[kind]
    return pdf(layout, {"title": f"{title}（見本）", "people": [sample.PERSON]})
