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
        ((2027, 2031, False), ["education_in_future"]),
        ((None, 2022, False), ["education_start_missing"]),
    ],
)
def test_education_years(years, found):
    began, ended, awaited = years
    assert codes(rules.education_blockers(started_year=began, finished_year=ended, is_awaiting_result=awaited, today=TODAY)) == found
