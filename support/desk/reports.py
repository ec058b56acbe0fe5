"""Reports of a demand for money at the desk: OEC's supervisors, and the auditor for those about OEC's own staff."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from support import transitions
from support.desk.page import desk_of, group_links, in_order, lateness, page_of, taken, version_of
from support.forms import EndForm, NoteForm
from support.models import Report
from support.states import EXAMINERS, OPEN_REPORT, Desk, ReportState
from support.words import desk_word
from vault.views import serve
from workflow.models import Entry

GROUPS = {"open": gettext_lazy("Open"), "ended": gettext_lazy("Ended")}
NO_FORM = ("examine",)


@role_required(*EXAMINERS)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What this desk has: late, due today, oldest."""
    wanted = request.GET.get("group", "") if request.GET.get("group", "") in GROUPS else "open"
    found = Report.objects.visible_to(request.user)
    rows = in_order(found.open()) if wanted == "open" else found.exclude(state__in=OPEN_REPORT).order_by("-waiting_since", "-pk")
    page, shown = page_of(request, rows)
    context = {"page": page, "rows": shown, "groups": group_links(request, GROUPS, wanted)}
    return show(request, "support/desk/reports.html", context, title=_("Reports of a demand for money"))


def forms_for(report: Report, desk: str, failed: tuple[str, Form] | None = None) -> list[dict[str, Any]]:
    """The forms of this page, in the order of use."""
    wanted: list[tuple[str, Any, Form]] = [("note", _("Keep the note"), NoteForm(auto_id="note_%s"))]
    if report.state == ReportState.EXAMINED:
        wanted += [
            ("settle", _("Settle"), EndForm(name="settle", auto_id="settle_%s")),
            ("dismiss", _("End without a finding"), EndForm(name="dismiss", auto_id="dismiss_%s")),
        ]
    if report.state in OPEN_REPORT:
        to = _("Pass on to OEC: it is not about staff") if report.desk == Desk.AUDITOR else _("Pass on to the auditor: it is about staff")
        wanted.append(("pass_on", to, NoteForm(auto_id="pass_%s")))
    mine = wanted if desk == report.desk else []
    return [
        {
            "name": name,
            "label": label,
            "form": failed[1] if failed and failed[0] == name else form,
            "is_open": bool(failed and failed[0] == name),
        }
        for name, label, form in mine
    ]


def one(request: HttpRequest, report: Report, failed: tuple[str, Form] | None = None) -> HttpResponse:
    """The page of one report."""
    is_ours = desk_of(request) == report.desk
    context = {
        "report": report,
        "notes": report.notes.select_related("by"),
        "forms": forms_for(report, desk_of(request), failed),
        "late": lateness(report.due_on, report.owner),
        "holder": desk_word(report.owner),
        "may_examine": is_ours and report.state == ReportState.RECEIVED,
    }
    return show(request, "support/desk/report.html", context, title=_("Report of a demand for money"), status=422 if failed else 200)


@role_required(*EXAMINERS)
@require_safe
def report(request: HttpRequest, public_id: object) -> HttpResponse:
    """Everything that was reported, and what was found."""
    return one(request, get_object_or_404(Report.objects.visible_to(request.user).select_related("photo"), public_id=public_id))


@role_required(*EXAMINERS)
@require_POST
def report_step(request: HttpRequest, public_id: object, name: str) -> HttpResponse:
    """Examine, note, pass on, settle or end without a finding."""
    found = get_object_or_404(Report.objects.visible_to(request.user), public_id=public_id)
    form = form_of(name, request)
    if form is not None and not form.is_valid():
        return one(request, found, (name, form))
    is_gone = taken(request, step_of(name, found, form, request)) and name == "pass_on"
    return redirect("admin:desk_reports") if is_gone else redirect("admin:desk_report", public_id=found.public_id)


def form_of(name: str, request: HttpRequest) -> Form | None:
    """The form of a step, filled in; to begin needs none."""
    if name in NO_FORM:
        return None
    made: dict[str, Callable[[], Form]] = {
        "note": lambda: NoteForm(request.POST, auto_id="note_%s"),
        "pass_on": lambda: NoteForm(request.POST, auto_id="pass_%s"),
        "settle": lambda: EndForm(request.POST, name="settle", auto_id="settle_%s"),
        "dismiss": lambda: EndForm(request.POST, name="dismiss", auto_id="dismiss_%s"),
    }
    if name not in made:
        raise Http404
    return made[name]()


def step_of(name: str, found: Report, form: Any, request: HttpRequest) -> Callable[[], Entry]:
    """The verb with what was typed."""
    seen: dict[str, Any] = {"by": request.user, "version": version_of(request)}
    said = form.cleaned_data if form else {}
    steps: dict[str, Callable[[], Entry]] = {
        "examine": lambda: transitions.examine(found, **seen),
        "note": lambda: transitions.note_report(found, text=said["text"], **seen),
        "pass_on": lambda: transitions.pass_on(found, text=said["text"], **seen),
        "settle": lambda: transitions.settle(found, outcome=said["outcome"], text=said["text"], **seen),
        "dismiss": lambda: transitions.dismiss(found, outcome=said["outcome"], text=said["text"], **seen),
    }
    return steps[name]


@role_required(*EXAMINERS)
@require_safe
def photo(request: HttpRequest, public_id: object) -> HttpResponse:
    """The photo of a report; every view is recorded."""
    found = get_object_or_404(
        Report.objects.visible_to(request.user).filter(photo__isnull=False).select_related("photo"), public_id=public_id
    )
    return serve(request, found.photo, purpose="report", case=found.reference)
