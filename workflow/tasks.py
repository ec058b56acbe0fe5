"""Work that travels by id."""

import logging

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from workflow.models import Heartbeat, Reaction
from workflow.relay import release

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
