"""What time does to vacancies and demand letters. Safe to run at any moment, twice, and side by side."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from celery import shared_task
from django.db import DatabaseError
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext

from jobs import transitions
from jobs.models import DemandLetter, Vacancy
from jobs.models.vacancy import TOKYO
from jobs.standing import japan_today
from jobs.states import LIVE, DemandState, VacancyState
from workflow.models import Stateful
from workflow.steps import Refused

log = logging.getLogger(__name__)
ASKED_AFTER_DAYS, PAUSED_AFTER_DAYS = 60, 90  # since it was published or confirmed (product.md)
TO_ANSWER_DAYS = 14  # at least, where it was asked late: a vacancy that was closed for long and opens again
TRUE_ON = Coalesce(F("confirmed_on"), TruncDate("published_at", tzinfo=TOKYO))
AT_ONCE = 500  # the rest waits for the next round


@shared_task
def close_due() -> None:
    """Close what has run out by the day in Tokyo, expire letters, end what stayed closed too long. Each in its own transaction."""
    today = japan_today()
    long_ago = today - timedelta(days=transitions.ENDS_AFTER_DAYS)
    vacancies, system = Vacancy.objects.order_by("pk"), {"by": None}
    move(vacancies.filter(state__in=LIVE, closes_on__lt=today), partial(transitions.close, **system))
    move(DemandLetter.objects.filter(state=DemandState.ATTESTED, valid_until__lt=today), partial(transitions.expire, **system))
    stale = vacancies.filter(state=VacancyState.CLOSED, demand_letter__state=DemandState.EXPIRED, demand_letter__valid_until__lt=long_ago)
    move(stale, partial(transitions.end, **system))


@shared_task
def tend_stale() -> None:
    """Ask after 60 days whether a public vacancy is still open and true; pause it after 90 days of silence (ESA 5-4)."""
    today = japan_today()
    public = Vacancy.objects.filter(state=VacancyState.PUBLISHED).order_by("pk").annotate(true_on=TRUE_ON)
    asked_by = today - timedelta(days=TO_ANSWER_DAYS)
    silent = public.filter(true_on__lte=today - timedelta(days=PAUSED_AFTER_DAYS), confirm_asked_on__lte=asked_by)
    move(silent, partial(transitions.pause, by=None, note=gettext("Nobody confirmed for 90 days that this vacancy is still open.")))
    asked = public.filter(true_on__lte=today - timedelta(days=ASKED_AFTER_DAYS), confirm_asked_on=None)
    move(asked, partial(transitions.ask_to_confirm, today=today))


@shared_task
def tend_silence() -> None:
    """Warn before silence ends a vacancy that went back to its company, and end those that were warned and stayed silent."""
    now = timezone.now()
    transitions.warn_silent(now)
    transitions.end_silent(now)


@shared_task
def forget_discarded() -> None:
    """Delete the drafts that were thrown away a month ago."""
    transitions.forget_old_drafts()


def move(subjects: "QuerySet[Any]", step: Callable[[Stateful], object]) -> None:
    """Take one step with each; one that cannot be moved is logged and does not stop the others."""
    for subject in subjects[:AT_ONCE]:
        try:
            step(subject)
        except (Refused, DatabaseError):
            log.warning("step_by_time_failed", exc_info=True, extra={"subject": str(subject.public_id)})
