"""What time does to vacancies whose applications have all come to their end. Safe to run at any moment, twice, and side by side."""

from celery import shared_task
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from applications.models import Application
from applications.states import OPEN, PLACED
from applications.transitions.acting import japan_today
from applications.transitions.seats import locked_vacancy
from jobs import transitions as jobs
from jobs.models import Vacancy
from jobs.models.vacancy import VacancyQuerySet
from jobs.states import VacancyState
from jobs.tasks import move


@shared_task
def end_finished() -> None:
    """End closed vacancies with nothing open any more (product.md); each in its own transaction."""
    move(finished().order_by("pk"), end_one)


def finished() -> VacancyQuerySet:
    """Closed, full or past the closing day in Tokyo, and nobody is waiting, invited, accepted or on the way."""
    going_on = Application.objects.filter(vacancy=OuterRef("pk"), state__in=OPEN + PLACED)
    is_over = Q(seats_taken__gte=F("seats")) | Q(closes_on__lt=japan_today())
    return Vacancy.objects.filter(is_over, ~Exists(going_on), state=VacancyState.CLOSED)


@transaction.atomic
def end_one(vacancy: Vacancy) -> None:
    """Under the lock that restoring takes too, and only if it is still so."""
    locked_vacancy(vacancy.pk)
    if still := finished().filter(pk=vacancy.pk).first():
        jobs.end(still, by=None)
