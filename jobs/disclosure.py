"""What a vacancy must say under Employment Security Act art. 5-3 and Enforcement Rules art. 4-2: items ESA-01 to ESA-19."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jobs.wages import has_fixed_overtime
from workflow.steps import Reason

Vacancy = Mapping[str, Any]
LONG_AGO = date(1900, 1, 1)
CHANGE_RANGES_SINCE = date(2024, 4, 1)  # the amendment that added ranges of change and renewal criteria
WITHOUT_CLOCK_TIMES = ("discretionary", "flextime")
INSURANCES = ("insurance_health", "insurance_pension", "insurance_employment", "insurance_accident")


def _said(*names: str) -> Callable[[Vacancy], str]:
    """A check that gives the first of these fields that says nothing, or an empty string; 0 and False are answers."""

    def first_silent(vacancy: Vacancy) -> str:
        return next((name for name in names if is_silent(vacancy.get(name))), "")

    return first_silent


def is_silent(value: object) -> bool:
    """Nothing was said: None or only blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def _contract_term(vacancy: Vacancy) -> str:
    kind = vacancy.get("contract_kind")
    if kind not in ("indefinite", "fixed"):
        return "contract_kind"
    return "contract_ends_on" if kind == "fixed" and is_silent(vacancy.get("contract_ends_on")) else ""


def _clock_times(vacancy: Vacancy) -> str:
    return "" if vacancy.get("hours_system") in WITHOUT_CLOCK_TIMES else _said("starts_at", "ends_at")(vacancy)


def _wage(vacancy: Vacancy) -> str:
    if vacancy.get("pay_unit") not in ("month", "day", "hour"):
        return "pay_unit"
    return "" if (vacancy.get("base_pay") or 0) > 0 else "base_pay"


def _positive(*names: str) -> Callable[[Vacancy], str]:
    def first_empty(vacancy: Vacancy) -> str:
        return next((name for name in names if not (vacancy.get(name) or 0) > 0), "")

    return first_empty


def _excess_paid(vacancy: Vacancy) -> str:
    return "" if vacancy.get("fixed_overtime_excess_paid") is True else "fixed_overtime_excess_paid"


def _dispatch(vacancy: Vacancy) -> str:
    """Silence is not a no: dispatch must be answered, and if it is dispatch the client must be named."""
    if vacancy.get("is_dispatch") is None:
        return "is_dispatch"
    return "dispatch_client" if vacancy["is_dispatch"] and is_silent(vacancy.get("dispatch_client")) else ""


def _renewal(vacancy: Vacancy) -> str:
    """A contract that is not renewed says so; any other says by what criteria."""
    if vacancy.get("renewal_kind") == "none":
        return ""
    return "renewal_criteria" if is_silent(vacancy.get("renewal_criteria")) else ""


def _always(vacancy: Vacancy) -> bool:
    return True


def _fixed_term(vacancy: Vacancy) -> bool:
    return vacancy.get("contract_kind") == "fixed"


@dataclass(frozen=True)
class Item:
    """One thing to disclose: `missing` names the first silent field; it holds from `since` when `required` says so."""

    code: str
    missing: Callable[[Vacancy], str]
    required: Callable[[Vacancy], bool] = _always
    since: date = LONG_AGO


ITEMS = (
    Item("ESA-01", _said("duties_ja")),  # English is a matter of vetting
    Item("ESA-02", _said("duties_change_range"), since=CHANGE_RANGES_SINCE),
    Item("ESA-03", _contract_term),
    Item("ESA-04", _renewal, _fixed_term, CHANGE_RANGES_SINCE),
    Item("ESA-05", _said("probation_months")),
    Item("ESA-06", _said("prefecture_code", "workplace_address")),
    Item("ESA-07", _said("workplace_change_range"), since=CHANGE_RANGES_SINCE),
    Item("ESA-08", _clock_times),
    Item("ESA-09", _said("break_minutes")),
    Item("ESA-10", _said("holidays")),
    Item("ESA-11", _said("has_overtime")),
    Item("ESA-12", _wage),
    Item("ESA-13", _positive("base_pay"), has_fixed_overtime),
    Item("ESA-14", _positive("fixed_overtime_pay", "fixed_overtime_hours"), has_fixed_overtime),
    Item("ESA-15", _excess_paid, has_fixed_overtime),
    Item("ESA-16", _said(*INSURANCES)),
    Item("ESA-17", _said("employer_name")),
    Item("ESA-18", _dispatch),
    Item("ESA-19", _said("smoking")),
)


def disclosure_blockers(vacancy: Vacancy, *, on: date) -> list[Reason]:
    """Every item of ESA-01 to ESA-19 that is required on that day and not said; the reason's code is the item's, with its field."""
    missing = ((item.code, item.missing(vacancy)) for item in ITEMS if item.since <= on and item.required(vacancy))
    return [Reason(code, (("field", field),)) for code, field in missing if field]


def disclosure_warnings(vacancy: Vacancy) -> list[Reason]:
    """What the items recommend or what contradicts itself, without being forbidden (ESA-10, ESA-11, ESA-16)."""
    checks = {
        "annual_holidays_recommended": is_silent(vacancy.get("annual_holidays")),
        "overtime_average_recommended": vacancy.get("has_overtime") is True and is_silent(vacancy.get("overtime_hours")),
        "fixed_overtime_without_overtime": vacancy.get("has_overtime") is False and has_fixed_overtime(vacancy),
        "insurance_incomplete": any(vacancy.get(name) is False for name in INSURANCES),
    }
    return [Reason(code) for code, holds in checks.items() if holds]
