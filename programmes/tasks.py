"""What time does to the counters of quotas. Safe to run twice, and side by side."""

from celery import shared_task
from django.utils import timezone

from programmes.quotas import count_again


@shared_task
def count_field_use() -> None:
    """Count anew."""
    count_again(timezone.now())
