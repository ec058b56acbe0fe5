from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.clock import add_working_days, is_working_day, local_day, working_days_between

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
HOLIDAY = frozenset({MONDAY})
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
off = st.frozensets(days, max_size=30)


@pytest.mark.parametrize(
    ("start", "count", "holidays", "end"),
    [
        (FRIDAY, 0, (), FRIDAY),
        (FRIDAY, 1, (), MONDAY),
        (FRIDAY, 1, HOLIDAY, date(2026, 11, 24)),
        (date(2026, 11, 21), 0, (), MONDAY),
        (FRIDAY, 5, (), date(2026, 11, 27)),
    ],
)
def test_add_working_days(start, count, holidays, end):
    assert add_working_days(start, count, holidays) == end


@given(days, st.integers(0, 40), off)
def test_the_due_day_is_a_working_day_and_never_before(start, count, holidays):
    end = add_working_days(start, count, holidays)
    assert is_working_day(end, holidays)
    assert end >= start


@given(days, st.integers(1, 40), off)
def test_counting_back_gives_the_same_number(start, count, holidays):
    assert working_days_between(start, add_working_days(start, count, holidays), holidays) == count


@given(days, st.integers(0, 40), off)
def test_more_days_never_end_earlier(start, count, holidays):
    assert add_working_days(start, count + 1, holidays) >= add_working_days(start, count, holidays)


def test_the_day_is_counted_where_the_owner_works():
    late = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert (local_day(late, "oec"), local_day(late, "employer")) == (date(2026, 11, 23), date(2026, 11, 24))
