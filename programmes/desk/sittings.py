"""Tests at the desk: a new one, booked for many, results for many; the table comes back with its faults."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import role_required
from accounts.roles import OEC, PARTNERS, READERS
from programmes import cohort, rules, transitions
from programmes.desk.page import is_uuid, number_of, programme_or_404, sent, show, sitting_or_404, ticked
from programmes.forms.desk import SittingForm
from programmes.models import Booking, Group, Member, Sitting
from programmes.states import RESULT_STEPS, BookingState
from programmes.transitions.acting import pakistan_today
from programmes.transitions.sittings import BOOKABLE
from programmes.words import BOOKING_TAGS
from workflow.steps import Reason, Refused

OPEN = (BookingState.BOOKED, BookingState.SAT)


@dataclass
class Row:
    """One booking in the table of results: what was typed, and what is wrong with it."""

    booking: Booking
    is_proved: bool = False
    result: str = ""
    score: str = ""
    version: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.booking.state in OPEN

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The results that can be recorded from here."""
        wanted = [state for state in RESULT_STEPS if self.booking.state == BookingState.BOOKED or state in ("passed", "failed")]
        return [(str(state), BOOKING_TAGS[state][2]) for state in wanted]


@role_required(*PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, public_id: object) -> HttpResponse:
    """Which test, when, where; then for whom."""
    programme = programme_or_404(request, public_id)
    form = SittingForm(sent(request), instance=Sitting(programme=programme))
    if request.method == "POST" and form.is_valid():
        try:
            found = transitions.add_sitting(form.save(commit=False), by=request.user)
            return redirect("admin:desk_sitting_people", found.public_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "programme": programme}
    return show(request, "programmes/desk/sitting_form.html", context, title=_("New test"), status=status)


@role_required(*PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, public_id: object) -> HttpResponse:
    """Book the test for many at once; who cannot be booked is named."""
    sitting = sitting_or_404(request, public_id)
    if request.method != "POST":
        return people_page(request, sitting)
    refs = ticked(request)
    if blockers := rules.many_blockers(count=len(refs)):
        return people_page(request, sitting, fault=" ".join(map(str, blockers)), status=422)
    rows = Member.objects.visible_to(request.user).filter(public_id__in=refs, group__programme=sitting.programme_id)
    left: dict[int, list[Reason]] = {}
    for member in rows.select_related("group", "profile").order_by("pk"):
        try:
            transitions.book(sitting, member, by=request.user)
        except Refused as refusal:
            left[member.pk] = list(refusal.reasons)
    count = len(rows) - len(left)
    if count:
        messages.success(request, ngettext("%(n)s person is booked and told.", "%(n)s people are booked and told.", count) % {"n": count})
    return people_page(request, sitting, left=left, status=409) if left else redirect(sitting)


def people_page(
    request: HttpRequest, sitting: Sitting, *, left: dict[int, list[Reason]] | None = None, fault: str = "", status: int = 200
) -> HttpResponse:
    """Who is in the programme and not yet booked, by group."""
    group = request.GET.get("group", "")
    rows = Member.objects.visible_to(request.user).filter(group__programme=sitting.programme_id, state__in=BOOKABLE)
    rows = rows.exclude(bookings__sitting=sitting).select_related("profile", "group").order_by("group__starts_on", "group", "pk")
    rows = rows.filter(group__public_id=group) if is_uuid(group) else rows
    refused = Member.objects.visible_to(request.user).filter(pk__in=list(left or {})).select_related("profile", "group")
    context = {
        "sitting": sitting,
        "programme": sitting.programme,
        "rows": rows[: rules.AT_ONCE],
        "refused": [(member, left[member.pk]) for member in refused] if left else [],
        "groups": Group.objects.visible_to(request.user).filter(programme=sitting.programme_id).order_by("starts_on", "pk"),
        "chosen": group,
        "fault": fault,
        "ticked": set(ticked(request)),
    }
    return show(request, "programmes/desk/sitting_people.html", context, title=_("Book for whom?"), status=status)


