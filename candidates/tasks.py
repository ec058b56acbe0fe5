"""Periodic work on evidence."""

from celery import shared_task

from candidates import transitions
from workflow.steps import Refused


@shared_task
def expire_evidence() -> None:
    """Verified documents whose last day has passed; twice does no harm."""
    for evidence in transitions.overdue():
        try:
            transitions.expire(evidence)
        except Refused:
            continue
