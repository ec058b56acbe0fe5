"""What the benchmarks call wrong is seen when it is there."""

import pytest

from bench._pages import queries
from bench.advance import GAPS, OVER_FILLED, ask
from jobs.models import Vacancy
from tests.jobs.factories import VacancyFactory
from workflow.advance import record

pytestmark = pytest.mark.django_db


def test_a_gap_in_the_journal_is_seen():
    vacancy = VacancyFactory(state="published", version=1)
    record(vacancy, "publish", by=None)
    assert ask(GAPS) == 0
    vacancy.version = 3
    record(vacancy, "pause", by=None)
    assert ask(GAPS) == 1


def test_a_seat_that_nobody_has_is_seen():
    vacancy = VacancyFactory(state="published", seats=2)
    assert ask(OVER_FILLED) == 0
    Vacancy.objects.filter(pk=vacancy.pk).update(seats_taken=1)
    assert ask(OVER_FILLED) == 1


def test_every_query_is_counted():
    assert queries(lambda: [list(Vacancy.objects.all()), Vacancy.objects.count()]) == 2
