"""What time does at the desk. Each task may run twice, and side by side."""

import logging

from celery import shared_task
from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from applications.transitions import release_offers
from reviews import claims, decisions
from workflow.clock import local_day
from workflow.models import Heartbeat, Stateful

log = logging.getLogger(__name__)
OWNERS = ("candidate", "oec", "inter_ses", "employer", "auditor")


@shared_task
def release_decisions() -> None:
    """Take the decisions whose ten minutes are over."""
    decisions.release_due()


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


def lives() -> list[type[Stateful]]:
    """Every model with a life."""
    return [model for model in apps.get_models() if issubclass(model, Stateful)]


def without_owner() -> dict[str, int]:
    """Per kind: open rows without owner or due date. There must be none (product.md, the no-silence clock)."""
    found = {}
    for model in lives():
        rows = model._default_manager.filter(state__in=[str(state) for state in model.OWNERS])
        found[model.KIND] = rows.filter(Q(owner="") | Q(due_on=None)).count()
    return {kind: count for kind, count in found.items() if count}


def late_rows() -> dict[str, int]:
    """Per kind and owner: rows past their day, counted where the owner works."""
    now, found = timezone.now(), {}
    for model in lives():
        for owner in OWNERS:
            found[f"{model.KIND}.{owner}"] = model._default_manager.filter(owner=owner, due_on__lt=local_day(now, owner)).count()
    return {name: count for name, count in found.items() if count}
