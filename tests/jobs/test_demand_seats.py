"""The seats of a demand letter hold, whoever is quicker and whichever way one comes."""

import threading

import pytest
from django.db import IntegrityError, connections, transaction

from accounts.models import User
from accounts.roles import Role
from jobs import transitions
from jobs.models import DemandLetter, Vacancy
from tests.jobs.factories import DemandLetterFactory, EmployerFactory, UserFactory, VacancyFactory
from workflow.steps import Refused


@pytest.mark.django_db(transaction=True)
def test_two_officers_publish_against_the_last_seats_and_one_succeeds():
    letter = DemandLetterFactory(employer=EmployerFactory(), seats=3)
    vacancies = [VacancyFactory(employer=letter.employer, state="vetted", seats=2) for _ in range(2)]
    officers = [UserFactory(role=Role.OEC_OFFICER) for _ in range(2)]
    start, answers = threading.Barrier(2), []

    def publish(vacancy: Vacancy, officer: User) -> None:
        start.wait()
        try:
            transitions.publish(vacancy, by=officer, letter=letter)
            answers.append("published")
        except Refused as refusal:
            answers.append(refusal.reasons[0].code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=pair) for pair in zip(vacancies, officers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(answers) == ["demand_seats_exceeded", "published"]
    assert Vacancy.objects.filter(state="published").count() == 1


@pytest.mark.django_db(transaction=True)
def test_database_makes_two_inserts_take_turns():
    """Without the transition: only the trigger stands between two writers and too many seats."""
    letter = DemandLetterFactory(employer=EmployerFactory(), seats=3)
    vacancies = [VacancyFactory(employer=letter.employer, state="vetted", seats=2) for _ in range(2)]
    start, answers = threading.Barrier(2), []

    def force(vacancy: Vacancy) -> None:
        start.wait()
        try:
            Vacancy.objects.filter(pk=vacancy.pk).update(demand_letter=letter, published_at="2026-11-01T00:00:00Z")
            answers.append("written")
        except IntegrityError as error:
            answers.append("refused" if "demand_seats_never_exceeded" in str(error) else str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=force, args=(vacancy,)) for vacancy in vacancies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(answers) == ["refused", "written"]


def test_database_refuses_more_seats_and_a_smaller_letter(company):
    letter = DemandLetterFactory(employer=company, seats=3)
    vacancy = VacancyFactory(employer=company, state="published", seats=2, demand_letter=letter)
    with pytest.raises(IntegrityError, match="demand_seats_never_exceeded"), transaction.atomic():
        Vacancy.objects.filter(pk=vacancy.pk).update(seats=4)
    with pytest.raises(IntegrityError, match="demand_seats_never_exceeded"), transaction.atomic():
        DemandLetter.objects.filter(pk=letter.pk).update(seats=1)


def test_an_ended_vacancy_gives_back_the_seats_that_nobody_took(company, omar):
    letter = DemandLetterFactory(employer=company, seats=3)
    VacancyFactory(employer=company, state="ended", seats=3, seats_taken=1, demand_letter=letter)
    transitions.publish(VacancyFactory(employer=company, state="vetted", seats=2), by=omar, letter=letter)
    assert Vacancy.objects.filter(state="published").count() == 1
