"""A calm page: what the company set once is folded and says what is set; nothing is lost, and what is missing or doubtful stands open."""

import re
from datetime import time
from decimal import Decimal

import pytest

from jobs.forms.pages import PAGES, pages_of
from jobs.models import UsualTerms, Vacancy, Workplace
from jobs.usual import NAMES
from tests.jobs.factories import VacancyFactory
from tests.jobs.test_employer_pages import at, browser  # noqa: F401 - a fixture
from tests.jobs.test_forms import typed

SET = {
    "starts_at": time(9), "ends_at": time(18), "break_minutes": 60, "daily_hours": Decimal(8), "yearly_hours": 1920, "has_overtime": True,
    "overtime_hours": 15, "holidays": "土日祝", "annual_holidays": 125, "probation_months": 3, "leaving": "30日前に届け出る",
    "insurance_health": True, "insurance_pension": True, "insurance_employment": True, "insurance_accident": True,
    "support": ["airport", "papers"], "rent_deducted": 30_000, "housing_kind": "rented", "duties_change_range": "変更なし",
}  # fmt: skip
PLACE = {"address": "東京都千代田区1-1", "change_range": "変更なし", "smoking": "indoor_ban"}
USUAL = ["deductions", "place", "hours", "holidays", "insurance", "probation", "home"]


@pytest.fixture
def terms(company):
    Workplace.objects.create(employer=company, name="本社", prefecture=company.prefecture, **PLACE)
    return UsualTerms.objects.create(employer=company, **SET)


@pytest.fixture
def usual(company, terms):
    """A vacancy that differs in nothing from what the company set once."""
    return VacancyFactory(employer=company, **{name: getattr(terms, name) for name in NAMES})


def terms_page(browser, vacancy):  # noqa: F811
    return browser.get(at("vacancy_edit", vacancy.public_id, "terms"))


def groups(page):
    return {shown.group.code: shown for shown in page.context["groups"]}


def test_what_is_set_for_the_company_is_folded_and_says_what_is_set(browser, usual):  # noqa: F811
    page = terms_page(browser, usual)
    found = groups(page)
    assert [code for code, shown in found.items() if shown.is_usual] == USUAL
    assert [code for code, shown in found.items() if shown.is_open] == ["pay", "left", "contract"]
    for words in (
        "Work begins at 09:00 · Work ends at 18:00",
        "Break in minutes 60",
        "Scheduled hours a year 1,920",
        "Is there overtime? Yes",
    ):
        assert words in found["hours"].told
    assert found["home"].told.startswith("the company rents a flat for the worker · somebody meets you at the airport, help with city")
    assert found["deductions"].told == "Rent taken from the pay, yen a month 30,000"
    assert page.text.count("As set for your company") == len(USUAL)


def test_what_differs_is_folded_and_does_not_say_so(browser, usual):  # noqa: F811
    Vacancy.objects.filter(pk=usual.pk).update(break_minutes=75, workplace_address="東京都港区2-2", utilities_deducted=5_000)
    found = groups(terms_page(browser, usual))
    assert [code for code, shown in found.items() if shown.is_usual] == ["holidays", "insurance", "probation", "home"]
    assert ("東京都港区2-2" in found["place"].told, "Break in minutes 75" in found["hours"].told) == (True, True)


def test_a_company_that_set_nothing_is_not_said_to_have_set_it(browser, company):  # noqa: F811
    page = terms_page(browser, VacancyFactory(employer=company))
    assert "As set for your company" not in page.text
    assert groups(page)["holidays"].told == "土日祝 · Days off a year 125"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"holidays": ""}, "holidays"),  # the law wants it
        ({"break_minutes": 30}, "hours"),  # too short for these hours
        ({"insurance_health": False}, "insurance"),
        ({"contract_kind": "fixed", "renewal_kind": ""}, "renewal"),
        ({"fixed_overtime_hours": 20}, "overtime"),
    ],
)
def test_what_is_missing_or_doubtful_stands_open(browser, usual, change, code):  # noqa: F811
    Vacancy.objects.filter(pk=usual.pk).update(**change)
    page = terms_page(browser, usual)
    assert groups(page)[code].is_open
    assert re.search(rf'<details id="part-{code}" open><summary>', page.text)


def test_a_mistake_opens_its_group_and_stays_as_it_was_typed(browser, usual):  # noqa: F811
    page = browser.post(at("vacancy_edit", usual.public_id, "terms"), typed(usual, break_minutes="an hour"))
    assert [code for code, shown in groups(page).items() if shown.is_open] == ["pay", "left", "contract", "hours"]
    assert 'value="an hour"' in page.text
    page = browser.post(at("vacancy_edit", usual.public_id, "terms"), typed(usual, ends_at="09:00"))
    assert "Work begins and ends at the same time." in page.text


@pytest.mark.parametrize("page", [page.code for page in PAGES])
def test_no_field_is_lost_by_folding(browser, company, page):  # noqa: F811
    vacancy = VacancyFactory(employer=company, visa_routes=["ssw1"], is_dispatch=True)
    text = browser.get(at("vacancy_edit", vacancy.public_id, page)).text
    asked = next(each for each in pages_of(vacancy) if each.code == page)
    assert [name for name in asked.names if not re.search(rf'name="{name}(?:_year)?"', text)] == []


def test_a_new_vacancy_begins_folded_too(browser, terms):  # noqa: F811
    page = browser.get(at("vacancy_new"))
    assert groups(page)["change"].is_usual
    assert "What you set once for your company is folded" in page.text


def test_the_change_of_a_public_vacancy_says_what_stands_in_each_group(browser, company, terms):  # noqa: F811
    vacancy = VacancyFactory(employer=company, state="published")
    page = browser.get(at("vacancy_change", vacancy.public_id))
    assert "Days off a year 125" in page.text
