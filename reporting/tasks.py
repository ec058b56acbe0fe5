"""What time does to the figures. Safe to run twice, and side by side."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from reporting.counting import count_month, waiting

A_SLICE = timedelta(seconds=25)


@shared_task
def count_months() -> None:
    """Count the months that wait for it, the newest first, as many as fit into a slice of time."""
    start = timezone.now()
    for first in waiting(start):
        count_month(first, timezone.now())
        if timezone.now() - start > A_SLICE:
            break
