"""The law behind each message of the check: code to source, as the page shows it. Pure; domain.md 2."""

from workflow.steps import Reason

DISCLOSURE = "Employment Security Act 5-3, Enforcement Rules 4-2"
EQUALITY = {
    "age": "Labour Measures Act 9",
    "gender": "Equal Employment Opportunity Act 5",
    "nationality": "Employment Security Act 3, Labour Standards Act 3",
    "origin": "Employment Security Act 3 and 5-5",
    "religion": "Employment Security Act 3 and 5-5",
    "family": "Equal Employment Opportunity Act 5 and 6, Employment Security Act 5-5",
    "fee": "Employment Security Act 32-3 and 43-3",
    "deposit": "Labour Standards Act 16, Employment Security Act 32-3",
    "guarantor": "Employment Security Act 32-3",
    "gift": "Employment Security Act, guidelines of April 2025",
}
MINIMUM_WAGE = "Minimum Wage Act 4"
AGENCY = "Employment Security Act 5-6"
DEMAND = "Emigration Rules 1979: demand letter"
HOUSE = "Rule of this portal"
SOURCES = {
    "annual_holidays_recommended": DISCLOSURE,
    "overtime_average_recommended": DISCLOSURE,
    "fixed_overtime_without_overtime": DISCLOSURE,
    "insurance_incomplete": "Health Insurance Act, Employees' Pension Insurance Act, Employment Insurance Act",
    "question_ja_missing": "Employment Security Act 5-5",
    **{f"{name}_{language}_missing": DISCLOSURE for name in ("title", "duties", "requirements") for language in ("ja", "en")},
    "translation_stale": DISCLOSURE,
    "title_missing": DISCLOSURE,
    "seats_missing": DEMAND,
    "starts_on_missing": "Minimum Wage Act 4; Emigration Rules 1979, 31-A",
    "closes_on_missing": "Employment Security Act 5-4",
    "closes_on_past": "Employment Security Act 5-4",
    "starts_before_closing": "Employment Security Act 5-4",
    "contract_ends_before_start": DISCLOSURE,
    "visa_route_missing": "Immigration Control Act 2-2",
    "visa_route_unknown": "Immigration Control Act 2-2",
    "ssw_field_missing": "Immigration Control Act, table 1-2, Specified Skilled Worker",
    "no_fee_not_declared": "Employment Security Act 32-3",
    "equal_pay_not_declared": "Immigration criteria for Engineer / Specialist, no. 3; Specified Skilled Worker contract rules",
    "hours_for_wage_missing": MINIMUM_WAGE,
    "minimum_wage_not_known": MINIMUM_WAGE,
    "wage_below_minimum": MINIMUM_WAGE,
    "wage_below_later_minimum": MINIMUM_WAGE,
    "minimum_wage_may_rise": MINIMUM_WAGE,
    "minimum_wage_day_planned": MINIMUM_WAGE,
    "fixed_overtime_below_base": "Labour Standards Act 37",
    "fixed_overtime_low": "Labour Standards Act 37",
    "overtime_above_45_hours": "Labour Standards Act 36",
    "work_ends_next_day": f"{DISCLOSURE} (ESA-08)",
    "day_does_not_add_up": f"{DISCLOSURE} (ESA-08)",
    "daily_hours_above_8": "Labour Standards Act 32",
    "break_too_short": "Labour Standards Act 34",
    "yearly_hours_above_40_a_week": "Labour Standards Act 32",
    "annual_holidays_few": "Labour Standards Act 32 and 35",
    "year_does_not_add_up": MINIMUM_WAGE,
    "seats_below_taken": "Employment Security Act 5-4",
    "seats_need_a_letter": DEMAND,
    "nothing_changed": HOUSE,
    "take_home_doubtful": "Employment Security Act 5-4",
    "route_doubtful": "Immigration Control Act, table 1-2, Engineer / Specialist",
    "dispatch_licence_missing": "Worker Dispatching Act 5",
    "dispatch_licence_ends": "Worker Dispatching Act 5",
    "dispatch_not_in_field": "Specified Skilled Worker: field policy",
    "field_suspended": "Specified Skilled Worker: field policy",
    "field_not_open": "Specified Skilled Worker: field policy",
    "field_not_for_a_fee": "Employment Security Act 32-11",
    "employer_not_verified": AGENCY,
    "existence_not_confirmed": AGENCY,
    "checks_missing": AGENCY,
    "declarations_missing": AGENCY,
    **dict.fromkeys(
        (
            "vacancy_full", "demand_letter_missing", "demand_not_attested", "demand_not_yet_valid", "demand_expired",
            "demand_seats_exceeded", "demand_of_another_employer", "demand_seats_missing", "demand_without_vacancy",
            "authority_unknown", "attested_on_missing",
            "attested_in_future", "validity_missing", "attestation_number_missing",
        ),
        DEMAND,
    ),
}  # fmt: skip


def source_of(reason: Reason) -> str:
    """Where the law says it; an item of disclosure is named too. KeyError for a code without a source, which a test looks for."""
    if reason.code.startswith("ESA-"):
        return f"{DISCLOSURE} ({reason.code})"
    kind, _bar, subject = reason.code.partition("_")
    if kind in ("unlawful", "doubtful"):
        return EQUALITY[subject]
    return SOURCES[reason.code]


def known_source(reason: Reason) -> str:
    """The same for a message of any kind; "" for one that is no rule of vacancies."""
    try:
        return source_of(reason)
    except KeyError:
        return ""
