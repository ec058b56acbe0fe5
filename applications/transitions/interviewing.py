"""Rounds of interviews: invite, choose or ask for other times, move, say how it went, remind."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import rules
from applications.models import Application, Interview, Offer, Slot
from applications.states import ApplicationState
from applications.transitions.acting import check, move
from applications.transitions.consenting import give_name
from applications.transitions.turns import to_choose, turn_of
from workflow.models import Entry
from workflow.noting import note_down
from workflow.steps import Reason, Refused

MEETING = ("form", "place", "minutes", "is_technical_test", "has_interpreter", "message")
MARKS = ("mark_skill", "mark_language", "mark_talk", "mark_will")
REMIND = "interview.remind"


@transaction.atomic
def invite(
    application: Application,
    *,
    by: User,
    slots: Sequence[datetime],
    place: str = "",
    message: str = "",
    on_behalf_of: User | None = None,
    source: str = "",
    version: int | None = None,
    **meeting: object,
) -> Entry:
    """A round of interviews with times to choose from (aware datetimes); more rounds may follow, but not beside an offer."""
    times = sorted(set(slots))
    blockers = rules.invite_blockers(slots=times, now=timezone.now())
    if Offer.objects.filter(application=application).proposed().exists():
        blockers.append(Reason("offer_stands_already"))
    turn = to_choose(times) if times else {}
    entry = move(application, "invite", by=by, on_behalf_of=on_behalf_of, source=source, version=version, unless=blockers, **turn)
    said = {"place": place, "message": message, **{name: meeting[name] for name in MEETING if name in meeting}}
    row = Interview.objects.create(application=application, round=application.interviews.count() + 1, **said)
    Slot.objects.bulk_create([Slot(interview=row, starts_at=at) for at in times])
    return entry


def locked_round(interview: Interview) -> Interview:
    """This round under a lock, with its application as it stands now."""
    return Interview.objects.select_for_update(of=("self",), no_key=True).select_related("application__candidate").get(pk=interview.pk)


def is_newest(row: Interview) -> bool:
    return not Interview.objects.filter(application=row.application_id, round__gt=row.round).exists()


@transaction.atomic
def choose_slot(slot: Slot, *, by: User, shows_name: bool = False, language: str = "en") -> Interview:
    """The candidate takes one of the times of the newest round: once, while it is still to come; and may open name and contact."""
    row = locked_round(slot.interview)
    application = row.application
    check(application, "choose_slot", by=by)
    if row.confirmed_at or row.declined_at or not is_newest(row) or slot.starts_at <= timezone.now():
        raise Refused(Reason("slot_not_open"))
    if not Slot.objects.filter(pk=slot.pk, interview=row).update(is_chosen=True):
        raise Refused(Reason("slot_not_open"))
    row.confirmed_at = timezone.now()
    row.save(update_fields=["confirmed_at"])
    if shows_name:
        give_name(application, by=by, language=language)
    move(application, "choose_slot", by=by, data={"round": row.round, "shows_name": shows_name}, **turn_of(application))
    return row


@transaction.atomic
def decline_slots(interview: Interview, *, by: User, note: str) -> Entry:
    """None of the times suits the candidate, who says when it would: the employer proposes again."""
    row = locked_round(interview)
    application = row.application
    check(application, "decline_slots", by=by)
    if row.confirmed_at or row.declined_at or not is_newest(row):
        raise Refused(Reason("slot_not_open"))
    if blockers := rules.note_blockers(note=note):
        raise Refused(*blockers)
    row.declined_at, row.declined_note = timezone.now(), note.strip()[:600]
    row.save(update_fields=["declined_at", "declined_note"])
    return move(application, "decline_slots", by=by, data={"round": row.round}, **turn_of(application))


@transaction.atomic
def move_interview(
    interview: Interview,
    *,
    by: User,
    slots: Sequence[datetime],
    on_behalf_of: User | None = None,
    source: str = "",
    version: int | None = None,
    **meeting: object,
) -> Entry:
    """New times take the place of the old ones in the same round; one that was confirmed is confirmed no more."""
    row, times = locked_round(interview), sorted(set(slots))
    application, was_fixed = row.application, row.confirmed_at is not None
    check(application, "move_interview", by=by, on_behalf_of=on_behalf_of, source=source)
    blockers = rules.invite_blockers(slots=times, now=timezone.now())
    if row.is_over or row.outcome or not is_newest(row):
        blockers.append(Reason("interview_not_movable"))
    data = {"round": row.round, "was_fixed": was_fixed}
    turn = to_choose(times) if times else {}
    how = {"by": by, "on_behalf_of": on_behalf_of, "source": source, "version": version}
    entry = move(application, "move_interview", unless=blockers, data=data, **how, **turn)
    row.slots.all().delete()
    Slot.objects.bulk_create([Slot(interview=row, starts_at=at) for at in times])
    changes = {name: meeting[name] for name in MEETING if name in meeting}
    opened = {"confirmed_at": None, "reminded_at": None, "declined_at": None, "declined_note": "", "moves": row.moves + 1}
    Interview.objects.filter(pk=row.pk).update(**changes, **opened)
    return entry


@transaction.atomic
def record_outcome(
    interview: Interview,
    *,
    by: User,
    outcome: str,
    marks: Mapping[str, str],
    note: str = "",
    on_behalf_of: User | None = None,
    source: str = "",
    version: int | None = None,
) -> Entry:
    """After the interview: four marks, a note, and what comes next. Inter-SES reads it, the candidate never does."""
    row = locked_round(interview)
    application = row.application
    check(application, "record_outcome", by=by, on_behalf_of=on_behalf_of, source=source)
    said = {name: marks.get(name, "") for name in MARKS}
    blockers = rules.outcome_blockers(is_over=row.is_over, outcome=outcome, marks=said)
    clock = {"owner": application.owner, "waiting_since": application.waiting_since, "due_on": application.due_on}
    how = {"by": by, "on_behalf_of": on_behalf_of, "source": source, "version": version}
    data = {"round": row.round, "outcome": outcome}
    entry = move(application, "record_outcome", unless=blockers, data=data, **how, **clock)
    Interview.objects.filter(pk=row.pk).update(
        outcome=outcome, outcome_note=note.strip()[:1000], outcome_at=timezone.now(), outcome_by=on_behalf_of or by, **said
    )
    return entry


# ── reminders: a day and two hours before ──────────────────────────────────────────────────────────────


def remind_due(limit: int = 200) -> int:
    """Journal a reminder of every interview that needs one now, each once, also beside another worker; how many."""
    now = timezone.now()
    soon = Slot.objects.filter(is_chosen=True, starts_at__gt=now, starts_at__lte=now + timedelta(hours=rules.REMIND_HOURS[0]))
    with transaction.atomic():
        rows = Interview.objects.filter(pk__in=soon.values("interview"), application__state=ApplicationState.INTERVIEWING)
        rows = rows.exclude(confirmed_at=None).select_related("application").order_by("pk")
        due = [row for row in rows.select_for_update(of=("self",), skip_locked=True, no_key=True)[:limit] if _is_due(row, now)]
        for row in due:
            note_down(row, REMIND, by=None, data={"application": str(row.application.public_id)})
        Interview.objects.filter(pk__in=[row.pk for row in due]).update(reminded_at=now)
    return len(due)


def _is_due(row: Interview, now: datetime) -> bool:
    chosen = row.chosen
    return bool(chosen and row.confirmed_at) and rules.is_reminder_due(
        starts_at=chosen.starts_at,  # type: ignore[union-attr]
        confirmed_at=row.confirmed_at,  # type: ignore[arg-type]
        reminded_at=row.reminded_at,
        now=now,
    )
