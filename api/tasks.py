"""Periodic work of the API."""

from celery import shared_task

from api.once import forget


@shared_task
def forget_keys() -> None:
    """Idempotency keys live for a day."""
    forget()
