"""How long an employer lets people wait: turns and answers, the median, and whole days; tried exhaustively where it is small."""

from datetime import UTC, datetime, timedelta
from itertools import product
from statistics import median as known_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.answering import ANSWERS, ENDS, FEWEST, OPENS, answer_times, median, public_median, whole_days
from applications.states import STEPS

NOON = datetime(2026, 11, 2, 3, tzinfo=UTC)
DAYS = [timedelta(days=number) for number in range(4)]


def at(days: float) -> datetime:
    return NOON + timedelta(days=days)


STORIES = [
    ([], []),
    ([("present", 0, False), ("invite", 2, True)], [2]),
    ([("present", 0, False), ("not_select", 3, True)], [3]),
    ([("present", 0, False), ("invite", 1, False)], []),  # somebody else's step
    ([("present", 0, False), ("withdraw", 9, False)], []),
    ([("present", 0, False), ("withdraw", 1, False), ("not_select", 3, True)], []),
    ([("present", 0, False), ("invite", 1, True), ("choose_slot", 4, False), ("propose_offer", 6, True), ("offer", 7, True)], [1, 2]),
    ([("present", 0, False), ("invite", 1, True), ("decline_slots", 2, False), ("move_interview", 5, True)], [1, 3]),
    (
        [("present", 0, False), ("invite", 1, True), ("choose_slot", 9, False), ("move_interview", 3, True)],
        [1],
    ),  # the interview was to come
    ([("present", 0, False), ("propose_offer", 2, True), ("object_to_offer", 3, False), ("propose_offer", 4, True)], [2, 1]),
    ([("invite", 2, True)], []),
]


@pytest.mark.parametrize(("told", "days"), STORIES)
def test_each_turn_has_at_most_one_answer(told, days):
    events = [(name, at(day), mine) for name, day, mine in told]
    assert answer_times(events) == [timedelta(days=day) for day in days]


def test_every_name_is_a_step_of_the_table():
    assert {row.name for row in STEPS} >= OPENS | ANSWERS | ENDS
    assert not OPENS & (ANSWERS | ENDS)
    assert not ANSWERS & ENDS


@pytest.mark.parametrize("length", range(1, 7))
def test_the_median_of_every_small_list(length):
    for times in product(DAYS, repeat=length):
        assert median(times) == timedelta(seconds=known_median(time.total_seconds() for time in times))


def test_the_median_of_nothing_is_nothing():
    assert (median([]), whole_days(None), public_median([])) == (None, None, None)


@pytest.mark.parametrize(("hours", "days"), [(0, 1), (1, 1), (24, 1), (24.01, 2), (48, 2), (71, 3), (73, 4)])
def test_days_are_rounded_up_and_never_nothing(hours, days):
    assert whole_days(timedelta(hours=hours)) == days


@pytest.mark.parametrize("length", range(FEWEST + 3))
def test_a_number_is_said_from_five_answers_on(length):
    assert (public_median([timedelta(days=2)] * length) is None) == (length < FEWEST)


@given(st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)), min_size=FEWEST, max_size=40))
def test_what_is_said_never_flatters(times):
    said = timedelta(days=public_median(times))
    assert said >= median(times)
    assert sum(time <= said for time in times) * 2 >= len(times)
    assert said - timedelta(days=1) < max(median(times), timedelta(microseconds=1))