@role_required(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest, public_id: object) -> HttpResponse:
    """Who is booked, and the results; OEC records many at once."""
    found = sitting_or_404(request, public_id)
    rows = rows_of(found, request)
    if request.method != "POST":
        return sitting_page(request, found, rows)
    if request.user.role not in OEC:
        return sitting_page(request, found, rows, fault=str(Reason("step_not_yours")), status=403)
    return recorded(request, found, rows)


def rows_of(found: Sitting, request: HttpRequest) -> list[Row]:
    """Everybody who is booked, with what was typed and whether OEC verified a certificate; two queries."""
    bookings = Booking.objects.visible_to(request.user).filter(sitting=found).select_related("member__profile", "member__group", "sitting")
    listed = list(bookings.order_by("pk"))
    proved = cohort.proved_of([row.member.profile_id for row in listed])
    return [typed(Row(row, (found.kind, found.level) in proved[row.member.profile_id]), request) for row in listed]


def typed(row: Row, request: HttpRequest) -> Row:
    """What stands in the table for this row."""
    ref = str(row.booking.public_id)
    row.result, row.score = request.POST.get(f"result_{ref}", ""), request.POST.get(f"score_{ref}", "").strip()[:12]
    seen = number_of(request.POST.get(f"seen_{ref}", ""))
    row.version = row.booking.version if seen is None else seen
    return row


def recorded(request: HttpRequest, found: Sitting, rows: list[Row]) -> HttpResponse:
    """Each row on its own: what is right is kept, what is wrong stays in the table with the reason."""
    meant = [row for row in rows if row.result or row.score]
    for row in meant:
        row.faults = record(row, request)
    count = sum(not row.faults for row in meant)
    if count:
        messages.success(request, ngettext("%(n)s result is recorded.", "%(n)s results are recorded.", count) % {"n": count})
    if not any(row.faults for row in meant):
        return redirect(found)
    fresh = {row.booking.pk: row for row in rows_of(found, request)}
    for row in meant:
        kept = fresh[row.booking.pk]
        kept.faults, kept.version = row.faults, kept.booking.version
    return sitting_page(request, found, list(fresh.values()), fault=_("Some rows were not recorded. Mend them and save again."), status=422)


def record(row: Row, request: HttpRequest) -> list[str]:
    """The step, or what is wrong with this row."""
    score, fault = score_of(row.score)
    if fault or row.result not in RESULT_STEPS:
        return [fault or _("Choose the result.")]
    try:
        transitions.record_result(row.booking, by=request.user, result=row.result, score=score, version=row.version)
    except Refused as refusal:
        return refusal.said()
    return []


def score_of(text: str) -> tuple[Decimal | None, str]:
    """Points with at most one place after the point."""
    if not text:
        return None, ""
    try:
        score = Decimal(text.replace("٫", ".").replace(",", "."))
    except InvalidOperation:
        return None, _("Write the points as a number.")
    is_plain = score.is_finite() and abs(score) < 10_000 and score == round(score, 1)
    return (score, "") if is_plain else (None, _("Write the points as a number."))


def sitting_page(request: HttpRequest, found: Sitting, rows: list[Row], *, fault: str = "", status: int = 200) -> HttpResponse:
    context = {
        "sitting": found,
        "programme": found.programme,
        "rows": rows,
        "is_past": found.held_on <= pakistan_today(),
        "has_open": any(row.is_open for row in rows),
        "fault": fault,
    }
    return show(request, "programmes/desk/sitting.html", context, title=str(found), status=status)


@role_required(*PARTNERS)
@require_POST
def step(request: HttpRequest, public_id: object, name: str) -> HttpResponse:
    """One booking: taken off the test, or its result undone."""
    rows = Booking.objects.visible_to(request.user).select_related("sitting")
    booking = get_object_or_404(rows, public_id=public_id)
    acts = {"cancel": transitions.cancel_booking, "undo": transitions.undo_result}
    if name not in acts:
        raise Http404
    try:
        acts[name](booking, by=request.user, version=number_of(request.POST.get("version", "")))
        messages.success(request, _("Saved."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(booking.sitting)
