"""Values in, reasons out."""

from datetime import date
from decimal import Decimal

import pytest

from programmes import rules

DAY = date(2026, 12, 1)
ASK = {"group_state": "open", "programme_state": "running", "has_live": False, "today": DAY, "ends_on": date(2027, 3, 1)}


def codes(found):
    return [reason.code for reason in found]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"group_state": "running"}, ["group_not_open"]),
        ({"programme_state": "planned"}, ["group_not_open"]),
        ({"programme_state": "ended"}, ["group_not_open"]),
        ({"ends_on": date(2026, 11, 30)}, ["group_not_open"]),
        ({"has_live": True}, ["in_a_group_already"]),
        ({"has_live": True, "group_state": "planned"}, ["group_not_open", "in_a_group_already"]),
    ],
)
def test_ask_blockers(change, expected):
    assert codes(rules.ask_blockers(**ASK | change)) == expected


@pytest.mark.parametrize(
    ("state", "held", "expected"),
    [
        ("open", 2, []),
        ("running", 2, []),
        ("open", 3, ["group_full"]),
        ("planned", 0, ["group_not_open"]),
        ("ended", 3, ["group_not_open"]),
    ],
)
def test_seat_blockers(state, held, expected):
    assert codes(rules.seat_blockers(group_state=state, held=held, seats=3)) == expected


def test_an_answer_counts_on_its_last_day_and_not_after():
    assert rules.answer_blockers(due_on=DAY, today=DAY) == []
    assert codes(rules.answer_blockers(due_on=DAY, today=date(2026, 12, 2))) == ["place_not_offered_any_more"]
    assert codes(rules.answer_blockers(due_on=None, today=DAY)) == ["place_not_offered_any_more"]


def test_each_way_out_has_its_own_reasons():
    assert rules.reason_blockers(step="leave", reason="own_wish") == []
    assert rules.reason_blockers(step="drop", reason="attendance") == []
    for step, reason in (("leave", "attendance"), ("drop", "own_wish"), ("leave", ""), ("drop", "no_answer")):
        assert codes(rules.reason_blockers(step=step, reason=reason)) == ["member_reason_missing"]


RESULT = {"state": "passed", "kind": "jft", "score": Decimal(210), "held_on": DAY, "today": DAY}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"score": None}, []),
        ({"score": Decimal(251)}, ["test_score_impossible"]),
        ({"score": Decimal(-1)}, ["test_score_impossible"]),
        ({"kind": "jlpt", "score": Decimal(181)}, ["test_score_impossible"]),
        ({"state": "missed"}, ["score_without_result"]),
        ({"state": "missed", "score": None}, []),
        ({"today": date(2026, 11, 30)}, ["test_not_yet"]),
    ],
)
def test_result_blockers(change, expected):
    assert codes(rules.result_blockers(**RESULT | change)) == expected


def test_the_rest_in_one_line_each():
    assert codes(rules.offer_blockers(earlier=1)) == ["earlier_ones_wait"]
    assert codes(rules.end_group_blockers(states=["enrolled", "finished"])) == ["group_has_people"]
    assert rules.end_group_blockers(states=["finished", "left", "dropped"]) == []
    assert codes(rules.back_to_plan_blockers(states=["asked"])) == ["group_was_asked_for"]
    assert codes(rules.end_programme_blockers(running=1)) == ["programme_has_groups"]
    assert codes(rules.change_group_blockers(seats=2, held=3)) == ["seats_are_promised"]
    assert codes(rules.open_group_blockers(programme_state="planned")) == ["programme_not_open"]
    assert codes(rules.many_blockers(count=0)) == ["nobody_chosen"]
    assert codes(rules.many_blockers(count=201)) == ["too_many_at_once"]
    assert rules.many_blockers(count=200) == []
