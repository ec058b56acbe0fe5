"""The verbs of a demand letter. Each asks the rules, then moves through `advance`; all raise Refused."""

from datetime import date
from typing import Unpack

from django.db import transaction

from accounts.models import User
from jobs import rules
from jobs.models import DemandLetter, Vacancy
from jobs.standing import japan_today
from jobs.states import DemandState
from jobs.transitions.asking import How, Origin, check_own, principal
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason


@transaction.atomic
def draft_letter(letter: DemandLetter, *, vacancies: list[Vacancy], by: User, **origin: Unpack[Origin]) -> Entry:
    """Save a new letter over unpublished vacancies of the same company."""
    person = principal(by, origin)
    check_own(letter.employer, person)
    entry = begin(letter, "draft", by=by, **origin)
    cover(letter, vacancies)
    return entry


@transaction.atomic
def rewrite_letter(letter: DemandLetter, *, seats: int, vacancies: list[Vacancy]) -> bool:
    """Change what a drafted letter asks; False when it was sent meanwhile. A plain edit, so no step."""
    is_draft = DemandLetter.objects.filter(pk=letter.pk, state=DemandState.DRAFTED).update(seats=seats)
    if is_draft:
        cover(letter, vacancies)
    return bool(is_draft)


def cover(letter: DemandLetter, vacancies: list[Vacancy]) -> None:
    """Let a letter cover exactly these vacancies; one that was published keeps its letter."""
    unpublished = Vacancy.objects.filter(employer=letter.employer, published_at=None, discarded_at=None)
    unpublished.filter(demand_letter=letter).update(demand_letter=None)
    unpublished.filter(pk__in=[vacancy.pk for vacancy in vacancies]).update(demand_letter=letter)


def send_for_attestation(letter: DemandLetter, *, by: User, **how: Unpack[How]) -> Entry:
    """The signed letter goes to the authority; the portal waits for its number."""
    seats = list(letter.vacancies.values_list("seats", flat=True))
    blockers = rules.demand_send_blockers(seats=letter.seats, vacancy_seats=seats, employer_state=letter.employer.state)
    return advance(letter, "send_for_attestation", unless=blockers, by=by, **how)


def enter_attestation(
    letter: DemandLetter,
    *,
    by: User,
    number: str,
    authority: str,
    attested_on: date | None,
    valid_until: date | None,
    seats: int,
    **how: Unpack[How],
) -> Entry:
    """An OEC officer enters what stands on the attested paper; may be corrected until it is confirmed."""
    entered = {"number": number, "authority": authority, "attested_on": attested_on, "valid_until": valid_until}
    blockers = rules.demand_enter_blockers(**entered, today=japan_today())  # type: ignore[arg-type]
    if number and DemandLetter.objects.filter(number=number).exclude(pk=letter.pk).exists():
        blockers.append(Reason("attestation_number_taken"))
    if seats < 1:
        blockers.append(Reason("demand_seats_missing"))
    return advance(letter, "enter_attestation", unless=blockers, by=by, seats=seats, **entered, **how)


def confirm_attestation(letter: DemandLetter, *, by: User, **how: Unpack[How]) -> Entry:
    """The second signature: a supervisor other than the person who entered."""
    entry = rules.demand_enter_blockers(
        number=letter.number,
        authority=letter.authority,
        attested_on=letter.attested_on,
        valid_until=letter.valid_until,
        today=japan_today(),
    )
    blockers = rules.demand_confirm_blockers(entered_by=_entered_by(letter), confirmed_by=by.pk, entry=entry)
    return advance(letter, "confirm_attestation", unless=blockers, by=by, **how)


def _entered_by(letter: DemandLetter) -> int | None:
    """Who entered the attestation last, by the journal."""
    return Entry.objects.about(letter).filter(kind="demand.enter_attestation").order_by("-seq").values_list("actor_id", flat=True).first()


def send_back_attestation(letter: DemandLetter, *, by: User, **how: Unpack[How]) -> Entry:
    """The supervisor does not confirm: the officer enters again."""
    return advance(letter, "send_back_attestation", by=by, **how)


def expire(letter: DemandLetter, *, by: User | None = None) -> Entry:
    """The permission has run out."""
    return advance(letter, "expire", by=by)
