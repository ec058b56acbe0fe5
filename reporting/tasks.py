"""What time does to the figures. Safe to run twice, and side by side."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from reporting import counting, yearly

A_SLICE = timedelta(seconds=25)
BEFORE_ANOTHER_YEAR = timedelta(seconds=10)  # one of a million applications takes up to twenty seconds; a task has 45


@shared_task
def count_months() -> None:
    """Count the months that wait for it, the newest first, as many as fit into a slice of time."""
    start = timezone.now()
    for first in counting.waiting(start):
        counting.count_month(first, timezone.now())
        if timezone.now() - start > A_SLICE:
            break


@shared_task
def count_years() -> None:
    """Count the years of the agency that wait for it, the newest first, as many as fit into a slice of time."""
    start = timezone.now()
    for year in yearly.waiting(start):
        yearly.count_year(year, timezone.now())
        if timezone.now() - start > BEFORE_ANOTHER_YEAR:
            break
