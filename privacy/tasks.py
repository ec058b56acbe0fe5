"""Beat's errands for own data; running them twice changes nothing."""

from celery import shared_task

from privacy import transitions


@shared_task(time_limit=60)
def expire_copies() -> None:
    """Copies are kept for a week."""
    transitions.expire_copies()


@shared_task(time_limit=60)
def erase_due() -> None:
    """Go on with the deletions whose time has come, twenty seconds at a time."""
    transitions.erase_due()
