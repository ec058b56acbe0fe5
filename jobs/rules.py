"""What keeps an employer, a demand letter or a vacancy from its next step. Values in, reasons out, in the order a person would fix them."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jobs.disclosure import disclosure_blockers, disclosure_warnings, is_silent
from jobs.plausible import doubts_about_hours, names_manual_work
from jobs.wages import (
    Rate,
    fixed_overtime_blockers,
    fixed_overtime_warnings,
    hourly_of,
    minimum_wage_blockers,
    minimum_wage_warnings,
)
from jobs.wording import wording_blockers, wording_warnings
from workflow.steps import Reason

Vacancy = Mapping[str, Any]

ROUTES = ("engineer", "hsp", "ssw1")
PERMISSION_DAYS = 120  # of a demand, from its issue (S36)
TO_CHECK = ("existence", "job_offers", "crime_ties")  # of a company, before its first vacancy
AUTHORITIES = ("pk_embassy", "jp_mofa", "jp_embassy")  # one of these is enough (S35)
LEAST_LEFT, MOST_LEFT = 55, 95  # per cent of the gross pay that an honest estimate leaves
TRANSLATED = ("title", "duties", "requirements")
SHORT_TEXTS = (
    "duties_change_range", "renewal_criteria", "probation_conditions", "workplace_change_range", "holidays", "allowances_note", "bonus",
    "housing", "deductions_note", "leaving", "raises", "pay_day", "dispatch_client",
)  # fmt: skip
FREE_TEXTS = (
    "title_en", "title_ja", "title_ur", "duties_en", "duties_ja", "requirements_en", "requirements_ja", "skill_words", "pr_ja", "pr_en",
    *SHORT_TEXTS, *(f"{name}_en" for name in SHORT_TEXTS),
    *(f"question_{place}_{language}" for place in (1, 2, 3) for language in ("ja", "en", "ur")),
)  # fmt: skip

# What was promised to applicants: a change here is vetted before it goes live (N9, ESA 5-3(3)).
VETTED_FIELDS = (
    "title_en", "title_ja", "duties_en", "duties_ja", "requirements_en", "requirements_ja", "duties_change_range",
    "contract_kind", "contract_ends_on", "renewal_criteria", "probation_months", "probation_conditions",
    "prefecture_code", "workplace_address", "workplace_change_range", "starts_at", "ends_at", "hours_system", "break_minutes",
    "holidays", "annual_holidays", "has_overtime", "overtime_hours", "pay_unit", "base_pay", "yearly_hours", "daily_hours",
    "counted_allowances", "excluded_allowances", "allowances_note", "fixed_overtime_pay", "fixed_overtime_hours",
    "fixed_overtime_excess_paid", "insurance_health", "insurance_pension", "insurance_employment", "insurance_accident",
    "employer_name", "is_dispatch", "dispatch_client", "smoking", "seats", "starts_on", "visa_routes", "field_code",
    "japanese_level", "english_level", "no_fee_declared", "equal_pay_declared", "renewal_kind", "renewal_limit_years",
    "renewal_limit_times", "rent_deducted", "utilities_deducted", "meals_deducted", "deductions_note", "bonus", "housing_kind", "housing",
    "remote_work", "work_language",
)  # fmt: skip
HOURS = ("starts_at", "ends_at", "break_minutes", "daily_hours", "yearly_hours", "annual_holidays", "hours_system")
BETTER_WHEN_LOWER = ("rent_deducted", "utilities_deducted", "meals_deducted")
BETTER_WHEN_HIGHER = ("base_pay", "counted_allowances", "excluded_allowances", "annual_holidays", "break_minutes")
BETTER_WHEN_TRUE = ("fixed_overtime_excess_paid", "insurance_health", "insurance_pension", "insurance_employment", "insurance_accident")


@dataclass(frozen=True, kw_only=True)
class FieldState:
    """A dated switch of a specified-skilled-worker field: "open", "suspended" or "decided_not_open" from this day."""

    state: str
    from_on: date


@dataclass(frozen=True, kw_only=True)
class Demand:
    """The demand letter a vacancy stands under; `seats_used` counts the other vacancies it covers."""

    state: str
    attested_on: date | None
    valid_until: date | None
    seats: int
    seats_used: int = 0


def employer_verify_blockers(
    *, corporate_number: str, name: str, existence_checked_how: str, checked: Sequence[str] = (), is_declared: bool = False
) -> list[Reason]:
    """Inter-SES verifies an employer when existence and both declarations were checked, with the way said (A4, S29, ESA 5-6)."""
    checks = {
        "corporate_number_missing": is_silent(corporate_number),
        "employer_name_missing": is_silent(name),
        "existence_not_confirmed": is_silent(existence_checked_how),
        "checks_missing": not set(TO_CHECK) <= set(checked),
        "declarations_missing": not is_declared,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def submit_blockers(*, vacancy: Vacancy, rates: Sequence[Rate], today: date) -> list[Reason]:
    """All that keeps a draft from the reviewers: ESA-01 to ESA-19, minimum wage by date (N8), fees (N1), unlawful criteria (N5, N6)."""
    return [
        *disclosure_blockers(vacancy, on=today),
        *plan_blockers(vacancy=vacancy, today=today),
        *wage_blockers(vacancy=vacancy, rates=rates, today=today),
        *declaration_blockers(vacancy=vacancy),
        *dispatch_blockers(vacancy=vacancy),
        *wording_blockers(free_texts(vacancy)),
    ]


def submit_warnings(*, vacancy: Vacancy, rates: Sequence[Rate], today: date) -> list[Reason]:
    """The orange messages, which a person may confirm: recommended items, wages that may rise, overtime, doubtful words."""
    wages = minimum_wage_warnings(hourly=hourly_of(vacancy), rates=rates, published_on=today, starts_on=vacancy.get("starts_on"))
    return [
        *disclosure_warnings(vacancy),
        *wages,
        *fixed_overtime_warnings(vacancy),
        *doubts_about_hours(**{name: vacancy.get(name) for name in HOURS}),
        *plausible_warnings(vacancy=vacancy),
        *wording_warnings(free_texts(vacancy)),
    ]


def plan_blockers(*, vacancy: Vacancy, today: date) -> list[Reason]:
    """Title, seats, dates and visa route, without which nobody can apply or be 18 at the start (N11)."""
    starts_on, closes_on, ends_on = vacancy.get("starts_on"), vacancy.get("closes_on"), vacancy.get("contract_ends_on")
    routes = set(vacancy.get("visa_routes") or ())
    checks = {
        "title_missing": is_silent(vacancy.get("title_ja")) and is_silent(vacancy.get("title_en")),
        "seats_missing": (vacancy.get("seats") or 0) < 1,
        "starts_on_missing": starts_on is None,
        "closes_on_missing": closes_on is None,
        "closes_on_past": closes_on is not None and closes_on < today,
        "starts_before_closing": bool(starts_on and closes_on and starts_on <= closes_on),
        "contract_ends_before_start": bool(vacancy.get("contract_kind") == "fixed" and starts_on and ends_on and ends_on <= starts_on),
        "visa_route_missing": not routes,
        "visa_route_unknown": not routes <= set(ROUTES),
        "ssw_field_missing": "ssw1" in routes and is_silent(vacancy.get("field_code")),
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def wage_blockers(*, vacancy: Vacancy, rates: Sequence[Rate], today: date) -> list[Reason]:
    """Pay at or above the minimum of the workplace on every day to the planned start; fixed overtime at least its hours (N8, LSA 37)."""
    if vacancy.get("pay_unit") not in ("month", "day", "hour") or not vacancy.get("base_pay"):
        return []  # ESA-12 says it already
    if is_silent(vacancy.get("prefecture_code")):
        return []  # ESA-06 says it already
    minimum = minimum_wage_blockers(hourly=hourly_of(vacancy), rates=rates, published_on=today, starts_on=vacancy.get("starts_on"))
    return [*minimum, *fixed_overtime_blockers(vacancy)]


def declaration_blockers(*, vacancy: Vacancy) -> list[Reason]:
    """The employer declares that the worker pays nothing (N1, N3) and is paid like Japanese workers (GJ-5, SSW contract rules)."""
    checks = {"no_fee_not_declared": "no_fee_declared", "equal_pay_not_declared": "equal_pay_declared"}
    return [Reason(code) for code, field in checks.items() if vacancy.get(field) is not True]


def dispatch_blockers(*, vacancy: Vacancy) -> list[Reason]:
    """Who dispatches has a licence that lasts to the start, and dispatches into no SSW field that forbids it (Worker Dispatching Act 5)."""
    if vacancy.get("is_dispatch") is not True:
        return []
    until, starts_on = vacancy.get("dispatch_licence_until"), vacancy.get("starts_on")
    checks = {
        "dispatch_licence_missing": is_silent(vacancy.get("dispatch_licence")),
        "dispatch_licence_ends": bool(until and starts_on and until < starts_on),
        "dispatch_not_in_field": "ssw1" in (vacancy.get("visa_routes") or ()) and vacancy.get("field_allows_dispatch") is False,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def plausible_warnings(*, vacancy: Vacancy) -> list[Reason]:
    """What is lawful and yet hardly true: the estimate of take-home pay, and duties that do not fit the visa route (GJ-1)."""
    gross = sum(vacancy.get(name) or 0 for name in ("base_pay", "counted_allowances", "fixed_overtime_pay"))
    left, groups = vacancy.get("take_home_pay"), set(vacancy.get("skill_groups") or ())
    is_monthly = vacancy.get("pay_unit") == "month" and bool(gross and left)
    is_manual = groups == {"trade"} or names_manual_work(vacancy.get("title_ja"), vacancy.get("title_en"))
    checks = {
        "take_home_doubtful": is_monthly and not LEAST_LEFT * gross <= (left or 0) * 100 <= MOST_LEFT * gross,
        "route_doubtful": bool({"engineer", "hsp"} & set(vacancy.get("visa_routes") or ())) and is_manual,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def free_texts(vacancy: Vacancy) -> dict[str, str]:
    """The fields in which a person wrote freely, by name."""
    return {name: vacancy[name] for name in FREE_TEXTS if not is_silent(vacancy.get(name))}


def vet_blockers(*, vacancy: Vacancy, employer_state: str) -> list[Reason]:
    """Inter-SES vets only a verified employer's vacancy whose title, duties and requirements stand in Japanese and English (N8)."""
    reasons = [] if employer_state == "verified" else [Reason("employer_not_verified")]
    for name in TRANSLATED:
        reasons += [
            Reason(f"{name}_{language}_missing", (("field", f"{name}_{language}"),))
            for language in ("ja", "en")
            if is_silent(vacancy.get(f"{name}_{language}"))
        ]
    return reasons


