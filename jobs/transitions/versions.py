"""A published vacancy changes: improvements and typing mistakes at once, promises after Inter-SES has looked (product.md, N9)."""

from datetime import date
from typing import Any, Unpack

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs import rules, versions
from jobs.models import Vacancy, VacancyVersion
from jobs.standing import japan_today, rates_of, vacancy_facts
from jobs.transitions.asking import How, check_own, principal
from workflow.advance import advance
from workflow.models import Entry
from workflow.steps import Reason, Refused

State = VacancyVersion.State


def first_version(vacancy: Vacancy, by: User | None) -> VacancyVersion:
    """Version 1 is what OEC published; a vacancy that was published before versions existed gets it at its first change."""
    live = versions.live_of(vacancy)
    return live or VacancyVersion.objects.create(
        vacancy=vacancy, number=versions.next_number(vacancy), state=State.LIVE, content=versions.content_of(vacancy), by=by
    )


def to_vet(vacancy: Vacancy, content: versions.Content) -> tuple[str, ...]:
    """The changed promises that must be vetted before they go live."""
    return rules.changes_to_vet(before=vacancy_facts(vacancy), after=vacancy_facts(versions.imagined(vacancy, content)))


def change_blockers(vacancy: Vacancy, content: versions.Content) -> list[Reason]:
    """What the law still wants of the changed vacancy, and what a change may never do."""
    found = versions.imagined(vacancy, content)
    reasons = rules.submit_blockers(vacancy=vacancy_facts(found), rates=rates_of(found), today=japan_today())
    if found.seats < vacancy.seats_taken:
        reasons.append(Reason("seats_below_taken", (("taken", vacancy.seats_taken),)))
    if found.seats > vacancy.seats:
        reasons.append(Reason("seats_need_a_letter"))
    if not versions.changed_columns(versions.content_of(vacancy), content):
        reasons.append(Reason("nothing_changed"))
    return reasons


@transaction.atomic
def change(vacancy: Vacancy, content: versions.Content, *, by: User, **how: Unpack[How]) -> Entry:
    """Change a published vacancy: live at once where nothing promised gets worse, else proposed to Inter-SES. Raises Refused."""
    row = Vacancy.objects.select_for_update(of=("self",), no_key=True).select_related("employer").get(pk=vacancy.pk)
    check_own(row.employer, principal(by, {"on_behalf_of": how.get("on_behalf_of")}))
    before = first_version(row, None)
    blockers = change_blockers(row, content)
    if versions.proposed_of(row):
        blockers.append(Reason("change_waits_already"))
    if blockers:
        raise Refused(*blockers)
    wait = to_vet(row, content)
    made = VacancyVersion(vacancy=row, number=versions.next_number(row), content=content, by=by)
    made.changed = versions.changed_columns(before.content, content)
    if wait:
        made.save()
        return advance(row, "propose_change", by=by, data={"number": made.number, "fields": list(wait)}, **how)
    entry = advance(row, "change", by=by, data={"number": made.number, "fields": made.changed}, **how)
    _go_live(row, made, by)
    return entry


def _go_live(vacancy: Vacancy, made: VacancyVersion, by: User | None) -> None:
    vacancy.versions.filter(state=State.LIVE).update(state=State.PAST)
    made.state, made.decided_by, made.decided_at = State.LIVE, by, timezone.now()
    made.save()
    versions.put_into(vacancy, made.content)


@transaction.atomic
def vet_change(vacancy: Vacancy, *, by: User, **how: Unpack[How]) -> Entry:
    """Inter-SES takes the proposed change over: it is public from now on, and applicants are told."""
    row, made = _with_proposed(vacancy)
    entry = _decide(row, made, "vet_change", by, change_blockers(row, made.content), **how)
    _go_live(row, made, by)
    return entry


@transaction.atomic
def refuse_change(vacancy: Vacancy, *, by: User, note: str, **how: Unpack[How]) -> Entry:
    """Inter-SES does not take it over and says why; the old version stays."""
    row, made = _with_proposed(vacancy)
    blockers = [] if note.strip() else [Reason("remark_missing")]
    made.state, made.remark, made.decided_by, made.decided_at = State.REFUSED, note.strip()[:1000], by, timezone.now()
    return _decide(row, made, "refuse_change", by, blockers, note=note, reach="employer", **how)


@transaction.atomic
def take_back_change(vacancy: Vacancy, *, by: User, **how: Unpack[How]) -> Entry:
    """The employer does not want the proposed change any more."""
    row, made = _with_proposed(vacancy)
    made.state, made.decided_by, made.decided_at = State.WITHDRAWN, by, timezone.now()
    return _decide(row, made, "take_back_change", by, [], **how)


def _with_proposed(vacancy: Vacancy) -> tuple[Vacancy, VacancyVersion]:
    row = Vacancy.objects.select_for_update(of=("self",), no_key=True).select_related("employer").get(pk=vacancy.pk)
    row.version = vacancy.version  # the step is refused if the row moved on
    made = versions.proposed_of(row)
    if made is None:
        raise Refused(Reason("no_change_waits"))
    return row, made


def _decide(row: Vacancy, made: VacancyVersion, name: str, by: User, blockers: list[Reason], **how: Any) -> Entry:
    """The version first, so that the clock knows that nobody waits any more; both or none."""
    if blockers:
        raise Refused(*blockers)
    if name == "vet_change":
        made.state = State.PAST  # live in a moment; only one version is live
    made.save()
    return advance(row, name, by=by, data={"number": made.number}, **how)


# ── still open, still true ────────────────────────────────────────────────────────────────────────────
def confirm(vacancy: Vacancy, *, by: User, **how: Unpack[How]) -> Entry:
    """The employer says that the vacancy is still open and still true (ESA 5-4)."""
    return advance(vacancy, "confirm", by=by, confirmed_on=japan_today(), confirm_asked_on=None, **how)


def ask_to_confirm(vacancy: Vacancy, *, today: date) -> Entry:
    """The system asks whether it is still open."""
    return advance(vacancy, "ask_to_confirm", by=None, confirm_asked_on=today)
