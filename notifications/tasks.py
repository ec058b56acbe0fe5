"""Delivery by the workers; only ids arrive here."""

from celery import shared_task

from notifications import delivery


@shared_task
def deliver_critical(message_id: int) -> None:
    """A code or a decision: its own queue, so that bulk mail cannot delay it."""
    delivery.deliver(message_id)


@shared_task
def deliver_bulk(message_id: int) -> None:
    """Everything else."""
    delivery.deliver(message_id)


@shared_task
def sweep() -> None:
    """Find messages whose worker died."""
    delivery.sweep()