def publish_blockers(
    *,
    vacancy: Vacancy,
    employer_state: str,
    demand: Demand | None,
    field_states: Sequence[FieldState],
    field_allows_fee: bool,
    agency_charges_fee: bool,
    rates: Sequence[Rate],
    today: date,
) -> list[Reason]:
    """OEC publishes under an attested demand letter with seats left, into an open field, never construction for a fee (N8, N12).

    The law is asked again, because days passed since the submit: wages, disclosure, words.
    """
    return [
        *vet_blockers(vacancy=vacancy, employer_state=employer_state),
        *submit_blockers(vacancy=vacancy, rates=rates, today=today),
        *demand_blockers(demand=demand, seats=vacancy.get("seats") or 0, today=today),
        *field_blockers(
            routes=vacancy.get("visa_routes") or (),
            field_code=vacancy.get("field_code") or "",
            field_states=field_states,
            field_allows_fee=field_allows_fee,
            agency_charges_fee=agency_charges_fee,
            today=today,
        ),
    ]


def demand_blockers(*, demand: Demand | None, seats: int, today: date) -> list[Reason]:
    """An attested letter, valid today, whose seats hold this vacancy beside the others it covers (N8, Emigration Rules)."""
    if demand is None:
        return [Reason("demand_letter_missing")]
    reasons = [] if demand.state == "attested" else [Reason("demand_not_attested")]
    if demand.attested_on and today < demand.attested_on:
        reasons.append(Reason("demand_not_yet_valid", (("day", demand.attested_on),)))
    if demand.valid_until is None or today > demand.valid_until:
        reasons.append(Reason("demand_expired"))
    if demand.seats_used + seats > demand.seats:
        reasons.append(Reason("demand_seats_exceeded", (("left", max(0, demand.seats - demand.seats_used)), ("wanted", seats))))
    return reasons


