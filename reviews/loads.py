"""The sums of what waits, by field and by district, for those who lead. A task counts; pages read."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from reporting.figures import names_of
from reviews import queues
from reviews.kinds import KINDS, Kind, kinds_for, somebody
from reviews.models import Load
from reviews.wishes import NONE
from workflow.models import Heartbeat

DESKS = {"oec": Role.OEC_SUPERVISOR, "inter_ses": Role.INTER_SES}
SUMS = ("open", "late", "today", "escalated")
COUNTED, NOWHERE = "loads", {Load.By.FIELD: "it", Load.By.DISTRICT: NONE}  # how a queue is asked for the cases that have none


def count() -> int:
    """Count every queue anew, by field and by district; how many sums were written. Twice, and side by side, does no harm."""
    rows = [row for desk, role in DESKS.items() for row in sums_of(desk, role)]
    with transaction.atomic():
        Heartbeat.objects.update_or_create(name=COUNTED, defaults={"at": timezone.now()})  # the second one waits here
        Load.objects.all().delete()
        Load.objects.bulk_create(rows)
    return len(rows)


def sums_of(desk: str, role: Role) -> list[Load]:
    """The sums of one desk; two queries for each queue and each of its columns."""
    return [
        Load(desk=desk, subject_kind=kind.name, by=by, key="" if key is None else str(key), **sums)
        for kind in kinds_for(role)
        for by in Load.By
        if column_of(kind, by)
        for key, sums in in_parts(kind, role, column_of(kind, by)).items()
    ]


def column_of(kind: Kind, by: str) -> str:
    """The column of this queue that tells the field or the district; "" without one."""
    return kind.field if by == Load.By.FIELD else kind.district


def in_parts(kind: Kind, role: Role, column: str) -> dict[Any, dict[str, int]]:
    """Key -> its sums, as the queue has them."""
    reader = somebody(role)
    today, rows = queues.owner_day(reader), queues.in_group(kind, reader, "todo").order_by()
    late, due = Q(due_on__lt=today), Q(due_on=today)
    told = rows.filter(queues.is_escalated(kind), late).values_list(column).annotate(count=Count("pk"))
    escalated = dict(told)
    parts = rows.values_list(column).annotate(open=Count("pk"), late=Count("pk", filter=late), due=Count("pk", filter=due))
    return {key: dict(zip(SUMS, (*sums, escalated.get(key, 0)), strict=True)) for key, *sums in parts}


@dataclass
class Line:
    """One field or district over all queues of the desk."""

    name: str
    parts: list[tuple[Load, Kind, str]] = field(default_factory=list)  # with the query that asks its queue for the same cases
    open: int = 0
    late: int = 0
    today: int = 0
    escalated: int = 0


def lines(user: User, by: str) -> list[Line]:
    """What waits at this user's desk, the most late ones first. Two queries."""
    rows = list(Load.objects.visible_to(user).filter(by=by).order_by("-open"))
    names = names_of(by, {row.key for row in rows})
    found: dict[str, Line] = defaultdict(lambda: Line(""))
    for row in rows:
        line = found[row.key]
        line.name = names.get(row.key, row.key)
        line.parts.append((row, KINDS[row.subject_kind], f"?{by}={row.key or NOWHERE[Load.By(by)]}"))
        for name in SUMS:
            setattr(line, name, getattr(line, name) + getattr(row, name))
    return sorted(found.values(), key=lambda line: (-line.late, -line.open, line.name))


def counted_at() -> datetime | None:
    """When they were counted last."""
    return Heartbeat.objects.filter(name=COUNTED).values_list("at", flat=True).first()
