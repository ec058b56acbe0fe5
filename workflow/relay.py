"""Turn news into work, then hand out the work that is due. The broker may forget everything: nothing is lost."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from workflow.models import LEASE, Entry, Reaction

log = logging.getLogger(__name__)
BUSY, IDLE = 0.1, 0.5
LINGER = 10  # rounds: what a worker does with the news (letters) becomes news itself a moment later


def plan_news(limit: int = 500) -> int:
    """One reaction row per (entry, name), unique. A kind that this release does not know stays waiting."""
    table: dict[str, list[str]] = import_string(settings.REACTIONS)
    with transaction.atomic():
        news = list(Entry.objects.waiting().filter(kind__in=table).select_for_update(skip_locked=True).order_by("id")[:limit])
        Reaction.objects.bulk_create(
            [Reaction(entry=entry, name=name) for entry in news for name in table[entry.kind]], ignore_conflicts=True
        )
        Entry.objects.filter(pk__in=[entry.pk for entry in news]).update(planned_at=timezone.now())
    return len(news)


def claim_due(limit: int = 500) -> list[int]:
    """Ids of work whose time has come; each is leased so that two relays do not hand it out twice."""
    now = timezone.now()
    with transaction.atomic():
        ids = list(Reaction.objects.due(now).select_for_update(skip_locked=True).order_by("due_at").values_list("pk", flat=True)[:limit])
        Reaction.objects.filter(pk__in=ids).update(lease_until=now + LEASE)
    return ids


def hand_out_reactions() -> int:
    """Publish the ids of due reactions; if the broker is away they are free again at once, and come in one of the next rounds."""
    from workflow.tasks import react

    news, ids = plan_news(), claim_due()
    for place, pk in enumerate(ids):
        try:
            react.apply_async((pk,), retry=False)
        except OperationalError:
            Reaction.objects.filter(pk__in=ids[place:], done_at=None).update(lease_until=None)
            raise
    return news + len(ids)


def relay_once(sources: list[Callable[[], int]]) -> int:
    """One round over all sources; a source that fails is logged and does not stop the others."""
    done = 0
    for source in sources:
        try:
            done += source()
        except Exception:
            log.exception("relay_source_failed", extra={"source": source.__name__})
            connection.close()
            time.sleep(BUSY)
    return done


def run(stopping: Callable[[], bool]) -> None:
    """Round after round until told to stop: 100 ms while there is news and shortly after, half a second when idle."""
    sources = [import_string(path) for path in settings.RELAY_SOURCES]
    quiet = 0
    while not stopping():
        close_old_connections()
        quiet = 0 if relay_once(sources) else quiet + 1
        time.sleep(BUSY if quiet < LINGER else IDLE)


def release(reaction: Reaction, error: str) -> None:
    """Back off from 5 seconds to 5 minutes; give up loudly after the last attempt."""
    from workflow.models import MAX_ATTEMPTS

    wait = timedelta(seconds=min(300, 5 * 2**reaction.attempts))
    dead = timezone.now() if reaction.attempts + 1 >= MAX_ATTEMPTS else None
    Reaction.objects.filter(pk=reaction.pk, done_at=None).update(
        attempts=F("attempts") + 1, due_at=timezone.now() + wait, lease_until=None, dead_at=dead, last_error=error[:200]
    )


def revive(reactions: QuerySet[Reaction]) -> int:
    """Take given-up work up again, by the operator's hand; the next rounds of the relay hand it out."""
    return reactions.filter(done_at=None, dead_at__isnull=False).update(dead_at=None, attempts=0, lease_until=None, due_at=timezone.now())
