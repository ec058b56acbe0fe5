"""What time does at the desk. Each task may run twice, and side by side."""

import logging
from datetime import date
from functools import lru_cache

from celery import shared_task
from django.utils import timezone

from applications.transitions import release_offers
from reviews import balancing, batches, claims, decisions, digests, loads
from reviews.queues import MOST
from workflow.clock import local_day
from workflow.counting import Counting, counting
from workflow.models import Heartbeat
from workflow.reminding import lives, without_owner

log = logging.getLogger(__name__)
OWNERS = ("candidate", "oec", "inter_ses", "employer", "auditor")


@shared_task
def release_decisions() -> None:
    """Take the decisions whose ten minutes are over."""
    decisions.release_due()


@shared_task(time_limit=60)
def release_batches() -> None:
    """Hand out the batches whose time has come, one task each."""
    for pk in batches.due():
        release_batch.delay(pk)


@shared_task(time_limit=60)
def release_batch(pk: int) -> None:
    """Go on with the release of one batch, twenty seconds at a time."""
    batches.release(pk)


@shared_task
def clock() -> None:
    """Let go of old claims, send out the offers to which Inter-SES was silent, and look whether anything open has no owner or is late."""
    claims.release_expired()
    release_offers()
    if lost := without_owner():
        log.error("open_without_owner_or_date", extra={"rows": lost})
    if late := late_rows():
        log.warning("late_rows", extra={"rows": late})
    Heartbeat.objects.update_or_create(name="clock", defaults={"at": timezone.now()})


@shared_task
def send_digests() -> None:
    """One letter a morning for each officer."""
    digests.send(timezone.now())


@shared_task(time_limit=120)
def count_loads() -> None:
    """What waits, by field and by district, for those who lead."""
    loads.count()


@shared_task
def balance() -> None:
    """Give free cases by field, office and load where a lead has switched that on."""
    balancing.balance_all()


def late_rows() -> dict[str, int]:
    """Per kind and owner: rows past their day, counted where the owner works, up to MOST and along the index of the queue. One query."""
    now = timezone.now()
    found = _late_on(tuple((owner, local_day(now, owner)) for owner in OWNERS)).of()
    return {name: count for name, count in found.items() if count}


@lru_cache(maxsize=8)
def _late_on(days: tuple[tuple[str, date], ...]) -> Counting[str]:
    rows = {(model.KIND, owner): model._default_manager.filter(owner=owner, due_on__lt=day) for model in lives() for owner, day in days}
    lists = {f"{kind}.{owner}": late for (kind, owner), late in rows.items()}
    return counting(lists, most=MOST)
