# ruff: noqa: E501 - tables read better in one line each
from datetime import date

import pytest

from candidates import language
from candidates.reference import levels

DECEMBER = date(2025, 12, 7)


@pytest.mark.parametrize(
    ("level", "score", "cefr"),
    [
        ("N5", 79, ""), ("N5", 80, "A1"), ("N4", 90, "A2"), ("N4", 180, "A2"), ("N3", 94, ""), ("N3", 95, "A2"), ("N3", 103, "A2"), ("N3", 104, "B1"),
        ("N2", 90, "B1"), ("N2", 111, "B1"), ("N2", 112, "B2"), ("N1", 100, "B2"), ("N1", 141, "B2"), ("N1", 142, "C1"), ("N1", 181, ""), ("N6", 100, ""), ("N2", None, ""),
    ],
)  # fmt: skip
def test_jlpt_cefr_goes_by_score(level, score, cefr):
    assert language.jlpt_cefr(level=level, score=score, passed=True, sat_on=DECEMBER) == cefr


def test_a_failed_or_older_jlpt_carries_no_cefr():
    assert language.jlpt_cefr(level="N2", score=150, passed=False, sat_on=DECEMBER) == ""
    assert language.jlpt_cefr(level="N2", score=150, passed=True, sat_on=date(2025, 7, 6)) == ""


def test_the_table_in_code_is_the_table_of_the_data():
    for row in (row for row in levels() if row.test == "JLPT"):
        bound, below, above = language.HIGHER_BAND[row.level]
        assert row.cefr in (below, above)


@pytest.mark.parametrize(
    ("test", "level", "score", "counts"),
    [
        ("JLPT", "N2", None, "N2"),
        ("JFT-Basic", "", 210, "N4"),
        ("BJT", "", 399, ""),
        ("BJT", "", 400, "N2"),
        ("BJT", "", 480, "N1"),
        ("NAT-TEST", "Q4", 150, ""),
        ("J.TEST", "E level", 400, ""),
        ("", "", None, ""),
    ],
)
def test_what_a_certificate_counts_as(test, level, score, counts):
    assert language.japanese_level(test=test, level=level, score=score, passed=True) == counts
    assert language.japanese_level(test=test, level=level, score=score, passed=False) == ""


@pytest.mark.parametrize("test", ["JLPT", "JFT-Basic", "NAT-TEST", "J.TEST", "BJT", "self"])
@pytest.mark.parametrize("level", ["N5", "N4", "N3", "N2", "N1", "Q4", ""])
@pytest.mark.parametrize("minimum", ["N4", "N3"])
@pytest.mark.parametrize("passed", [True, False])
def test_only_jlpt_and_jft_prove_ssw_japanese(test, level, minimum, passed):
    enough = {"N4": {"N4", "N3", "N2", "N1"}, "N3": {"N3", "N2", "N1"}}[minimum]
    expected = passed and ((test == "JLPT" and level in enough) or (test == "JFT-Basic" and minimum == "N4"))
    assert language.proves_ssw_japanese(test=test, level=level, passed=passed, jlpt_min=minimum, jft_accepted=minimum == "N4") == expected


@pytest.mark.parametrize(
    ("test", "level", "score", "proves"),
    [("JLPT", "N2", 90, True), ("JLPT", "N3", 180, False), ("BJT", "", 400, True), ("BJT", "", 399, False), ("JFT-Basic", "", 250, False)],
)
def test_b2_for_person_facing_duties(test, level, score, proves):
    assert language.proves_b2(test=test, level=level, score=score, passed=True) == proves


@pytest.mark.parametrize(
    ("band", "cefr"), [(3.5, ""), (4.0, "B1"), (5.0, "B1"), (5.5, "B2"), (6.5, "B2"), (7.0, "C1"), (8.5, "C2"), (9.0, "C2")]
)
def test_english_bands_come_from_the_data(band, cefr):
    assert language.band_cefr(test="IELTS", band=band, rows=levels()) == cefr


def test_nat_and_jtest_open_a_school_only():
    assert language.for_school_entry(test="NAT-TEST", level="Q5", passed=True)
    assert not language.for_school_entry(test="JFT-Basic", level="pass", passed=True)
