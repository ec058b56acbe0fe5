"""A closed vacancy ends by itself when nothing is open any more."""

from datetime import timedelta

import pytest

from applications.states import OPEN, PLACED, ApplicationState
from applications.tasks import end_finished
from jobs.models import Vacancy
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory, japan_today
from workflow.models import Entry

A = ApplicationState


@pytest.fixture
def over(company):
    """A closed vacancy whose closing day is past."""
    vacancy = VacancyFactory(employer=company, state="closed")
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=japan_today() - timedelta(days=1))
    return vacancy


def state_of(vacancy):
    end_finished()
    end_finished()
    vacancy.refresh_from_db()
    return vacancy.state


def test_with_nobody_left_it_ends_once_by_the_system(over):
    assert state_of(over) == "ended"
    assert [(entry.kind, entry.actor) for entry in Entry.objects.about(over)] == [("vacancy.end", None)]


@pytest.mark.parametrize("state", list(A))
def test_it_waits_for_everybody_who_is_open_or_on_the_way(over, state):
    ApplicationFactory(vacancy=over, state=state)
    assert state_of(over) == ("closed" if state in OPEN + PLACED else "ended")


def test_a_full_one_ends_when_all_have_arrived_although_its_day_is_to_come(company):
    vacancy = VacancyFactory(employer=company, state="closed", seats=1)
    assert state_of(vacancy) == "closed"
    ApplicationFactory(vacancy=vacancy, state="arrived")
    assert state_of(vacancy) == "ended"


@pytest.mark.parametrize("state", ["published", "paused", "vetted"])
def test_only_a_closed_one_ends(over, state):
    Vacancy.objects.filter(pk=over.pk).update(state=state)
    assert state_of(over) == state
