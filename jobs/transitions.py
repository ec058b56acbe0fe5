"""The verbs of employers, demand letters and vacancies. Each asks the rules, then moves through `advance`; all raise Refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.parties import found_party
from accounts.roles import PartyKind, Role
from jobs import rules
from jobs.models import DemandLetter, Employer, Remark, Vacancy
from jobs.references import unused_reference
from jobs.standing import demand_of, field_states_of, japan_today, rates_of, vacancy_facts
from jobs.states import DemandState
from workflow.advance import advance, begin
from workflow.models import Entry, Note
from workflow.steps import Reason, Refused

REMARK_LENGTH = 600
ENDS_AFTER_DAYS = 90  # after its demand letter ran out (product.md)


class Origin(TypedDict, total=False):
    """For whom a step is taken, and how that person asked: walk_in, phone, letter, scan."""

    on_behalf_of: User | None
    source: str


class How(Origin, total=False):
    """What may go with any step: the version it was decided on, and words to keep with it."""

    version: int | None
    note: str
    reach: str


# ── employer ──────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def register(employer: Employer, *, by: User, **origin: Unpack[Origin]) -> Entry:
    """Save a new company under a party of its own, with the person as owner."""
    person = _principal(by, origin)
    if Employer.objects.filter(party__in=person.parties()).exists():
        raise Refused(Reason("company_already_registered"))
    if Employer.objects.filter(corporate_number=employer.corporate_number).exists():
        raise Refused(Reason("corporate_number_taken"))
    employer.party = person.parties().filter(kind=PartyKind.EMPLOYER).first() or found_party(
        PartyKind.EMPLOYER, employer.name_en, employer.name_ja, person
    )
    return begin(employer, "register", by=by, **origin)


def _principal(by: User, origin: Origin) -> User:
    """The employer's person behind a birth; Inter-SES may act for one. Raises Refused for anybody else."""
    person = origin.get("on_behalf_of") or by
    if person.role != Role.EMPLOYER or (person != by and by.role != Role.INTER_SES):
        raise Refused(Reason("step_not_yours"))
    return person


def verify(employer: Employer, *, by: User, verified_how: str, **how: Unpack[How]) -> Entry:
    """Inter-SES confirms that the company exists and says how it found out."""
    blockers = rules.employer_verify_blockers(
        corporate_number=employer.corporate_number, name=employer.name_ja or employer.name_en, existence_checked_how=verified_how
    )
    return advance(employer, "verify", unless=blockers, by=by, verified_how=verified_how, **how)


def suspend(employer: Employer, *, by: User, **how: Unpack[How]) -> Entry:
    """Stop a company; its vacancies pause by reaction."""
    return advance(employer, "suspend", by=by, **how)


def reinstate(employer: Employer, *, by: User, **how: Unpack[How]) -> Entry:
    """Let a suspended company work again; its vacancies stay paused until somebody resumes them."""
    return advance(employer, "reinstate", by=by, **how)


# ── demand letter ─────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def draft_letter(letter: DemandLetter, *, vacancies: list[Vacancy], by: User, **origin: Unpack[Origin]) -> Entry:
    """Save a new letter over unpublished vacancies of the same company."""
    person = _principal(by, origin)
    _own(letter.employer, person)
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
    unpublished = Vacancy.objects.filter(employer=letter.employer, published_at=None)
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


# ── vacancy ───────────────────────────────────────────────────────────────────────────────────────────
def draft(vacancy: Vacancy, *, by: User, **origin: Unpack[Origin]) -> Entry:
    """Save a new vacancy, complete or not, and give it its number."""
    _own(vacancy.employer, _principal(by, origin))
    vacancy.reference = unused_reference(lambda number: Vacancy.objects.filter(reference=number).exists())
    return begin(vacancy, "draft", by=by, **origin)


def _own(employer: Employer, person: User) -> None:
    """Raises Refused unless the person acts for this company today."""
    if not person.parties().filter(pk=employer.party_id).exists():
        raise Refused(Reason("step_not_yours"))


@transaction.atomic
def submit(vacancy: Vacancy, *, by: User, revision: int | None = None, **how: Unpack[How]) -> Entry:
    """Send a complete and lawful vacancy to Inter-SES. `revision` is the saved text that the person had seen."""
    vacancy = Vacancy.objects.select_for_update(of=("self",), no_key=True).get(pk=vacancy.pk)
    if revision is not None and revision != vacancy.revision:
        raise Refused(Reason("changed_meanwhile"))
    entry = advance(vacancy, "submit", unless=submit_blockers(vacancy), by=by, **how)
    vacancy.remarks.filter(answered_at=None).update(answered_at=timezone.now())
    return entry


def submit_blockers(vacancy: Vacancy) -> list[Reason]:
    """What the law still wants of this vacancy today."""
    return rules.submit_blockers(vacancy=vacancy_facts(vacancy), rates=rates_of(vacancy.prefecture_id), today=japan_today())


def submit_warnings(vacancy: Vacancy) -> list[Reason]:
    """What a person should look at again, and may confirm."""
    return rules.submit_warnings(vacancy=vacancy_facts(vacancy), rates=rates_of(vacancy.prefecture_id), today=japan_today())


