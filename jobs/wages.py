"""Pay by the hour against the dated minimum wage of the workplace, exact to the fraction of a yen."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from workflow.steps import Reason

WARN_ABOVE_HOURS = 45  # a month: the ordinary limit of an overtime agreement (LSA 36)
PREMIUM = Fraction(5, 4)  # overtime beyond eight hours a day or forty a week (LSA 37)
USUAL_MONTH = 10  # new rates usually begin in October


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A minimum wage: yen an hour, from this day until the next rate begins; `is_planned` while its day is not final, `place` in words."""

    yen: int
    from_on: date
    is_planned: bool = False
    place: str = ""


def read_rates(lines: Iterable[str]) -> dict[str, tuple[Rate, ...]]:
    """The dated rates of each prefecture (JIS code), oldest first, from prefectures_min_wage.csv."""
    return {row["jis_code"]: _rates_of(row) for row in csv.DictReader(lines)}


def _rates_of(row: Mapping[str, str]) -> tuple[Rate, ...]:
    """One rate for each pair of columns fyNNNN_yen_per_hour, fyNNNN_effective_on."""
    years = sorted(name.split("_")[0] for name in row if name.endswith("_effective_on"))
    return tuple(
        Rate(
            yen=int(row[f"{year}_yen_per_hour"]),
            from_on=date.fromisoformat(row[f"{year}_effective_on"]),
            is_planned=row.get(f"{year}_date_status") == "planned",
        )
        for year in years
    )


def rate_on(rates: Sequence[Rate], day: date) -> Rate | None:
    """The rate in force on that day, or None where none is known."""
    begun = [rate for rate in rates if rate.from_on <= day]
    return max(begun, key=lambda rate: rate.from_on, default=None)


def rates_between(rates: Sequence[Rate], first: date, last: date) -> list[Rate]:
    """Every rate in force on any day from first to last, oldest first."""
    later = sorted((rate for rate in rates if first < rate.from_on <= last), key=lambda rate: rate.from_on)
    now = rate_on(rates, first)
    return [now, *later] if now else later


def hourly_pay(
    *, pay_unit: str, base_pay: Any, yearly_hours: Any = None, daily_hours: Any = None, counted_allowances: Any = 0
) -> Fraction | None:
    """Yen an hour that counts for the minimum wage (Minimum Wages Act rules, art. 2), or None while the hours needed are missing.

    Fixed overtime, bonuses, commuting, family and attendance allowances never enter; allowances are yen a month.
    """
    month = Fraction(str(yearly_hours)) / 12 if yearly_hours else None
    divisor = {"month": month, "day": Fraction(str(daily_hours)) if daily_hours else None, "hour": Fraction(1)}.get(pay_unit)
    if not divisor or base_pay is None or (counted_allowances and not month):
        return None
    extra = Fraction(str(counted_allowances)) / month if counted_allowances and month else Fraction(0)
    return Fraction(str(base_pay)) / divisor + extra


def hourly_of(vacancy: Mapping[str, Any]) -> Fraction | None:
    """The hourly pay of a vacancy's plain values."""
    return hourly_pay(
        pay_unit=vacancy.get("pay_unit") or "",
        base_pay=vacancy.get("base_pay"),
        yearly_hours=vacancy.get("yearly_hours"),
        daily_hours=vacancy.get("daily_hours"),
        counted_allowances=vacancy.get("counted_allowances") or 0,
    )


def minimum_wage_blockers(*, hourly: Fraction | None, rates: Sequence[Rate], published_on: date, starts_on: date | None) -> list[Reason]:
    """The pay must reach every known rate from publication to the planned start (N8, Minimum Wages Act 4; dated by `rates`)."""
    if hourly is None:
        return [Reason("hours_for_wage_missing")]
    if rate_on(rates, published_on) is None:
        return [Reason("minimum_wage_not_known")]
    last, shown = max(published_on, starts_on or published_on), _shown(hourly)
    return [
        Reason("wage_below_minimum", (("hourly", shown), ("minimum", rate.yen), ("since", rate.from_on), ("place", rate.place)))
        for rate in rates_between(rates, published_on, last)
        if hourly < rate.yen
    ]


