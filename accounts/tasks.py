"""What is cleaned up: counters of windows that are over, and sessions that have ended."""

from importlib import import_module

from celery import shared_task
from django.conf import settings

from accounts import limits, second


@shared_task(time_limit=60)
def sweep() -> None:
    """Safe to run twice, and side by side."""
    limits.sweep()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@shared_task(time_limit=60)
def lapse_seconds() -> None:
    """What nobody signed in two working days ends."""
    second.lapse_due()
