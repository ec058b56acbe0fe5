"""What time does to the stock of talent. Safe to run twice, and side by side."""

from celery import shared_task
from django.utils import timezone

from outreach.talent import count_again


@shared_task
def count_talent() -> None:
    """Count the stock anew."""
    count_again(timezone.now())
