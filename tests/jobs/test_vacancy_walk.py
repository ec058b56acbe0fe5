"""The walk of an employer who posts by copying an earlier vacancy, and what the form's pages cost the database."""

from datetime import timedelta

import pytest

from jobs import skills
from jobs.models import Allowance, Level, Skill, Vacancy
from tests.jobs.factories import VacancyFactory, japan_today
from tests.jobs.test_employer_pages import at, browser, step  # noqa: F401 - a fixture
from tests.jobs.test_forms import typed

FEWEST_PAGES = 8  # a vacancy by copy, seen and mended, in at most so many pages


def days(name, day):
    return {f"{name}_{part}": getattr(day, part) for part in ("year", "month", "day")}


@pytest.fixture
def walk(browser):  # noqa: F811
    """Opens and sends pages, and counts those that the person saw."""

    class Walk:
        seen: list[str] = []

        def open(self, path):
            return self._count(browser.get(path))

        def send(self, path, data):
            return self._count(browser.post(path, data, follow=True))

        def _count(self, page):
            assert page.status_code == 200
            self.seen = [*self.seen, page.request["PATH_INFO"]]
            return page

    return Walk()


def test_a_copy_is_stopped_by_the_minimum_wage_mended_and_sent(walk, company):
    earlier = VacancyFactory(employer=company, state="closed")
    walk.open(at("vacancies"))
    walk.open(at("vacancy_copy", earlier.public_id))
    dates = days("starts_on", earlier.starts_on) | days("closes_on", japan_today() + timedelta(days=40))
    walk.send(at("vacancy_copy", earlier.public_id), dates | {"no_fee_declared": "on", "equal_pay_declared": "on"})
    found = Vacancy.objects.get(state="draft")
    for pay, is_stopped in ((200_000, True), (300_000, False)):
        found = Vacancy.objects.get(pk=found.pk)
        page = walk.send(at("vacancy_edit", found.public_id, "terms"), typed(found, base_pay=str(pay), then="check"))
        assert bool(page.context["blockers"]) is is_stopped
        if is_stopped:
            assert "The minimum wage in Tokyo is 1280 yen" in page.text
            walk.open(page.context["blockers"][0]["url"].partition("#")[0])
    found.refresh_from_db()
    confirmed = {"version": found.version, "revision": found.revision, "confirmed": page.context["codes"]}
    walk.send(at("vacancy_step", found.public_id, "submit"), confirmed)
    assert (Vacancy.objects.get(pk=found.pk).state, len(walk.seen) <= FEWEST_PAGES) == ("submitted", True), walk.seen


@pytest.mark.parametrize("page", ["work", "terms", "selection"])
def test_a_form_page_asks_as_often_for_a_full_vacancy_as_for_a_bare_one(browser, company, page, django_assert_max_num_queries):  # noqa: F811
    vacancy, counts = VacancyFactory(employer=company), []
    browser.get(at("vacancy_edit", vacancy.public_id, page))
    for _ in range(2):
        with django_assert_max_num_queries(16) as asked:
            browser.get(at("vacancy_edit", vacancy.public_id, page))
        counts.append(len(asked.captured_queries))
        for kind in Allowance.Kind.values:
            Allowance.objects.get_or_create(vacancy=vacancy, kind=kind, defaults={"yen": 1_000})
        skills.keep(vacancy, [skills.Wanted(str(row), Level.GUIDED, True) for row in Skill.objects.all()[:10]])
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"fixed_overtime_pay": "60000", "fixed_overtime_hours": ""}, "fixed_overtime_hours"),
        ({"fixed_overtime_pay": "1000", "fixed_overtime_hours": "45", "fixed_overtime_excess_paid": "True"}, "fixed_overtime_pay"),
    ],
)
def test_what_does_not_add_up_is_linked_from_the_check_to_its_field(browser, company, wrong, field):  # noqa: F811
    vacancy = VacancyFactory(employer=company)
    page = browser.post(at("vacancy_edit", vacancy.public_id, "terms"), typed(vacancy, then="check", **wrong), follow=True)
    place = f"{at('vacancy_edit', vacancy.public_id, 'terms')}#field-{field}"
    assert place in [row["url"] for row in (*page.context["blockers"], *page.context["warnings"])]


def test_a_contract_that_ends_before_it_starts_is_told_and_the_text_stays(browser, company):  # noqa: F811
    vacancy = VacancyFactory(employer=company)
    ends = days("contract_ends_on", vacancy.starts_on - timedelta(days=1))
    data = typed(vacancy, contract_kind="fixed", pay_day="<script>x</script>", then="check", **ends)
    page = browser.post(at("vacancy_edit", vacancy.public_id, "terms"), data, follow=True)
    told = page.context.get("form") or {}
    reasons = [*page.context.get("blockers", []), *getattr(told, "errors", {})]
    assert any("contract_ends_on" in str(reason) for reason in reasons)
    assert "<script>x" not in page.text


@pytest.mark.parametrize(
    ("words", "lawful"),
    [
        ("男性のみ", "20kg程度の荷物を運ぶ作業あり"),
        ("30歳以下", "実務経験3年以上"),
        ("Muslims not possible", "halal food"),
        ("deposit 50,000", "一切不要"),
    ],
)
def test_unlawful_words_are_stopped_with_the_law_and_a_lawful_wording(browser, company, words, lawful):  # noqa: F811
    vacancy = VacancyFactory(employer=company, requirements_ja=words)
    page = browser.get(at("vacancy_check", vacancy.public_id))
    [row] = page.context["blockers"]
    assert (words.lower() in row["text"].lower(), lawful in row["instead"], len(row["source"]) > 10) == (True, True, True)
    assert row["instead"] in page.text


def test_script_in_a_title_is_text_everywhere(browser, company):  # noqa: F811
    vacancy = VacancyFactory(employer=company, title_ja="<script>alert(1)</script>", title_en="")
    for name in ("vacancy", "vacancy_check", "vacancy_preview", "vacancy_copy", "vacancy_discard"):
        assert "<script>alert(1)" not in browser.get(at(name, vacancy.public_id, language="ja")).text


def test_the_check_of_a_copy_can_be_sent_only_once(browser, company):  # noqa: F811
    vacancy = VacancyFactory(employer=company)
    codes = browser.get(at("vacancy_check", vacancy.public_id)).context["codes"]
    for _ in range(2):
        step(browser, vacancy, "submit", revision=vacancy.revision, confirmed=codes)
    assert Vacancy.objects.get(pk=vacancy.pk).version == vacancy.version + 1
