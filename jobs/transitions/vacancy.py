"""The verbs of a vacancy. Each asks the rules, then moves through `advance`; all raise Refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Unpack

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from jobs import rules, translations
from jobs.models import DemandLetter, Remark, Vacancy
from jobs.references import unused_reference
from jobs.standing import demand_of, field_states_of, japan_today, rates_of, vacancy_facts
from jobs.states import DemandState
from jobs.transitions.asking import How, Origin, check_own, principal
from jobs.transitions.versions import first_version
from workflow.advance import advance, begin
from workflow.models import Entry, Note
from workflow.steps import Reason, Refused

REMARK_LENGTH = 600
ENDS_AFTER_DAYS = 90  # after its demand letter ran out (product.md)


def draft(vacancy: Vacancy, *, by: User, **origin: Unpack[Origin]) -> Entry:
    """Save a new vacancy, complete or not, and give it its number."""
    check_own(vacancy.employer, principal(by, origin))
    vacancy.reference = unused_reference(lambda number: Vacancy.objects.filter(reference=number).exists())
    return begin(vacancy, "draft", by=by, **origin)


@transaction.atomic
def submit(vacancy: Vacancy, *, by: User, revision: int | None = None, **how: Unpack[How]) -> Entry:
    """Send a complete and lawful vacancy to Inter-SES. `revision` is the saved text that the person had seen."""
    vacancy = Vacancy.objects.select_for_update(of=("self",), no_key=True).get(pk=vacancy.pk)
    if vacancy.discarded_at or (revision is not None and revision != vacancy.revision):
        raise Refused(Reason("changed_meanwhile"))
    confirmed = sorted({reason.code for reason in submit_warnings(vacancy)})
    is_entered = vacancy.is_entered_by_agency and "on_behalf_of" in how
    entry = advance(
        vacancy, "submit", unless=submit_blockers(vacancy), by=by, data={"confirmed": confirmed}, is_entered_by_agency=is_entered, **how
    )
    vacancy.remarks.filter(answered_at=None).update(answered_at=timezone.now())
    return entry


def submit_blockers(vacancy: Vacancy) -> list[Reason]:
    """What the law still wants of this vacancy today."""
    return submit_reasons(vacancy)[0]


def submit_warnings(vacancy: Vacancy) -> list[Reason]:
    """What a person should look at again, and may confirm; a closed field keeps it only from being published."""
    return submit_reasons(vacancy)[1]


def submit_reasons(vacancy: Vacancy) -> tuple[list[Reason], list[Reason]]:
    """Both, on facts that are read once."""
    facts, rates, today = vacancy_facts(vacancy), rates_of(vacancy), japan_today()
    field = rules.field_blockers(
        routes=facts["visa_routes"],
        field_code=facts["field_code"],
        field_states=field_states_of(vacancy.field),
        field_allows_fee=vacancy.field.fee_placement_allowed if vacancy.field else True,
        agency_charges_fee=agency_charges_fee(),
        today=today,
    )
    warnings = rules.submit_warnings(vacancy=facts, rates=rates, today=today)
    return rules.submit_blockers(vacancy=facts, rates=rates, today=today), [*warnings, *field]


def vet(vacancy: Vacancy, *, by: User, **how: Unpack[How]) -> Entry:
    """Inter-SES finds it complete in Japanese and English; OEC is next."""
    blockers = rules.vet_blockers(vacancy=vacancy_facts(vacancy), employer_state=vacancy.employer.state)
    blockers += [Reason("translation_stale", (("label", str(text.label)),)) for text in translations.texts_of(vacancy) if text.is_stale]
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
    entry = advance(vacancy, "publish", unless=blockers, by=by, demand_letter=locked, published_at=published_at, **how)
    first_version(vacancy, by)
    return entry


def publish_blockers(vacancy: Vacancy, letter: DemandLetter | None) -> list[Reason]:
    """What keeps a vacancy from opening under this letter today."""
    blockers = rules.publish_blockers(
        vacancy=vacancy_facts(vacancy),
        employer_state=vacancy.employer.state,
        demand=demand_of(letter, beside=vacancy),
        field_states=field_states_of(vacancy.field),
        field_allows_fee=vacancy.field.fee_placement_allowed if vacancy.field else True,
        agency_charges_fee=agency_charges_fee(),
        rates=rates_of(vacancy),
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
    return advance(vacancy, "resume", unless=live_blockers(vacancy), by=by, **true_again(by, how), **how)


def true_again(by: User | None, how: How) -> dict[str, Any]:
    """Who lets it take applications again for the company says that it is true; another's word leaves the question to be asked anew."""
    is_company = Role.EMPLOYER in {getattr(person, "role", None) for person in (by, how.get("on_behalf_of"))}
    return {"confirm_asked_on": None} | ({"confirmed_on": japan_today()} if is_company else {})


def close(vacancy: Vacancy, *, by: User | None, **how: Unpack[How]) -> Entry:
    """No new applications; those that are open go on."""
    return advance(vacancy, "close", by=by, **how)


def reopen(vacancy: Vacancy, *, by: User | None, closes_on: date | None = None, **how: Unpack[How]) -> Entry:
    """Take applications again until `closes_on` (or the old day, if it is still to come), while a seat is left."""
    facts: dict[str, Any] = {"closes_on": closes_on or vacancy.closes_on}
    return advance(vacancy, "reopen", unless=live_blockers(vacancy, **facts), by=by, **facts, **true_again(by, how), **how)


def live_blockers(vacancy: Vacancy, **changes: Any) -> list[Reason]:
    """What keeps a vacancy from taking applications again: the law of today, the employer, the letter, the seats."""
    facts = vacancy_facts(vacancy) | changes
    today, letter = japan_today(), demand_of(vacancy.demand_letter, beside=vacancy)
    blockers = [] if vacancy.employer.state == "verified" else [Reason("employer_not_verified")]
    blockers += rules.submit_blockers(vacancy=facts, rates=rates_of(vacancy), today=today)
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
