"""The desk looks things up: every page opens, nothing moves, and who may not see does not."""

import pytest
from django.urls import reverse

from jobs import transitions
from tests.jobs.factories import DemandLetterFactory, VacancyFactory

MODELS = ["employer", "demandletter", "vacancy", "prefecture", "minimumwage", "sswfield", "fieldopening", "exchangerate", "skill"]


@pytest.fixture
def subjects(company, ken):
    vacancy = VacancyFactory(employer=company, state="submitted")
    transitions.send_back(vacancy, by=ken, remarks={"base_pay": "Is this right?"}, note="Look at the pay.")
    return {"employer": company, "vacancy": vacancy, "demandletter": DemandLetterFactory(employer=company)}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["omar", "amna", "ken", "audit"])
def test_lists_open_for_the_desk(client, subjects, request, who, model):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(f"admin:jobs_{model}_changelist")).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["olga", "sato", "ayesha"])
def test_lists_stay_closed_to_others(client, subjects, request, who, model):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(f"admin:jobs_{model}_changelist")).status_code in (302, 403, 404)


@pytest.mark.parametrize("model", ["employer", "vacancy", "demandletter"])
def test_pages_show_and_never_change(client, subjects, omar, model):
    client.force_login(omar)
    address = reverse(f"admin:jobs_{model}_change", args=[subjects[model].pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"state": "published"}).status_code == 403
    assert client.get(reverse(f"admin:jobs_{model}_add")).status_code == 403


def test_vacancy_page_shows_its_history_and_remarks(client, subjects, omar):
    client.force_login(omar)
    page = client.get(reverse("admin:jobs_vacancy_change", args=[subjects["vacancy"].pk])).text
    assert ("Sent back with remarks" in page, "Ken Tanaka: Look at the pay." in page, "Is this right?" in page) == (True, True, True)


@pytest.mark.parametrize(("who", "seen"), [("ken", True), ("omar", False)])
def test_a_note_for_the_own_house_stays_there(client, subjects, request, who, seen):
    transitions.suspend(subjects["employer"], by=request.getfixturevalue("ken"), note="Between us.", reach="own")
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("admin:jobs_employer_change", args=[subjects["employer"].pk])).text
    assert ("Between us." in page) == seen


def test_searching_a_long_list_asks_the_database_as_often_as_a_short_one(client, company, omar, django_assert_max_num_queries):
    client.force_login(omar)
    client.get(reverse("admin:jobs_vacancy_changelist"))
    counts = []
    for more in (2, 12):
        for _ in range(more):
            VacancyFactory(employer=company)
        with django_assert_max_num_queries(20) as asked:
            client.get(reverse("admin:jobs_vacancy_changelist"), {"q": "Backend"})
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
