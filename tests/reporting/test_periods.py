"""Months, quarters and years by the calendar of Pakistan."""

from datetime import UTC, date, datetime

import pytest

from reporting.periods import Period, moments

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "first", "kind"),
    [
        ("2026-10", date(2026, 10, 1), "month"), ("2026-Q2", date(2026, 4, 1), "quarter"), ("2026-Q4", date(2026, 10, 1), "quarter"),
        ("2025", date(2025, 1, 1), "year"), ("2026", date(2026, 1, 1), "year"),
    ],
)  # fmt: skip
def test_a_period_is_read(text, first, kind):
    found = Period.read(text, TODAY)
    assert (found.first, found.kind, str(found)) == (first, kind, text)


@pytest.mark.parametrize(
    "text", ["", "x", "2031-01", "0001-01", "2026-13", "2026-Q5", "2027", "2026-12", "２０２６-10", "2026-10\n", "2026-10-10"]
)
def test_a_period_that_cannot_be_is_the_present_month(text):
    assert Period.read(text, TODAY) == Period(date(2026, 11, 1))


def test_a_month_begins_and_ends_at_midnight_in_karachi():
    assert moments(date(2026, 12, 1)) == (datetime(2026, 11, 30, 19, tzinfo=UTC), datetime(2026, 12, 31, 19, tzinfo=UTC))


def test_periods_follow_each_other_over_the_turn_of_the_year():
    quarter = Period(date(2026, 1, 1), "quarter")
    assert (str(quarter.before()), str(quarter.after())) == ("2025-Q4", "2026-Q2")
    assert quarter.months == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert [f"{first:%Y-%m}" for first in Period(date(2026, 2, 1)).row(3)] == ["2025-12", "2026-01", "2026-02"]


@pytest.mark.parametrize(
    ("period", "kind", "found"),
    [
        ("2026-Q1", "year", "2026"),
        ("2026", "month", "2026-11"),
        ("2026", "quarter", "2026-Q4"),
        ("2025", "quarter", "2025-Q4"),
        ("2026-05", "quarter", "2026-Q2"),
    ],
)
def test_the_same_time_in_another_length(period, kind, found):
    assert str(Period.read(period, TODAY).around(kind, TODAY)) == found
