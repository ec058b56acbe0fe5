"""Drafts that were thrown away: out of everybody's sight, brought back with a click, gone after a month."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from jobs.models import Vacancy
from jobs.states import VacancyState
from jobs.transitions.asking import check_own
from workflow.deadlines import owner_and_due

KEPT_DAYS = 30


def discard(vacancy: Vacancy, *, by: User) -> bool:
    """Throw away a draft; False when it was sent. It leaves its demand letter, and nobody is reminded of it."""
    check_own(vacancy.employer, by)
    drafts = Vacancy.objects.filter(pk=vacancy.pk, state=VacancyState.DRAFT, discarded_at=None)
    return bool(drafts.update(discarded_at=timezone.now(), demand_letter=None, owner="", due_on=None))


def bring_back(vacancy: Vacancy, *, by: User) -> bool:
    """The draft as it was, due anew; False when it is not among those that were thrown away."""
    check_own(vacancy.employer, by)
    due = owner_and_due(vacancy, VacancyState.DRAFT, timezone.now())
    return bool(Vacancy.objects.discarded().filter(pk=vacancy.pk).update(discarded_at=None, **due))


def forget_old_drafts() -> int:
    """Delete what nobody brought back in time; the journal keeps that it was begun."""
    old = Vacancy.objects.discarded().filter(discarded_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    return old.delete()[0]
