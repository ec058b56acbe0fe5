# ruff: noqa: E501 - tables read better in one line each
from datetime import date

import pytest

from candidates import rules

TODAY = date(2026, 11, 23)
CHECK = {
    "kind": "degree",
    "checked_how": "register",
    "reference": "HEC 77",
    "expires_on": None,
    "file_is_clean": True,
    "today": TODAY,
}


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"checked_how": "original", "reference": ""}, []),
        ({"checked_how": ""}, ["checked_how_missing"]),
        ({"checked_how": "believed"}, ["checked_how_missing"]),
        ({"reference": " "}, ["check_reference_missing"]),
        ({"file_is_clean": False}, ["file_not_scanned"]),
        ({"kind": "passport"}, ["expiry_missing"]),
        ({"expires_on": date(2026, 11, 22)}, ["evidence_expired"]),
        ({"expires_on": TODAY}, []),
    ],
)
def test_verifying_says_how(change, found):
    assert codes(rules.verify_blockers(**CHECK | change)) == found


@pytest.mark.parametrize(
    ("fault", "found"), [(fault, []) for fault in rules.FAULTS] + [("", ["fault_missing"]), ("ugly", ["fault_missing"])]
)
def test_rejecting_names_a_fault(fault, found):
    assert codes(rules.reject_blockers(fault=fault)) == found


@pytest.mark.parametrize(
    ("until", "found"), [(None, ["evidence_still_valid"]), (TODAY, ["evidence_still_valid"]), (date(2026, 11, 22), [])]
)
def test_evidence_expires_after_its_last_day(until, found):
    assert codes(rules.expire_blockers(expires_on=until, today=TODAY)) == found


def test_signing_up():
    assert rules.sign_up_blockers(full_name="Ayesha", birth=None, today=TODAY) == []
    assert codes(rules.sign_up_blockers(full_name=" ", birth=TODAY, today=TODAY)) == ["name_missing", "birth_impossible"]


@pytest.mark.parametrize(("birth", "found"), [(date(2008, 11, 23), []), (date(2008, 11, 24), ["under_18_today"]), (None, [])])
def test_minors_are_told(birth, found):
    assert codes(rules.profile_warnings(birth=birth, today=TODAY)) == found


@pytest.mark.parametrize(
    ("years", "found"),
    [
        ((2018, 2022, False), []),
        ((2018, None, True), []),
        ((2018, None, False), ["education_end_missing"]),
        ((2022, 2018, False), ["education_years_backwards"]),
        ((2027, 2031, True), ["education_in_future"]),
        ((None, 2022, False), ["education_start_missing"]),
    ],
)
def test_education_years(years, found):
    began, ended, awaited = years
    assert codes(rules.education_blockers(started_year=began, finished_year=ended, is_awaiting_result=awaited, today=TODAY)) == found


@pytest.mark.parametrize(
    ("level", "years", "found"),
    [("BS", 4, []), ("BS", 3, ["education_short"]), ("PHD", 1, ["education_short"]), ("NVC", 0, []), ("MID", 1, [])],
)
def test_short_study_is_a_note(level, years, found):
    assert codes(rules.education_warnings(level=level, started_year=2016, finished_year=2016 + years)) == found
    assert rules.education_warnings(level=level, started_year=2016, finished_year=None) == []


@pytest.mark.parametrize(("awaited", "found"), [(False, ["education_end_in_future"]), (True, [])])
def test_a_year_to_come_is_an_awaited_result(awaited, found):
    assert codes(rules.education_blockers(started_year=2024, finished_year=2027, is_awaiting_result=awaited, today=TODAY)) == found


@pytest.mark.parametrize(
    ("kind", "level", "score", "passed", "found"),
    [
        ("jlpt", "N5", 80, True, []), ("jlpt", "N5", 79, True, ["score_below_pass"]), ("jlpt", "N4", 90, True, []), ("jlpt", "N3", 94, True, ["score_below_pass"]), ("jlpt", "N3", 95, True, []),
        ("jlpt", "N2", 90, True, []), ("jlpt", "N1", 99, True, ["score_below_pass"]), ("jlpt", "N1", 100, True, []), ("jlpt", "N2", 150, False, []), ("jlpt", "N2", 181, True, ["score_impossible"]),
        ("jlpt", "N6", None, True, ["jlpt_level_unknown"]), ("jlpt", "N4", 100.5, True, ["score_not_whole"]), ("jlpt", "N4", None, True, []),
        ("jft", "", 200, True, []), ("jft", "", 199, True, ["score_below_pass"]), ("jft", "", 220, False, ["score_is_pass"]), ("jft", "", 251, True, ["score_impossible"]),
        ("bjt", "", 800, True, []), ("bjt", "", 801, True, ["score_impossible"]), ("bjt", "", None, True, ["score_missing"]), ("ielts", "", 6.5, True, []), ("ielts", "", 6.3, True, ["score_half_bands"]),
        ("ielts", "", 9.5, True, ["score_impossible"]), ("ssw", "", None, True, []),
    ],
)  # fmt: skip
def test_a_certificate_must_be_possible(kind, level, score, passed, found):
    assert codes(rules.test_blockers(kind=kind, level=level, score=score, is_passed=passed, taken_on=TODAY, today=TODAY)) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://github.com/ayesha", []), ("https://www.example.org:443/x?y=1", []), ("http://github.com", ["link_not_https"]), ("https://bit.ly/x", ["link_hides"]), ("https://www.bit.ly/x", ["link_hides"]),
        ("https://127.0.0.1/", ["link_malformed"]), ("https://[::1]/", ["link_malformed"]), ("https://u:p@github.com/", ["link_malformed"]), ("https://github.com:8080/", ["link_malformed"]),
        ("https://github.com:x/", ["link_malformed"]), ("https://intranet/", ["link_malformed"]), ("https://a.local/", ["link_malformed"]), ("", ["link_not_https"]),
    ],
)  # fmt: skip
def test_links_say_where_they_lead(url, found):
    assert codes(rules.link_blockers(url)) == found


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], []), ([((2020, 1), None)], []), ([((2020, 1), (2026, 9))], []), ([((2020, 1), (2026, 6))], ["work_gap"]), ([((2020, 1), (2021, 12)), ((2022, 4), None)], []),
        ([((2020, 1), (2021, 12)), ((2022, 5), None)], ["work_gap"]), ([((2020, 1), (2022, 1)), ((2022, 1), None)], []), ([((2020, 1), (2022, 3)), ((2022, 1), None)], ["work_overlap"]),
        ([((2020, 1), None), ((2021, 1), (2022, 1))], ["work_overlap"]),
    ],
)  # fmt: skip
def test_gaps_and_overlaps_of_work(spans, found):
    days = [(date(*start, 1), date(*end, 28) if end else None) for start, end in spans]
    assert codes(rules.work_notes(days, today=TODAY)) == found
    assert codes(rules.work_notes(reversed(days), today=TODAY)) == found
