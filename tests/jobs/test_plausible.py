"""Doubts about usual hours: they come where figures do not fit, and only there."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.plausible import doubts_about_hours, licence_standing, minutes_between

USUAL = {
    "starts_at": time(9),
    "ends_at": time(18),
    "break_minutes": 60,
    "daily_hours": Decimal(8),
    "yearly_hours": 1920,
    "annual_holidays": 125,
}
DAY = date(2026, 11, 24)


def codes(**changed):
    return [reason.code for reason in doubts_about_hours(**USUAL | changed)]


def test_usual_hours_and_empty_ones_raise_no_doubt():
    assert (codes(), doubts_about_hours()) == ([], [])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ends_at": time(8)}, "work_ends_next_day"),
        ({"ends_at": time(19)}, "day_does_not_add_up"),
        ({"break_minutes": 45, "daily_hours": Decimal("8.25")}, "daily_hours_above_8"),
        ({"break_minutes": 45, "daily_hours": Decimal("8.25")}, "break_too_short"),
        ({"break_minutes": 30, "daily_hours": Decimal("6.5")}, "break_too_short"),
        ({"yearly_hours": 2086}, "yearly_hours_above_40_a_week"),
        ({"annual_holidays": 84}, "annual_holidays_few"),
        ({"yearly_hours": 1600}, "year_does_not_add_up"),
    ],
)
def test_each_doubt_comes_where_it_should(changed, code):
    assert code in codes(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"yearly_hours": 2085, "annual_holidays": 105},
        {"annual_holidays": 105, "yearly_hours": 2080},
        {"ends_at": time(17, 45), "daily_hours": Decimal("7.75"), "yearly_hours": 1860},
        {"break_minutes": 45, "ends_at": time(17, 45)},
        {"break_minutes": 0, "daily_hours": Decimal(6), "ends_at": time(15), "yearly_hours": 1440},
        {"hours_system": "shifts", "starts_at": time(22), "ends_at": time(7)},
        {"hours_system": "flextime", "ends_at": time(20)},
    ],
)
def test_at_the_edge_there_is_no_doubt(changed):
    assert codes(**changed) == []


@given(st.times(), st.times())
def test_minutes_go_forward_and_stay_within_a_day(starts, ends):
    assert 0 <= minutes_between(starts, ends) < 24 * 60
    assert (minutes_between(starts, ends) + minutes_between(ends, starts)) % (24 * 60) == 0


@given(st.integers(0, 600), st.decimals(0, 24, places=2), st.integers(0, 8784), st.integers(0, 366), st.one_of(st.none(), st.times()))
def test_no_figure_breaks_it(break_minutes, daily, yearly, off, starts):
    doubts_about_hours(
        starts_at=starts, ends_at=time(18), break_minutes=break_minutes, daily_hours=daily, yearly_hours=yearly, annual_holidays=off
    )


@pytest.mark.parametrize(("days", "standing"), [(-1, "ended"), (0, "soon"), (90, "soon"), (91, "")])
def test_a_licence_is_watched_90_days_before_it_ends(days, standing):
    assert licence_standing(DAY + timedelta(days=days), DAY) == standing
    assert licence_standing(None, DAY) == ""
