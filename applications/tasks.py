"""What time does to vacancies whose applications have all come to their end. Safe to run at any moment, twice, and side by side."""

from celery import shared_task
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from applications.models import Application
from applications.numbers import AT_ONCE, measure
from applications.states import OPEN, PLACED
from applications.transitions import end_silent, lapse_proposals, remind_due, warn_silent
from applications.transitions.acting import japan_today
from applications.transitions.seats import locked_vacancy
from jobs import transitions as jobs
from jobs.models import Employer, Vacancy
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


@shared_task
def measure_answers() -> None:
    """How many days each employer takes to answer, for its numbers and for candidates; a hundred companies at a time."""
    last = 0
    while companies := list(Employer.objects.filter(pk__gt=last).only("pk", "answer_days").order_by("pk")[:AT_ONCE]):
        with transaction.atomic():
            measure(companies, japan_today())
        last = companies[-1].pk


@shared_task
def remind() -> None:
    """Reminders of interviews, a day and two hours before."""
    remind_due()


@shared_task
def lapse() -> None:
    """End questions about another job that nobody answered."""
    lapse_proposals()


@shared_task
def tend_silence() -> None:
    """Warn before silence ends an application, and end those that were warned and stayed silent."""
    now = timezone.now()
    warn_silent(now)
    end_silent(now)
