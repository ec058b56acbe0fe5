# ruff: noqa: E501 - tables read better in one line each
import csv
from datetime import date

import pytest

from jobs.disclosure import ITEMS, disclosure_blockers, disclosure_warnings
from jobs.reference import DATA
from tests.jobs.plain import FAIR, TODAY
from workflow.steps import Reason

FIXED_TERM = {"contract_kind": "fixed", "contract_ends_on": date(2028, 3, 31), "renewal_criteria": "勤務成績による、上限3回"}
FIXED_OVERTIME = {"fixed_overtime_pay": 47_000, "fixed_overtime_hours": 20, "fixed_overtime_excess_paid": True}


def test_a_fair_vacancy_says_all():
    assert disclosure_blockers(FAIR, on=TODAY) == []
    assert disclosure_blockers(FAIR | FIXED_TERM | FIXED_OVERTIME, on=TODAY) == []


def test_items_are_those_of_the_table():
    with (DATA / "jp_posting_disclosure.csv").open(encoding="utf-8") as lines:
        assert [item.code for item in ITEMS] == [row["code"] for row in csv.DictReader(lines)]


@pytest.mark.parametrize(
    ("item", "field", "silent"),
    [
        ("ESA-01", "duties_ja", ""), ("ESA-02", "duties_change_range", "\t\n"), ("ESA-03", "contract_kind", ""),
        ("ESA-03", "contract_ends_on", None), ("ESA-04", "renewal_criteria", "　"), ("ESA-05", "probation_months", None),
        ("ESA-06", "prefecture_code", None), ("ESA-06", "workplace_address", ""), ("ESA-07", "workplace_change_range", ""),
        ("ESA-08", "starts_at", None), ("ESA-08", "ends_at", None), ("ESA-09", "break_minutes", None), ("ESA-10", "holidays", ""),
        ("ESA-11", "has_overtime", None), ("ESA-12", "pay_unit", "week"), ("ESA-14", "fixed_overtime_pay", 0),
        ("ESA-14", "fixed_overtime_hours", None), ("ESA-15", "fixed_overtime_excess_paid", False), ("ESA-16", "insurance_health", None),
        ("ESA-16", "insurance_pension", None), ("ESA-16", "insurance_employment", None), ("ESA-16", "insurance_accident", None),
        ("ESA-17", "employer_name", ""), ("ESA-18", "is_dispatch", None), ("ESA-19", "smoking", ""),
    ],
)  # fmt: skip
def test_each_silent_field_names_its_item(item, field, silent):
    vacancy = FAIR | FIXED_TERM | FIXED_OVERTIME | {field: silent}
    found = [reason for reason in disclosure_blockers(vacancy, on=TODAY) if reason.code == item]
    assert found == [Reason(item, (("field", field),))]
    without = FAIR | FIXED_TERM | FIXED_OVERTIME
    del without[field]
    assert item in [reason.code for reason in disclosure_blockers(without, on=TODAY)]


def test_base_pay_is_asked_once_as_pay_and_once_beside_fixed_overtime():
    assert [r.code for r in disclosure_blockers(FAIR | {"base_pay": 0}, on=TODAY)] == ["ESA-12"]
    assert [r.code for r in disclosure_blockers(FAIR | FIXED_OVERTIME | {"base_pay": None}, on=TODAY)] == ["ESA-12", "ESA-13"]


@pytest.mark.parametrize(("system", "missing"), [("", True), ("shifts", True), ("flextime", False), ("discretionary", False)])
def test_clock_times_may_be_left_out_only_where_the_worker_sets_them(system, missing):
    vacancy = FAIR | {"hours_system": system, "starts_at": None, "ends_at": None}
    assert bool(disclosure_blockers(vacancy, on=TODAY)) == missing


def test_dispatch_names_its_client():
    assert disclosure_blockers(FAIR | {"is_dispatch": True}, on=TODAY) == [Reason("ESA-18", (("field", "dispatch_client"),))]
    assert disclosure_blockers(FAIR | {"is_dispatch": True, "dispatch_client": "顧客株式会社"}, on=TODAY) == []


def test_ranges_of_change_are_asked_since_april_2024():
    silent = FAIR | {"duties_change_range": "", "workplace_change_range": ""}
    assert disclosure_blockers(silent, on=date(2024, 3, 31)) == []
    assert [r.code for r in disclosure_blockers(silent, on=date(2024, 4, 1))] == ["ESA-02", "ESA-07"]


def test_zero_and_false_are_answers():
    assert disclosure_blockers(FAIR | {"probation_months": 0, "break_minutes": 0, "has_overtime": False}, on=TODAY) == []


def test_an_empty_vacancy_gets_every_reason_that_always_holds():
    only_sometimes = {"ESA-04", "ESA-13", "ESA-14", "ESA-15"}
    assert {r.code for r in disclosure_blockers({}, on=TODAY)} == {item.code for item in ITEMS} - only_sometimes


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"annual_holidays": None}, "annual_holidays_recommended"), ({"overtime_hours": None}, "overtime_average_recommended"),
        ({"has_overtime": False} | FIXED_OVERTIME, "fixed_overtime_without_overtime"), ({"insurance_pension": False}, "insurance_incomplete"),
    ],
)  # fmt: skip
def test_orange_notes(change, code):
    assert disclosure_warnings(FAIR) == []
    assert disclosure_warnings(FAIR | change) == [Reason(code)]
