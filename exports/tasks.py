"""Files that leave the house: written slice by slice, erased in time."""

from celery import shared_task

from exports import writing


@shared_task
def work() -> None:
    """One slice of a file; the next one follows at once."""
    if writing.work():
        work.apply_async(retry=False)


@shared_task(time_limit=60)
def expire() -> None:
    """Three days are over."""
    writing.expire_due()
