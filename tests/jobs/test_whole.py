"""Lists that come with their row keep the order of their model and stay managers."""

from jobs.models import Allowance, Vacancy
from jobs.whole import unfold, with_lists
from tests.jobs.factories import VacancyFactory


def test_a_row_without_any(company):
    vacancy = VacancyFactory(employer=company)
    found = unfold(with_lists(Vacancy.objects.all(), "allowances", "questions").get(pk=vacancy.pk), "allowances", "questions")
    assert (list(found.allowances.all()), list(found.questions.all())) == ([], [])


def test_a_list_keeps_the_order_of_its_model(company):
    vacancy = VacancyFactory(employer=company)
    for kind in ("other", "housing", "commuting"):
        Allowance.objects.create(vacancy=vacancy, kind=kind, yen=1000)
    found = unfold(with_lists(Vacancy.objects.all(), "allowances").get(pk=vacancy.pk), "allowances")
    assert [row.kind for row in found.allowances.all()] == ["commuting", "housing", "other"]
    assert found.allowances.filter(kind="housing").count() == 1