def vet(vacancy: Vacancy, *, by: User, **how: Unpack[How]) -> Entry:
    """Inter-SES finds it complete in Japanese and English; OEC is next."""
    blockers = rules.vet_blockers(vacancy=vacancy_facts(vacancy), employer_state=vacancy.employer.state)
    return advance(vacancy, "vet", unless=blockers, by=by, **how)


@transaction.atomic
def send_back(vacancy: Vacancy, *, by: User, remarks: Mapping[str, str], **how: Unpack[How]) -> Entry:
    """Back to the employer with what is to be changed, by field; at least one remark or a note."""
    said = {field: text.strip() for field, text in remarks.items() if text.strip()}
    how.setdefault("reach", Note.Reach.EMPLOYER)
    checks = {
        "remark_missing": not said and not how.get("note"),
        "remark_field_unknown": not {*said} <= {field.name for field in Vacancy._meta.fields},
        "remark_too_long": any(len(text) > REMARK_LENGTH for text in said.values()),
    }
    blockers = [Reason(code) for code, holds in checks.items() if holds]
    entry = advance(vacancy, "send_back", unless=blockers, by=by, data={"fields": sorted(said)}, **how)
    Remark.objects.bulk_create([Remark(vacancy=vacancy, field=field, text=text, by=by) for field, text in said.items()])
    return entry


@transaction.atomic
def publish(vacancy: Vacancy, *, by: User, letter: DemandLetter | None, **how: Unpack[How]) -> Entry:
    """Open a vetted vacancy under an attested letter with seats left; the lock makes parallel publishers count in turn."""
    locked = DemandLetter.objects.select_for_update(no_key=True, of=("self",)).filter(pk=letter.pk).first() if letter else None
    blockers = publish_blockers(vacancy, locked)
    published_at = vacancy.published_at or timezone.now()
    return advance(vacancy, "publish", unless=blockers, by=by, demand_letter=locked, published_at=published_at, **how)


def publish_blockers(vacancy: Vacancy, letter: DemandLetter | None) -> list[Reason]:
    """What keeps a vacancy from opening under this letter today."""
    blockers = rules.publish_blockers(
        vacancy=vacancy_facts(vacancy),
        employer_state=vacancy.employer.state,
        demand=demand_of(letter, beside=vacancy),
        field_states=field_states_of(vacancy.field),
        field_allows_fee=vacancy.field.fee_placement_allowed if vacancy.field else True,
        agency_charges_fee=agency_charges_fee(),
        rates=rates_of(vacancy.prefecture_id),
        today=japan_today(),
    )
    if letter and letter.employer_id != vacancy.employer_id:
        blockers.append(Reason("demand_of_another_employer"))
    return blockers


def agency_charges_fee() -> bool:
    """Whether Inter-SES takes a fee from employers; the stricter answer until a setting says otherwise."""
    return bool(getattr(settings, "AGENCY_CHARGES_FEE", True))


def pause(vacancy: Vacancy, *, by: User | None, **how: Unpack[How]) -> Entry:
    """Stop new applications for a while."""
    return advance(vacancy, "pause", by=by, **how)


def resume(vacancy: Vacancy, *, by: User, **how: Unpack[How]) -> Entry:
    """Take applications again, if the law and the letter still allow it."""
    return advance(vacancy, "resume", unless=live_blockers(vacancy), by=by, **how)


def close(vacancy: Vacancy, *, by: User | None, **how: Unpack[How]) -> Entry:
    """No new applications; those that are open go on."""
    return advance(vacancy, "close", by=by, **how)


def reopen(vacancy: Vacancy, *, by: User | None, closes_on: date | None = None, **how: Unpack[How]) -> Entry:
    """Take applications again until `closes_on` (or the old day, if it is still to come), while a seat is left."""
    facts: dict[str, Any] = {"closes_on": closes_on or vacancy.closes_on}
    return advance(vacancy, "reopen", unless=live_blockers(vacancy, **facts), by=by, **facts, **how)


def live_blockers(vacancy: Vacancy, **changes: Any) -> list[Reason]:
    """What keeps a vacancy from taking applications again: the law of today, the employer, the letter, the seats."""
    facts = vacancy_facts(vacancy) | changes
    today, letter = japan_today(), demand_of(vacancy.demand_letter, beside=vacancy)
    blockers = [] if vacancy.employer.state == "verified" else [Reason("employer_not_verified")]
    blockers += rules.submit_blockers(vacancy=facts, rates=rates_of(vacancy.prefecture_id), today=today)
    blockers += rules.demand_blockers(demand=letter, seats=vacancy.seats, today=today)
    blockers += rules.field_blockers(
        routes=facts["visa_routes"],
        field_code=facts["field_code"],
        field_states=field_states_of(vacancy.field),
        field_allows_fee=vacancy.field.fee_placement_allowed if vacancy.field else True,
        agency_charges_fee=agency_charges_fee(),
        today=today,
    )
    return blockers if vacancy.seats_left > 0 else [*blockers, Reason("vacancy_full")]


def end(vacancy: Vacancy, *, by: User | None, **how: Unpack[How]) -> Entry:
    """The last step; what is still open is told and closed by reaction."""
    return advance(vacancy, "end", by=by, **how)


def letters_for(vacancy: Vacancy) -> Any:
    """The attested letters of its company, for the person who publishes."""
    return DemandLetter.objects.filter(employer=vacancy.employer_id, state=DemandState.ATTESTED)
