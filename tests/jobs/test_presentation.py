"""A vacancy in the reader's words: the card, and all nineteen items of disclosure."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from jobs.presentation import card, public_notice, sections
from tests.jobs.factories import VacancyFactory


@pytest.fixture
def full(company):
    values = {
        "contract_kind": "fixed",
        "contract_ends_on": "2028-03-31",
        "renewal_criteria": "By performance",
        "is_dispatch": True,
        "dispatch_client": "Client Ltd",
    }
    pay = {"fixed_overtime_pay": 50_000, "fixed_overtime_hours": 20, "fixed_overtime_excess_paid": True}
    vacancy = VacancyFactory(employer=company, state="published", **values, **pay)
    vacancy.refresh_from_db()
    return vacancy


ITEMS = [
    "Build services in Go.", "How far the duties may change", "31 March 2028", "By performance", "3 months", "東京都千代田区1-1",
    "How far the workplace may change", "09:00–18:00", "60 minutes", "土日祝", "15 hours a month", "¥300,000", "¥50,000",
    "for 20 hours of overtime", "is paid extra", "Health insurance", "Employment insurance", "Employer", "Client Ltd",
    "no smoking indoors", "<td>the employer</td><td>Free for you</td>",
]  # fmt: skip


@pytest.mark.parametrize("item", ITEMS)
def test_conditions_say_every_item(full, item):
    with translation.override("en"):
        assert item in render_to_string("jobs/_conditions.html", {"sections": sections(full)})


def test_conditions_stand_in_the_order_of_every_page(full):
    """Pay with what is left, costs, the work, hours, place, contract, visa."""
    full.take_home_pay = 240_000
    with translation.override("en"):
        text = render_to_string("jobs/_conditions.html", {"sections": sections(full)})
    order = [
        "Base pay",
        "Left after tax",
        "What you pay",
        "Duties",
        "Working hours",
        "Address of the workplace",
        "First day of work",
        "Visa route",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_japanese_text_is_marked_for_other_readers_only(full):
    with translation.override("en"):
        assert '<span lang="ja" dir="auto">土日祝</span>' in render_to_string("jobs/_conditions.html", {"sections": sections(full)})
    with translation.override("ja"):
        page = render_to_string("jobs/_conditions.html", {"sections": sections(full)})
    assert 'lang="ja"' not in page
    assert "Goによるサービス開発" in page


def test_text_of_an_employer_is_never_markup(full):
    full.duties_en = "<b>bold</b>"
    with translation.override("en"):
        assert "&lt;b&gt;bold" in render_to_string("jobs/_conditions.html", {"sections": sections(full)})


@pytest.mark.parametrize(("unit", "pay", "words"), [("month", 300_000, "¥300,000"), ("hour", 1_400, "¥1,400"), ("day", 12_000, "¥12,000")])
def test_card_says_the_pay_in_its_unit(full, unit, pay, words):
    full.pay_unit, full.base_pay = unit, pay
    with translation.override("en"):
        page = render_to_string("jobs/_card.html", {"job": card(full)})
    assert words in page
    assert {"month": "a month", "hour": "an hour", "day": "a day"}[unit] in page


@pytest.mark.parametrize(("state", "closed"), [("published", False), ("paused", True), ("closed", True), ("ended", True)])
def test_page_says_when_nobody_can_apply(company, state, closed):
    assert bool(public_notice(VacancyFactory(employer=company, state=state))) == closed
