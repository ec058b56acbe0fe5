"""What nobody answers is ended by the system, with a warning before; never where a desk owes the act (product.md)."""

import logging
import time
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from applications import rules
from applications.models import Application
from applications.states import SELECTING, ApplicationState
from applications.transitions.reviewing import close
from workflow.clock import local_day
from workflow.deadlines import days_for, silence_of
from workflow.models import Reminder
from workflow.reminding import SECONDS, in_slices
from workflow.steps import Refused

log = logging.getLogger(__name__)
A, What = ApplicationState, Reminder.What
ENDED_BY_SILENCE = (  # a draft ends with its vacancy: nobody waits for it
    ("candidate", A.RETURNED),
    ("candidate", A.INTERVIEWING),
    ("candidate", A.OFFERED),
    *(("employer", state) for state in SELECTING),
)


def silent(owner: str, state: str, now: datetime, *, days: int) -> QuerySet[Application]:
    """Past their day, and with this owner for so many days without an answer."""
    rows = Application.objects.filter(
        owner=owner, state=state, due_on__lt=local_day(now, owner), waiting_since__lte=now - timedelta(days=days)
    )
    return Application.awaited(rows)


def warn_silent(now: datetime) -> int:
    """Say before, in time, that silence ends it; once per case and due day; how many."""
    found = 0
    for owner, state in ENDED_BY_SILENCE:
        today = local_day(now, owner)
        days = silence_of(owner, state, today) - days_for("warning", today)
        found += in_slices(silent(owner, state, now, days=max(days, 0)), What.WARN, now)
    return found


def end_silent(now: datetime) -> int:
    """Close what stayed silent, but never without the warning and its days; each in its own transaction; how many."""
    found, until = 0, time.monotonic() + SECONDS
    for owner, state in ENDED_BY_SILENCE:
        today = local_day(now, owner)
        days, warning = silence_of(owner, state, today), timedelta(days=days_for("warning", today))
        said = Reminder.objects.filter(subject_kind=Application.KIND, subject_id=OuterRef("pk"), what=What.WARN, due_on=OuterRef("due_on"))
        rows = silent(owner, state, now, days=days).filter(Exists(said.filter(at__lte=now - warning)))
        for application in rows.order_by("due_on", "pk").iterator(chunk_size=200):
            if time.monotonic() > until:
                return found
            found += _end(application, rules.silence_ground(days=days))
    return found


def _end(application: Application, ground: str) -> int:
    """One of them; somebody who answers this moment is quicker."""
    try:
        close(application, by=None, ground=ground)
    except Refused:
        log.info("answered_meanwhile", extra={"application": str(application.public_id)})
        return 0
    return 1
