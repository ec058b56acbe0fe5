"""A vacancy as the plain values that the rules take, with the dated facts they need beside it."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Case, F, QuerySet, Subquery, Sum, When
from django.utils import timezone

from jobs.models import Allowance, DemandLetter, ExchangeRate, MinimumWage, SswField, Vacancy
from jobs.models.vacancy import TOKYO
from jobs.questions import texts_of
from jobs.rules import SHORT_TEXTS, Demand, FieldState
from jobs.states import VacancyState
from jobs.wages import Rate
from workflow.prepared import TEXT, Prepared

NOT_FOR_OVERTIME = (*Allowance.EXCLUDED, Allowance.Kind.HOUSING)  # domain.md 2.5
PLAIN = (
    "title_en", "title_ja", "duties_en", "duties_ja", "requirements_en", "requirements_ja", "duties_change_range",
    "contract_kind", "contract_ends_on", "renewal_criteria", "probation_months", "probation_conditions",
    "workplace_address", "workplace_change_range", "starts_at", "ends_at", "hours_system", "break_minutes",
    "holidays", "annual_holidays", "has_overtime", "overtime_hours", "pay_unit", "base_pay", "yearly_hours", "daily_hours",
    "counted_allowances", "excluded_allowances", "allowances_note", "fixed_overtime_pay", "fixed_overtime_hours",
    "fixed_overtime_excess_paid", "insurance_health", "insurance_pension", "insurance_employment", "insurance_accident",
    "is_dispatch", "dispatch_client", "smoking", "seats", "starts_on", "closes_on", "japanese_level", "english_level",
    "no_fee_declared", "equal_pay_declared", "renewal_kind", "renewal_limit_years", "renewal_limit_times", "rent_deducted",
    "utilities_deducted", "meals_deducted", "deductions_note", "bonus", "housing_kind", "housing", "remote_work", "work_language",
    "leaving", "raises", "pay_day", "pr_ja", "pr_en", "title_ur", "take_home_pay", *(f"{name}_en" for name in SHORT_TEXTS),
)  # fmt: skip


def vacancy_facts(vacancy: Vacancy) -> dict[str, Any]:
    """Every value the rules of jobs ask for, by the rules' names."""
    return {name: getattr(vacancy, name) for name in PLAIN} | {
        "employer_name": vacancy.employer.name_ja or vacancy.employer.name_en,
        "prefecture_code": vacancy.prefecture_id or "",
        "field_code": vacancy.field_id or "",
        "visa_routes": list(vacancy.visa_routes or []),
        "field_allows_dispatch": vacancy.field.dispatch_allowed if vacancy.field else None,
        "dispatch_licence": vacancy.employer.dispatch_licence,
        "dispatch_licence_until": vacancy.employer.dispatch_licence_until,
        "skill_words": "、".join(vacancy.skills or []),
        **rows_of(vacancy),
        **texts_of(vacancy),
    }


def rows_of(vacancy: Vacancy) -> dict[str, Any]:
    """What the rules need of the allowances and the skills: the sum that counts for overtime, and the groups of skills."""
    if not vacancy.pk:
        return {"overtime_allowances": 0, "skill_groups": []}
    paid = sum(row.yen for row in vacancy.allowances.all() if row.kind not in NOT_FOR_OVERTIME)
    return {"overtime_allowances": paid, "skill_groups": [row.skill.group for row in vacancy.skills_wanted()]}


def japan_today(now: datetime | None = None) -> date:
    """The calendar day in Tokyo, by which vacancies open and close."""
    return (now or timezone.now()).astimezone(TOKYO).date()


def rates_of(vacancy: Vacancy) -> Sequence[Rate]:
    """The dated minimum wages of its prefecture, yen an hour, oldest first; read once for one vacancy in one place."""
    place, kept = vacancy.prefecture_id, vacancy.__dict__.get("_rates")
    if kept is None or kept[0] != place:
        kept = vacancy.__dict__["_rates"] = place, _rates_in(place) if place else ()
    return kept[1]


def _rates_in(prefecture_code: str) -> Sequence[Rate]:
    return tuple(
        Rate(yen=row.yen_per_hour, from_on=row.valid_from, is_planned=row.is_provisional, place=str(row.prefecture))
        for row in _wages(prefecture_code)
    )


_wages = Prepared(
    lambda prefecture: MinimumWage.objects.filter(prefecture=prefecture).select_related("prefecture").order_by("valid_from"), TEXT
)


def field_states_of(field: SswField | None) -> Sequence[FieldState]:
    """The dated switches of an SSW field."""
    return tuple(FieldState(state=row.state, from_on=row.valid_from) for row in field.openings.all()) if field else ()


def demand_of(letter: DemandLetter | None, *, beside: Vacancy) -> Demand | None:
    """The letter with the seats that the other vacancies, once published, use of it; an ended one uses what was taken."""
    if letter is None:
        return None
    used = Case(When(state=VacancyState.ENDED, then=F("seats_taken")), default=F("seats"))
    others = Vacancy.objects.filter(demand_letter=letter, published_at__isnull=False).exclude(pk=beside.pk)
    return Demand(
        state=letter.state,
        attested_on=letter.attested_on,
        valid_until=letter.valid_until,
        seats=letter.seats,
        seats_used=others.aggregate(sum=Sum(used))["sum"] or 0,
    )


def rates_until(day: date) -> "QuerySet[ExchangeRate]":
    """The rates of rupees for a yen, the one of that day first; only ever shown, never used to decide."""
    return ExchangeRate.objects.filter(valid_from__lte=day).order_by("-valid_from")


def rate_of(day: date) -> ExchangeRate | None:
    """The newest rate on that day."""
    return _rate(day).first()


@lru_cache(maxsize=8)
def _rate(day: date) -> Prepared[ExchangeRate]:
    return Prepared(lambda: rates_until(day)[:1])


def with_rate(rows: "QuerySet[Vacancy]", day: date) -> "QuerySet[Vacancy]":
    """The same rows, each carrying the rate of that day, so that a list asks for it in its own query."""
    newest = rates_until(day)
    return rows.annotate(rate_from=Subquery(newest.values("valid_from")[:1]), rate_is=Subquery(newest.values("rupees_per_yen")[:1]))


def rate_read(vacancy: Any) -> ExchangeRate | None:
    """The rate that came with the row; None where there is none."""
    return ExchangeRate(valid_from=vacancy.rate_from, rupees_per_yen=vacancy.rate_is) if vacancy.rate_is else None