def field_state_on(states: Sequence[FieldState], day: date) -> str:
    """The state of a field on that day; "" where nothing is known yet."""
    begun = [row for row in states if row.from_on <= day]
    return max(begun, key=lambda row: row.from_on).state if begun else ""


def field_blockers(
    *,
    routes: Sequence[str],
    field_code: str,
    field_states: Sequence[FieldState],
    field_allows_fee: bool,
    agency_charges_fee: bool,
    today: date,
) -> list[Reason]:
    """No specified skilled worker into a closed field; no placement for a fee where the law forbids it (N12, ESA 32-11; by dated data)."""
    reasons = []
    if "ssw1" in routes and (state := field_state_on(field_states, today)) != "open":
        reasons.append(Reason("field_suspended" if state == "suspended" else "field_not_open", (("field_code", field_code),)))
    if field_code and agency_charges_fee and not field_allows_fee:
        reasons.append(Reason("field_not_for_a_fee", (("field_code", field_code),)))
    return reasons


def demand_send_blockers(*, seats: int, vacancy_seats: Sequence[int], employer_state: str) -> list[Reason]:
    """Before the letter goes to be attested: a verified employer, at least one vacancy, and not more seats than the letter has (A1)."""
    checks = {
        "employer_not_verified": employer_state != "verified",
        "demand_seats_missing": seats < 1,
        "demand_without_vacancy": not vacancy_seats,
    }
    reasons = [Reason(code) for code, holds in checks.items() if holds]
    if sum(vacancy_seats) > seats > 0:
        reasons.append(Reason("demand_seats_exceeded", (("left", seats), ("wanted", sum(vacancy_seats)))))
    return reasons


