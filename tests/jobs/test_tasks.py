"""What time does: vacancies close at the end of the day in Tokyo, letters expire, long closed ones end."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from jobs import reactions, transitions
from jobs.models import Vacancy
from jobs.tasks import close_due
from tests.jobs.factories import DemandLetterFactory, VacancyFactory, japan_today
from workflow.models import Entry


@pytest.mark.parametrize(
    ("now", "state"), [(datetime(2026, 11, 30, 14, 59, tzinfo=UTC), "published"), (datetime(2026, 11, 30, 15, 1, tzinfo=UTC), "closed")]
)
def test_vacancy_closes_when_its_day_is_over_in_tokyo(company, now, state):
    with time_machine.travel(now, tick=False):
        vacancy = VacancyFactory(employer=company, state="published", closes_on=date(2026, 11, 30))
        close_due()
    assert Vacancy.objects.get(pk=vacancy.pk).state == state


def test_closing_twice_changes_nothing(company):
    vacancy = VacancyFactory(employer=company, state="paused", closes_on=japan_today() - timedelta(days=1))
    close_due()
    close_due()
    assert [(entry.kind, entry.actor_role) for entry in Entry.objects.about(vacancy)] == [("vacancy.close", "system")]


def test_letter_expires_after_its_last_day(company):
    old, young = (DemandLetterFactory(employer=company, valid_until=japan_today() - timedelta(days=days)) for days in (1, 0))
    close_due()
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.state, young.state) == ("expired", "attested")


def test_vacancy_closed_under_a_letter_that_ran_out_90_days_ago_ends(company):
    vacancies = []
    for days in (90, 91):
        valid = japan_today() - timedelta(days=days)
        letter = DemandLetterFactory(employer=company, state="expired", attested_on=valid - timedelta(days=120), valid_until=valid)
        vacancies.append(VacancyFactory(employer=company, state="closed", demand_letter=letter))
    close_due()
    assert [Vacancy.objects.get(pk=vacancy.pk).state for vacancy in vacancies] == ["closed", "ended"]


def test_suspension_pauses_published_vacancies_once(company, ken):
    published, paused = VacancyFactory(employer=company, state="published"), VacancyFactory(employer=company, state="paused")
    other = VacancyFactory(state="published")
    entry = transitions.suspend(company, by=ken, note="No answer for weeks.")
    reactions.pause_its_vacancies(entry)
    reactions.pause_its_vacancies(entry)
    assert [Vacancy.objects.get(pk=row.pk).state for row in (published, paused, other)] == ["paused", "paused", "published"]
    assert Entry.objects.about(published).count() == 1


def test_suspension_that_was_taken_back_pauses_nothing(company, ken):
    vacancy = VacancyFactory(employer=company, state="published")
    entry = transitions.suspend(company, by=ken, note="No answer for weeks.")
    transitions.reinstate(company, by=ken)
    reactions.pause_its_vacancies(entry)
    assert Vacancy.objects.get(pk=vacancy.pk).state == "published"
