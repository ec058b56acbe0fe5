from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.reference import wage_rates
from jobs.wages import (
    Rate,
    fixed_overtime_blockers,
    fixed_overtime_warnings,
    hourly_pay,
    minimum_wage_blockers,
    minimum_wage_warnings,
    next_unknown_from,
    rate_on,
    rates_between,
)
from tests.jobs.plain import FAIR, TOKYO
from workflow.steps import Reason

MONTHLY = {"pay_unit": "month", "yearly_hours": 1920, "daily_hours": 8}


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("pay", "hourly"),
    [
        ({"base_pay": 200_000}, Fraction(1250)),
        ({"base_pay": 190_000}, Fraction("1187.5")),  # 205,000 with 15,000 for commuting, which never counts
        ({"base_pay": 190_000, "counted_allowances": 10_000}, Fraction(1250)),  # housing counts
        ({"base_pay": 10_000, "pay_unit": "day"}, Fraction(1250)),
        ({"base_pay": 10_000, "pay_unit": "day", "counted_allowances": 1600}, Fraction(1260)),
        ({"base_pay": 1280, "pay_unit": "hour"}, Fraction(1280)),
        ({"base_pay": 200_000, "yearly_hours": 1921}, Fraction(2_400_000, 1921)),
        ({"base_pay": 200_000, "yearly_hours": None}, None),
        ({"base_pay": 10_000, "pay_unit": "day", "daily_hours": 0}, None),
        ({"base_pay": 1280, "pay_unit": "hour", "yearly_hours": None, "counted_allowances": 1}, None),
        ({"base_pay": None}, None),
        ({"base_pay": 200_000, "pay_unit": ""}, None),
    ],
)
def test_hourly_pay_is_exact(pay, hourly):
    assert hourly_pay(**MONTHLY | pay) == hourly


@pytest.mark.parametrize(
    ("prefecture", "day", "yen"),
    [
        ("13", date(2026, 9, 30), 1226),
        ("13", date(2026, 10, 1), 1280),
        ("43", date(2026, 11, 23), 1034),
        ("43", date(2026, 12, 1), 1092),
        ("47", date(2026, 12, 1), 1023),
        ("47", date(2026, 12, 2), 1086),
        ("03", date(2026, 11, 30), 1031),
        ("05", date(2026, 3, 30), None),
        ("05", date(2026, 3, 31), 1031),
    ],
)
def test_rate_on_a_day(prefecture, day, yen):
    rate = rate_on(wage_rates()[prefecture], day)
    assert (rate and rate.yen) == yen


def test_tokyo_200000_passes_until_the_last_day_of_september_2026():
    pay = {"hourly": Fraction(1250), "rates": TOKYO, "published_on": date(2026, 9, 1)}
    assert minimum_wage_blockers(**pay, starts_on=date(2026, 9, 30)) == []
    assert minimum_wage_blockers(**pay, starts_on=date(2026, 10, 1)) == [
        Reason("wage_below_minimum", (("hourly", "1250"), ("minimum", 1280), ("since", date(2026, 10, 1)), ("place", "")))
    ]


def test_the_last_sen_counts_and_is_not_rounded_away():
    low = {"hourly": Fraction("1279.99"), "rates": TOKYO, "published_on": date(2026, 11, 1), "starts_on": None}
    assert minimum_wage_blockers(**low) == [
        Reason("wage_below_minimum", (("hourly", "1279.9"), ("minimum", 1280), ("since", date(2026, 10, 1)), ("place", "")))
    ]
    assert minimum_wage_blockers(**low | {"hourly": Fraction(1280)}) == []


def test_without_hours_or_rate_nothing_is_published():
    given_ = {"rates": TOKYO, "published_on": date(2026, 11, 1), "starts_on": None}
    assert minimum_wage_blockers(hourly=None, **given_) == [Reason("hours_for_wage_missing")]
    assert minimum_wage_blockers(hourly=Fraction(9999), **given_ | {"rates": ()}) == [Reason("minimum_wage_not_known")]


