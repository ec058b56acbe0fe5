"""What nobody answers: warned in time, then ended by its own verb; never without the warning and its days (product.md)."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from workflow.clock import local_day
from workflow.deadlines import days_for, silence_of
from workflow.models import Reminder, Stateful
from workflow.reminding import SECONDS, in_slices
from workflow.steps import Refused

log = logging.getLogger(__name__)
What = Reminder.What
Table = Sequence[tuple[str, str, str]]  # whose turn, in which state, and by which name a dated row may set its days


def silent(model: type[Stateful], owner: str, state: str, now: datetime, *, days: int) -> QuerySet[Any]:
    """Past their day, and with this owner for so many days without an answer."""
    today, long_ago = local_day(now, owner), now - timedelta(days=days)
    return model.awaited(model._default_manager.filter(owner=owner, state=state, due_on__lt=today, waiting_since__lte=long_ago))


def warn_silent(model: type[Stateful], table: Table, now: datetime) -> int:
    """Say before, in time, that silence ends it; once per case and due day; how many."""
    found = 0
    for owner, state, name in table:
        today = local_day(now, owner)
        days = silence_of(owner, name, today) - days_for("warning", today)
        found += in_slices(silent(model, owner, state, now, days=max(days, 0)), What.WARN, now)
    return found


def end_silent(model: type[Stateful], table: Table, now: datetime, end: Callable[[Any, int], object]) -> int:
    """End what stayed silent for so many days, each in its own transaction; how many."""
    found, until = 0, time.monotonic() + SECONDS
    for owner, state, name in table:
        today = local_day(now, owner)
        days, warning = silence_of(owner, name, today), timedelta(days=days_for("warning", today))
        said = Reminder.objects.filter(subject_kind=model.KIND, subject_id=OuterRef("pk"), what=What.WARN, due_on=OuterRef("due_on"))
        rows = silent(model, owner, state, now, days=days).filter(Exists(said.filter(at__lte=now - warning)))
        for subject in rows.order_by("due_on", "pk").iterator(chunk_size=200):
            if time.monotonic() > until:
                return found
            found += _ended(subject, days, end)
    return found


def _ended(subject: Stateful, days: int, end: Callable[[Any, int], object]) -> int:
    """One of them; somebody who answers this moment is quicker."""
    try:
        end(subject, days)
    except Refused:
        log.info("answered_meanwhile", extra={"kind": subject.KIND, "subject": str(subject.public_id)})
        return 0
    return 1