def demand_enter_blockers(*, number: str, authority: str, attested_on: date | None, valid_until: date | None, today: date) -> list[Reason]:
    """What an OEC officer must enter from the attested paper: number, who attested, the days (A2, S35)."""
    checks = {
        "attestation_number_missing": is_silent(number),
        "authority_unknown": authority not in AUTHORITIES,
        "attested_on_missing": attested_on is None,
        "attested_in_future": attested_on is not None and attested_on > today,
        "validity_missing": valid_until is None,
        "validity_backwards": bool(attested_on and valid_until and valid_until < attested_on),
        "demand_expired": valid_until is not None and valid_until < today,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def demand_confirm_blockers(*, entered_by: object, confirmed_by: object, entry: Sequence[Reason] = ()) -> list[Reason]:
    """The supervisor's signature is a second person's, on a complete entry (`entry`: demand_enter_blockers of it)."""
    if entered_by is None:
        return [Reason("attestation_not_entered")]
    same = [Reason("second_person_needed")] if entered_by == confirmed_by else []
    return [*entry, *same]


def permission_last_day(*, issued_on: date, days: int = PERMISSION_DAYS) -> date:
    """The last day of a permission: 120 days from its issue (S36)."""
    return issued_on + timedelta(days=days)


def changes_to_vet(*, before: Vacancy, after: Vacancy) -> tuple[str, ...]:
    """The changed fields of a published vacancy that must be vetted first (N9); typing mistakes and improvements are not among them."""
    changed = changed_fields(before=before, after=after)
    return tuple(name for name in changed if name in VETTED_FIELDS and not _is_harmless(name, before, after))


def changed_fields(*, before: Vacancy, after: Vacancy) -> tuple[str, ...]:
    """The fields whose value differs, in the order of the vacancy's promise (for the difference view, ESA 5-3(3))."""
    names = [*VETTED_FIELDS, "closes_on"]
    return tuple(name for name in names if before.get(name) != after.get(name))


def _is_harmless(name: str, before: Vacancy, after: Vacancy) -> bool:
    old, new = before.get(name), after.get(name)
    if name in BETTER_WHEN_HIGHER:
        return before.get("pay_unit") == after.get("pay_unit") and old is not None and new is not None and new > old
    if name in BETTER_WHEN_LOWER:
        return old is not None and new is not None and new < old
    if name in BETTER_WHEN_TRUE:
        return new is True
    return isinstance(old, str) and isinstance(new, str) and _letters(old) == _letters(new)


def _letters(text: str) -> str:
    """Letters and digits only, one width and case: what stays the same when only typing is mended."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
