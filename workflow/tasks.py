"""Work that travels by id."""

import logging

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from workflow.models import Heartbeat, Reaction
from workflow.relay import release
from workflow.reminding import escalate_due, nudge_due

log = logging.getLogger(__name__)


@shared_task
def react(reaction_id: int) -> None:
    """Do one reaction and mark it done, in one transaction; twice does no harm."""
    try:
        with transaction.atomic():
            reaction = (
                Reaction.objects.select_for_update(of=("self",), skip_locked=True)
                .select_related("entry")
                .filter(pk=reaction_id, done_at=None, dead_at=None)
                .first()
            )
            if reaction is None:
                return
            import_string(settings.REACTION_FUNCTIONS)[reaction.name](reaction.entry)
            Reaction.objects.filter(pk=reaction_id).update(done_at=timezone.now(), lease_until=None)
    except Exception as error:
        log.exception("reaction_failed", extra={"reaction": reaction_id})
        if failed := Reaction.objects.filter(pk=reaction_id).first():
            release(failed, type(error).__name__)


@shared_task
def heartbeat() -> None:
    """Say that beat, broker and worker are alive."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})


@shared_task
def remind() -> None:
    """Reminders before the day, and what is past it put before those who lead; the rest of a long list waits for the next round."""
    now = timezone.now()
    done = {"nudged": nudge_due(now), "escalated": escalate_due(now)}
    if any(done.values()):
        log.info("clock_spoke", extra=done)
