"""Lessons of a group at the desk: who came, for many at once; the sheet to sign on paper, and the file."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import OEC, PARTNERS, READERS
from paper.table import csv_answer, xlsx_answer
from paper.typeset import paper_answer, pdf
from programmes import lessons, papers, rules, transitions
from programmes.desk.page import group_or_404, show
from programmes.models import Attendance, Group, Mark, Member
from programmes.states import GroupState
from programmes.transitions.acting import pakistan_today
from vault.models import record_accesses
from workflow.steps import Reason, Refused

SAYS = (Mark.PRESENT, Mark.ABSENT, Mark.EXCUSED)
HEADS = (
    gettext_lazy("Candidate number"), gettext_lazy("State"), gettext_lazy("Present, lessons"), gettext_lazy("Absent, lessons"),
    gettext_lazy("Excused, lessons"), gettext_lazy("Share in %"),
)  # fmt: skip


@dataclass
class Row:
    """One person in the table of a lesson: the last word, what was typed, and what is wrong with it."""

    member: Member
    word: Attendance | None
    typed: str = ""
    fault: Reason | None = None

    @property
    def number(self) -> int:
        return self.word.number if self.word else 0

    @property
    def mark(self) -> str:
        """What the table shows as chosen."""
        stands = self.word.mark if self.word and self.word.mark != Mark.NONE else ""
        return self.typed if self.typed else stands


@role_required(*READERS)
@require_safe
def attendance(request: HttpRequest, public_id: object) -> HttpResponse:
    """Everybody with their share, every lesson with how many came, and the way to a day."""
    group = group_or_404(request, public_id)
    if "day" in request.GET and (day := day_of(request.GET["day"])):
        return redirect("admin:desk_lesson", group.public_id, day.isoformat())
    return overview(request, group, status=422 if "day" in request.GET else 200)


def overview(request: HttpRequest, group: Group, status: int = 200) -> HttpResponse:
    members = list(lessons.roll_of(group, request.user))
    shares = lessons.shares_of(members)
    context = {
        "group": group,
        "programme": group.programme,
        "rows": [(member, shares.get(member.pk) or lessons.Share()) for member in members],
        "days": lessons.days_of(group, request.user),
        "today": pakistan_today(),
        "latest": latest_of(group, pakistan_today()),
        "takes_words": group.state == GroupState.RUNNING,
        "fault": status != 200,
    }
    title = _("Attendance: %(name)s") % {"name": group.title}
    return show(request, "programmes/desk/attendance.html", context, title=title, status=status)


def latest_of(group: Group, today: date) -> date:
    """The last day on which the group meets; most often that is the lesson to be written down."""
    week = (today - timedelta(days=n) for n in range(7))
    return next((day for day in week if day.weekday() in group.weekdays), today)


def day_of(text: str) -> date | None:
    """A day as an address or a date field says it."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day


def day_or_404(text: str) -> date:
    if (day := day_of(text)) is None:
        raise Http404
    return day


@role_required(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, public_id: object, day: str) -> HttpResponse:
    """Who came on that day; OEC says it for many at once, and corrects it."""
    group, held_on = group_or_404(request, public_id), day_or_404(day)
    rows = rows_of(request, group, held_on)
    if request.method != "POST":
        return lesson_page(request, group, held_on, rows)
    if request.user.role not in OEC:
        return lesson_page(request, group, held_on, rows, fault=str(Reason("step_not_yours")), status=403)
    return recorded(request, group, held_on, rows)


def rows_of(request: HttpRequest, group: Group, day: date) -> list[Row]:
    """Who was in the group on that day, with the last word about each; two queries."""
    words = lessons.words_of(group, request.user, day)
    return [Row(member, words.get(member.pk)) for member in lessons.there_on(group, request.user, day)]