rates_strategy = st.lists(
    st.builds(Rate, yen=st.integers(900, 1500), from_on=st.dates(date(2024, 1, 1), date(2028, 1, 1))),
    min_size=1,
    unique_by=lambda r: r.from_on,
)


@given(rates_strategy, st.dates(date(2025, 1, 1), date(2026, 1, 1)), st.integers(0, 500), st.integers(900, 1500))
def test_blocked_exactly_when_some_day_is_below_its_rate(rates, first, days, hourly):
    last = first + timedelta(days=days)
    on_days = [rate_on(rates, first + timedelta(days=n)) for n in range(days + 1)]
    lawful = on_days[0] is not None and all(hourly >= rate.yen for rate in on_days)
    found = minimum_wage_blockers(hourly=Fraction(hourly), rates=rates, published_on=first, starts_on=last)
    assert (found == []) == lawful


@given(rates_strategy, st.dates(date(2025, 1, 1), date(2026, 1, 1)), st.integers(0, 500))
def test_rates_between_are_those_of_the_days(rates, first, days):
    on_days = [rate_on(rates, first + timedelta(days=n)) for n in range(days + 1)]
    assert rates_between(rates, first, first + timedelta(days=days)) == list(dict.fromkeys(rate for rate in on_days if rate))


@pytest.mark.parametrize(
    ("starts_on", "warnings"),
    [(date(2027, 9, 30), []), (date(2027, 10, 1), ["minimum_wage_may_rise"]), (date(2028, 1, 1), ["minimum_wage_may_rise"]), (None, [])],
)
def test_orange_when_a_rate_nobody_knows_may_apply(starts_on, warnings):
    found = minimum_wage_warnings(hourly=Fraction(1300), rates=TOKYO, published_on=date(2026, 11, 23), starts_on=starts_on)
    assert codes(found) == warnings


def test_akita_rate_of_march_belongs_to_the_fiscal_year_before():
    assert next_unknown_from((Rate(yen=1031, from_on=date(2026, 3, 31)),)) == date(2026, 10, 1)
    assert next_unknown_from(wage_rates()["05"]) == date(2027, 10, 1)


def test_orange_for_a_known_rise_after_the_start_and_a_planned_day():
    okinawa, miyazaki = wage_rates()["47"], wage_rates()["45"]
    soon = {"published_on": date(2026, 11, 23), "starts_on": date(2026, 12, 1)}
    assert codes(minimum_wage_warnings(hourly=Fraction(1030), rates=okinawa, **soon)) == ["wage_below_later_minimum"]
    assert codes(minimum_wage_warnings(hourly=Fraction(1200), rates=miyazaki, **soon)) == ["minimum_wage_day_planned"]


@pytest.mark.parametrize(
    ("amount", "blockers", "warnings"),
    [
        (37_499, ["fixed_overtime_below_base"], []),  # 20 h at 1,875 = 37,500
        (37_500, [], ["fixed_overtime_low"]),
        (46_874, [], ["fixed_overtime_low"]),
        (46_875, [], []),
    ],
)
def test_fixed_overtime_pays_its_hours(amount, blockers, warnings):
    vacancy = FAIR | {"fixed_overtime_pay": amount, "fixed_overtime_hours": 20, "counted_allowances": 50_000}
    assert (codes(fixed_overtime_blockers(vacancy)), codes(fixed_overtime_warnings(vacancy))) == (blockers, warnings)


@pytest.mark.parametrize(("hours", "warned"), [(45, []), (46, ["overtime_above_45_hours"])])
def test_more_than_45_hours_warns(hours, warned):
    assert codes(fixed_overtime_warnings(FAIR | {"overtime_hours": hours})) == warned


def test_all_47_prefectures_have_two_dated_rates_that_rise():
    rates = wage_rates()
    assert sorted(rates) == [f"{n:02}" for n in range(1, 48)]
    assert all(old.yen < new.yen and old.from_on < new.from_on for old, new in rates.values())