def minimum_wage_warnings(*, hourly: Fraction | None, rates: Sequence[Rate], published_on: date, starts_on: date | None) -> list[Reason]:
    """What may change the minimum before or soon after the start: a rate not yet known, a planned day, a known later rate (N8)."""
    if hourly is None or not rates:
        return []
    last, shown = max(published_on, starts_on or published_on), _shown(hourly)
    warnings = []
    if last >= (unknown := next_unknown_from(rates)):
        warnings.append(Reason("minimum_wage_may_rise", (("since", unknown),)))
    if any(rate.is_planned for rate in rates_between(rates, published_on, last)):
        warnings.append(Reason("minimum_wage_day_planned"))
    warnings += [
        Reason("wage_below_later_minimum", (("hourly", shown), ("minimum", rate.yen), ("since", rate.from_on), ("place", rate.place)))
        for rate in rates
        if rate.from_on > last and hourly < rate.yen
    ]
    return warnings


def next_unknown_from(rates: Sequence[Rate]) -> date:
    """The day from which a rate that nobody knows yet may hold: 1 October after the fiscal year (April to March) of the last one."""
    newest = max(rate.from_on for rate in rates)
    fiscal_year = newest.year if newest.month >= 4 else newest.year - 1
    return date(fiscal_year + 1, USUAL_MONTH, 1)


def has_fixed_overtime(vacancy: Mapping[str, Any]) -> bool:
    """Whether any part of the pay is for overtime not yet worked."""
    return bool(vacancy.get("fixed_overtime_pay") or vacancy.get("fixed_overtime_hours"))


def fixed_overtime_blockers(vacancy: Mapping[str, Any]) -> list[Reason]:
    """Fixed overtime pay below the plain hourly base is unpaid work (LSA 37, guidelines S24; holds since 2018-01-01)."""
    needed = _fixed_overtime_at(vacancy, Fraction(1))
    if needed is None or Fraction(str(vacancy["fixed_overtime_pay"])) >= needed:
        return []
    return [Reason("fixed_overtime_below_base", (("minimum", _rounded_up(needed)),))]


def fixed_overtime_warnings(vacancy: Mapping[str, Any]) -> list[Reason]:
    """Fixed overtime below 125 % of the base, or above 45 hours a month (LSA 36 and 37; holds since 2019-04-01)."""
    warnings = []
    needed = _fixed_overtime_at(vacancy, PREMIUM)
    if needed is not None and Fraction(str(vacancy["fixed_overtime_pay"])) < needed and not fixed_overtime_blockers(vacancy):
        warnings.append(Reason("fixed_overtime_low", (("minimum", _rounded_up(needed)),)))
    hours = max(vacancy.get("fixed_overtime_hours") or 0, vacancy.get("overtime_hours") or 0)
    if hours > WARN_ABOVE_HOURS:
        warnings.append(Reason("overtime_above_45_hours", (("hours", hours),)))
    return warnings


def _fixed_overtime_at(vacancy: Mapping[str, Any], factor: Fraction) -> Fraction | None:
    """Yen a month that the fixed hours cost at the base times `factor`; allowances that the law leaves out stay out (domain.md 2.5)."""
    if not (vacancy.get("fixed_overtime_pay") and vacancy.get("fixed_overtime_hours")):
        return None
    base = hourly_of({**vacancy, "counted_allowances": vacancy.get("overtime_allowances") or 0})
    return None if base is None else base * factor * Fraction(str(vacancy["fixed_overtime_hours"]))


def _shown(hourly: Fraction) -> str:
    """Yen cut, never rounded up, to one decimal: 1279.96 must not read as 1280."""
    tenths = hourly.numerator * 10 // hourly.denominator
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{tenths // 10}"


def _rounded_up(yen: Fraction) -> int:
    """Whole yen, rounded up."""
    return -(-yen.numerator // yen.denominator)