def said_in(request: HttpRequest, rows: list[Row]) -> dict[int, tuple[int, str]]:
    """What the table says of each: one field a person, with the number of the word that was shown; who is not marked may be meant too."""
    said, rest = {}, "rest" in request.POST
    for row in rows:
        seen, _colon, mark = request.POST.get(f"mark_{row.member.public_id}", "").partition(":")
        if not (seen.isascii() and seen.isdigit() and len(seen) < 5):
            continue
        row.typed = mark if mark in SAYS else ""
        said[row.member.pk] = (int(seen), mark or (Mark.PRESENT if rest else Mark.NONE))
    return said


def recorded(request: HttpRequest, group: Group, day: date, rows: list[Row]) -> HttpResponse:
    """Kept, or the table once more with what is wrong beside each."""
    try:
        count, left = transitions.record_lesson(group, day=day, said=said_in(request, rows), by=request.user)
    except Refused as refusal:
        return lesson_page(request, group, day, rows, fault=str(refusal), status=409)
    if count:
        messages.success(request, ngettext("Saved for %(n)s person.", "Saved for %(n)s people.", count) % {"n": count})
    elif not left:
        messages.info(request, _("Nothing was changed: nobody was marked anew."))
    if not left:
        return redirect("admin:desk_attendance", group.public_id)
    fresh = rows_of(request, group, day)
    for row in fresh:
        row.fault = left.get(row.member.pk)
    return lesson_page(request, group, day, fresh, fault=_("Some were not saved: look at what stands there now."), status=409)


def lesson_page(request: HttpRequest, group: Group, day: date, rows: list[Row], *, fault: str = "", status: int = 200) -> HttpResponse:
    blockers = rules.lesson_blockers(group_state=group.state, starts_on=group.starts_on, day=day, today=pakistan_today())
    context = {
        "group": group,
        "programme": group.programme,
        "day": day,
        "rows": rows,
        "choices": [(str(mark), mark.label) for mark in SAYS],
        "blockers": blockers,
        "fault": fault,
        "is_rest": "rest" in request.POST,
        "is_unusual": day.weekday() not in group.weekdays and not any(row.word for row in rows),
        "history": lessons.history_of(group, request.user, day),
    }
    title = _("Lesson of %(name)s") % {"name": group.title}
    return show(request, "programmes/desk/lesson.html", context, title=title, status=status)


@role_required(*PARTNERS)
@require_safe
def sheet(request: HttpRequest, public_id: object, day: str) -> HttpResponse:
    """The list with names for who teaches, to sign on paper; the record of each name is written first, an error stops the print."""
    group, held_on = group_or_404(request, public_id), day_or_404(day)
    members = list(lessons.there_on(group, request.user, held_on))
    record_accesses(request.user, [member.profile for member in members], field="attendance_sheet", purpose="lesson", case=group.title)
    values = papers.attendance_sheet(group, held_on, members, request.user)
    return paper_answer(pdf("attendance_sheet", values, made_on=pakistan_today()), f"attendance-{held_on}.pdf")


@role_required(*READERS)
@require_safe
def table(request: HttpRequest, public_id: object, form: str) -> HttpResponse:
    """Shares and every lesson as a file: by number, never by name."""
    answers = {"csv": csv_answer, "xlsx": xlsx_answer}
    if form not in answers:
        raise Http404
    group = group_or_404(request, public_id)
    marks, members = lessons.marks_of(group, request.user), list(lessons.roll_of(group, request.user))
    shares = lessons.shares_of(members)
    days = sorted({day for known in marks.values() for day in known})
    lines = (cells(member, shares.get(member.pk) or lessons.Share(), marks.get(member.pk, {}), days) for member in members)
    return answers[form](f"attendance-{group.starts_on}.{form}", [*map(str, HEADS), *map(str, days)], lines)


def cells(member: Member, share: lessons.Share, marks: dict[date, str], days: list[date]) -> list[Any]:
    """One row of the file."""
    counts = (share.present, share.absent, share.excused, "" if share.percent is None else share.percent)
    return [member.profile.reference, str(member.tag[2]), *counts, *(str(Mark(marks[day]).label) if day in marks else "" for day in days)]
