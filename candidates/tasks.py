"""Periodic work on evidence and on kept searches."""

from celery import shared_task

from candidates import news, transitions
from workflow.steps import Refused


@shared_task
def expire_evidence() -> None:
    """Verified documents whose last day has passed; twice does no harm."""
    for evidence in transitions.overdue():
        try:
            transitions.expire(evidence)
        except Refused:
            continue


@shared_task(soft_time_limit=50, time_limit=60)
def tell_searches() -> None:
    """New jobs for kept searches; a job is told to a search once, however often this runs."""
    news.tell_all()
