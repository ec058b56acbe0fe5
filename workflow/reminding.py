"""What the clock says about cases: a reminder before the due day, and those who lead told after it. Once per case and due day."""

import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from workflow.clock import add_working_days, local_day, start_of, working_days_before
from workflow.counting import Counting, counting
from workflow.deadlines import closed_houses, days_for, days_off, holidays_of
from workflow.models import Entry, Reminder, Stateful
from workflow.prepared import REFS, TEXT, Prepared
from workflow.steps import SYSTEM

log = logging.getLogger(__name__)
What = Reminder.What
ASKED = ("candidate", "employer")  # they are written to, case by case
DESKS = ("oec", "inter_ses", "auditor")  # they read one digest a day
AT_ONCE, SECONDS, QUARTER = 500, 25, timedelta(days=92)  # looked back over: longer than any closure
NEWS = tuple(f"{Reminder.KIND}.{what}" for what in What.values)


def lives() -> list[type[Stateful]]:
    """Every model with a life in which somebody must act."""
    return [model for model in apps.get_models() if issubclass(model, Stateful) and model.OWNERS]


def nudge_due(now: datetime) -> int:
    """Remind candidates and employers before their day comes; how many. What a step told them today is not told again."""
    found = 0
    for owner in ASKED:
        today, midnight = local_day(now, owner), start_of(local_day(now, owner), owner)
        until, special = last_days(owner, today)
        for model in lives():
            rows = model._default_manager.filter(owner=owner, due_on__gte=today, waiting_since__lt=midnight)
            found += in_slices(model.awaited(rows.filter(due_soon(model, until, special))), What.NUDGE, now)
    return found


def last_days(owner: str, today: date) -> tuple[date, dict[date | None, list[int]]]:
    """Up to which due day is reminded now, and of which companies up to another one; closed today, none (None): they are told before."""
    public, days = holidays_of(owner, today), days_for("nudge", today)
    special: dict[date | None, list[int]] = defaultdict(list)
    for company, closed in closed_houses(owner, today).items():
        until = None if today in closed else add_working_days(today, days, public | closed)
        special[until].append(company)  # type: ignore[arg-type]
    return add_working_days(today, days, public), special


def due_soon(model: type[Stateful], until: date, special: dict[date | None, list[int]]) -> Q:
    """Those whose day is near as their own house counts."""
    if not (special and model.COMPANY):
        return Q(due_on__lte=until)
    near = Q(due_on__lte=until) & ~Q(**{f"{model.COMPANY}__in": [company for companies in special.values() for company in companies]})
    for last, companies in special.items():
        near |= Q(due_on__lte=last, **{f"{model.COMPANY}__in": companies}) if last else Q()
    return near & Q(due_on__lte=max([until, *filter(None, special)]))


def escalate_due(now: datetime) -> int:
    """Put on record that a desk has let a day pass; those who lead read of it in their digest and in the queue."""
    found = 0
    for owner in DESKS:
        today = local_day(now, owner)
        last = working_days_before(today, days_for("escalate", today), days_off(owner, today - QUARTER))
        for model in lives():
            found += in_slices(model._default_manager.filter(owner=owner, due_on__lt=last), What.ESCALATE, now)
    return found


def in_slices(rows: QuerySet[Any], what: str, now: datetime, *, most: int = AT_ONCE) -> int:
    """Say it about these rows where it was not said of this due day, a slice at a time and no longer than a task may run."""
    found, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            done = remind(list(unsaid(rows, what).order_by("due_on", "pk")[:most]), what, now)
        except IntegrityError:  # another beat is saying it
            log.info("reminders_met", extra={"what": what})
            return found
        found += done
        if done < most:
            return found
    return found


def unsaid(rows: QuerySet[Any], what: str) -> QuerySet[Any]:
    """Those of them of which it was not said for this due day."""
    said = Reminder.objects.filter(subject_kind=rows.model.KIND, subject_id=OuterRef("pk"), what=what, due_on=OuterRef("due_on"))
    return rows.filter(~Exists(said))


def remind(subjects: Sequence[Stateful], what: str, now: datetime) -> int:
    """One row and one entry of the journal for each; IntegrityError where it was said a moment ago."""
    if not subjects:
        return 0
    said = {"what": what, "at": now}
    rows = [
        Reminder(subject_kind=row.KIND, subject_id=row.pk, subject_ref=row.public_id, owner=row.owner, due_on=row.due_on, **said)
        for row in subjects
    ]
    with transaction.atomic():
        Entry.objects.bulk_create([entry_of(row) for row in Reminder.objects.bulk_create(rows)])
    return len(rows)


def entry_of(row: Reminder) -> Entry:
    """What the journal keeps of it: the case by its reference, whose turn it was, and the day."""
    return Entry(
        kind=f"{Reminder.KIND}.{row.what}",
        subject_kind=Reminder.KIND,
        subject_id=row.pk,
        subject_ref=row.subject_ref,
        seq=1,
        actor_role=SYSTEM,
        data={"of": row.subject_kind, "owner": row.owner, "due_on": row.due_on.isoformat()},
        at=row.at,
    )


def escalated(kind: str, refs: Sequence[Any]) -> dict[Any, date]:
    """Which of these cases, up to fifty, stand escalated, and for which due day; one query."""
    return dict(_escalated(kind, refs)) if refs else {}


def _of_fifty(kind: str, refs: Sequence[Any]) -> QuerySet[Any, tuple[Any, date]]:
    rows = Reminder.objects.of(What.ESCALATE).filter(subject_kind=kind, subject_ref__in=refs)
    return rows.order_by("due_on").values_list("subject_ref", "due_on")


_escalated = Prepared(_of_fifty, TEXT, REFS)


# ── the invariant: nothing open is ever without owner and date ─────────────────────────────────────────


def without_owner() -> dict[str, int]:
    """Per kind: open rows without owner or due date. There must be none (product.md, the no-silence clock). One query."""
    return {kind: count for kind, count in _without_owner().of().items() if count}


@cache
def _without_owner() -> Counting[str]:
    lists = {}
    for model in lives():
        rows = model._default_manager.filter(state__in=[str(state) for state in model.OWNERS])
        lists[model.KIND] = rows.filter(Q(owner="") | Q(due_on=None))
    return counting(lists, most=AT_ONCE)
