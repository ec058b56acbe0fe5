"""Ready for Japan, as it is written: identity and Japanese or what stands for the engineer's route, verified and not run out."""

from datetime import UTC, date, datetime

import pytest

from reporting.readiness import DEFINITIONS, Definition, Proof, definition_on, is_ready_on, ready_at

LAW = DEFINITIONS[-1]
MAY, JUNE = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
CARD = Proof("cnic", MAY)


def sat(**said):
    return Proof("test", JUNE, **{"is_passed": True} | said)


@pytest.mark.parametrize(
    ("proof", "is_ready"),
    [
        (sat(test="jlpt", level="N4"), True),
        (sat(test="jlpt", level="N1"), True),
        (sat(test="jlpt", level="N5"), False),
        (sat(test="jlpt", level="N4", is_passed=False), False),
        (sat(test="jft"), True),
        (sat(test="nat", level="N4"), False),
        (sat(test="bjt", score=400), True),
        (sat(test="bjt", score=399), False),
        (sat(test="ielts", level="7"), False),
        (sat(test="it_exam"), True),
        (Proof("degree", JUNE, degree="BS"), True),
        (Proof("degree", JUNE, degree="ADP"), False),
        (Proof("degree", JUNE), False),
        (Proof("transcript", JUNE, degree="BS"), False),
    ],
)
def test_what_counts_beside_the_identity(proof, is_ready):
    assert (ready_at([CARD, proof], LAW) == JUNE) is is_ready
    assert ready_at([proof], LAW) is None, "nobody is ready without a verified identity"


def test_what_ran_out_counts_no_more():
    card = Proof("passport", MAY, expires_on=date(2026, 7, 31))
    proofs = [card, sat(test="jft")]
    assert is_ready_on(proofs, date(2026, 7, 31), LAW)
    assert not is_ready_on(proofs, date(2026, 8, 1), LAW)


def test_the_definition_is_the_latest_of_its_day(monkeypatch):
    stricter = Definition(date(2027, 4, 1), "N3", frozenset(), False, "a later rule")
    monkeypatch.setattr("reporting.readiness.DEFINITIONS", (LAW, stricter))
    assert definition_on(date(2027, 3, 31)) is LAW
    assert definition_on(date(2027, 4, 1)) is stricter
    assert definition_on(date(2001, 1, 1)) is LAW
    assert ready_at([CARD, sat(test="jlpt", level="N4")], stricter) is None
