"""One letter a morning for each officer: what is due, what is late, and for those who lead what their desk has let pass."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import OWNER_OF, PARTNERS
from reviews import deputies, queues
from reviews.assignments import LEADS
from reviews.kinds import kinds_for
from reviews.models import Digest
from reviews.wishes import Wish
from workflow.clock import COUNTRIES, ZONES, add_working_days, is_working_day, local_day, start_of, working_days_before
from workflow.counting import counted
from workflow.deadlines import days_for, days_off
from workflow.models import Reminder
from workflow.noting import note_down
from workflow.reminding import QUARTER

NEWS = "digest.send"
FROM_HOUR = 8
PARTS = ("own_late", "own_due", "shared_late", "shared_due")


def send(now: datetime) -> int:
    """To everybody whose morning it is and who had none today; how many. Twice, and side by side, does no harm."""
    found = 0
    for user in User.objects.filter(is_active=True, role__in=PARTNERS).order_by("pk"):
        owner = OWNER_OF[user.role]  # type: ignore[index]
        today, hour = local_day(now, owner), now.astimezone(ZONES[COUNTRIES[owner]]).hour
        is_morning = hour >= FROM_HOUR and is_working_day(today, days_off(owner, today))
        if is_morning and not Digest.objects.filter(user=user, day=today).exists():
            found += send_one(user, now)
    return found


def send_one(user: User, now: datetime) -> int:
    """Keep the numbers of this morning, and write if there is anything to say; who is away reads nothing, the deputy does."""
    counts = {} if deputies.is_away(user) else numbers(user, now)
    try:
        with transaction.atomic():
            row = Digest.objects.create(user=user, day=deputies.today_of(user), counts=counts)
            if any(counts.values()):
                note_down(row, NEWS, by=None)
    except IntegrityError:
        return 0
    return 1


def numbers(user: User, now: datetime) -> dict[str, int]:
    """Own and shared cases that are late or due by the next working day; for a lead what became late since yesterday. Two queries."""
    owner = OWNER_OF[user.role]  # type: ignore[index]
    today = local_day(now, owner)
    until = add_working_days(today, days_for("nudge", today), days_off(owner, today))
    lists: dict[tuple[str, str], Any] = {}
    for kind in kinds_for(user.role):
        todo = queues.in_group(kind, user, "todo")
        own = todo.filter(public_id__in=queues.given_to(user, kind))
        shared = queues.narrowed(todo, Wish(who="nobody"), kind, user)
        for name, rows in (("own", own), ("shared", shared)):
            lists[kind.name, f"{name}_late"] = rows.filter(due_on__lt=today)
            lists[kind.name, f"{name}_due"] = rows.filter(due_on__gte=today, due_on__lte=until)
    found = counted(lists, most=queues.MOST)
    sums = {part: sum(count for (_kind, name), count in found.items() if name == part) for part in PARTS}
    return sums | {"escalated": escalated_lately(owner, now) if user.role in LEADS else 0}


def escalated_lately(owner: str, now: datetime) -> int:
    """How many cases of this desk were escalated since the morning of its last working day, with what fell on days off."""
    today = local_day(now, owner)
    last = working_days_before(today, 1, days_off(owner, today - QUARTER))
    rows = Reminder.objects.of(Reminder.What.ESCALATE).filter(owner=owner, at__gt=start_of(last, owner) + timedelta(hours=FROM_HOUR))
    return rows.order_by()[: queues.MOST].count()
