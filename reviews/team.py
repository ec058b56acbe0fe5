"""What each colleague has to do: sums, and the case that waits longest. Reads only."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from reviews import queues
from reviews.assignments import colleagues
from reviews.kinds import KINDS, Kind, kinds_for, somebody
from reviews.models import Assignment
from reviews.wishes import Wish
from workflow.counting import Counting, counting

SUMS = ("open", "late", "escalated")
SHARED = Wish(who="nobody")
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass
class Part:
    """What one person, or nobody, has to do in one queue."""

    kind: Kind
    first: queues.Place | None = None
    open: int = 0
    late: int = 0
    escalated: int = 0


@dataclass
class Line:
    """One person's sums over all queues; nobody's are the shared ones."""

    person: User | None
    parts: list[Part]
    today: date
    case: Any = None

    @property
    def oldest(self) -> Part | None:
        """The part with the case that waits longest."""
        found = [(order_of(part.first), part) for part in self.parts if part.first]
        return min(found, key=lambda one: one[0])[1] if found else None

    @property
    def first(self) -> queues.Place | None:
        return self.oldest.first if self.oldest else None

    @property
    def is_late(self) -> bool:
        return bool(self.first and queues.lateness(self.first.due_on, self.today) == "late")

    @property
    def reference(self) -> str:
        return self.oldest.kind.reference(self.case) if self.oldest and self.case else ""

    @property
    def open(self) -> int:
        return sum(part.open for part in self.parts)

    @property
    def late(self) -> int:
        return sum(part.late for part in self.parts)

    @property
    def escalated(self) -> int:
        return sum(part.escalated for part in self.parts)


def order_of(place: queues.Place) -> tuple[date, datetime]:
    """As a queue stands, over all kinds; what has no day comes last."""
    return place.due_on or date.max, place.waiting_since or NEVER


def team(user: User) -> list[Line]:
    """Each colleague with the cases given to them, those late and the oldest; last the shared ones. A few queries for each queue in use."""
    today = queues.owner_day(user)
    found: dict[int | None, list[Part]] = {None: shared(user, today), **given(user, today)}
    lines = [Line(person, found.get(person.pk if person else None, []), today) for person in [*colleagues(user), None]]
    put_oldest(lines, user)
    return lines


def given(user: User, today: date) -> dict[int, list[Part]]:
    """By officer: the cases given to them, of each queue in use. One query, and one for each such queue."""
    refs: dict[str, dict[uuid.UUID, int]] = defaultdict(dict)
    for name, ref, officer in Assignment.objects.counting(user).values_list("subject_kind", "subject_ref", "officer"):
        refs[name][ref] = officer
    found: dict[int, list[Part]] = defaultdict(list)
    for kind in kinds_for(user.role):
        for officer, part in (given_of(kind, user, today, refs[kind.name]) if kind.name in refs else {}).items():
            found[officer].append(part)
    return found


def given_of(kind: Kind, user: User, today: date, officer_of: dict[uuid.UUID, int]) -> dict[int, Part]:
    """By officer: how many are open, how many late, and the oldest. Read from what was given, however long the queue is."""
    theirs = Assignment.objects.counting(user).filter(subject_kind=kind.name).values("subject_ref")
    rows = queues.in_order(queues.in_group(kind, user, "todo").filter(public_id__in=theirs)).annotate(told=queues.is_escalated(kind))
    found: dict[int, Part] = {}
    for ref, told, *place in rows.values_list("public_id", "told", *queues.ORDER):
        if ref not in officer_of:  # given a moment ago
            continue
        part = found.setdefault(officer_of[ref], Part(kind, queues.Place(*place)))
        part.open += 1
        part.escalated += told
        part.late += queues.lateness(place[0], today) == "late"
    return found


def shared(user: User, today: date) -> list[Part]:
    """The cases that nobody was given, of the queues that have some."""
    sums = _shared(user.role, today).of(user.pk)
    parts = [Part(kind, **{name: sums[kind.name, name] for name in SUMS}) for kind in kinds_for(user.role)]
    found = [part for part in parts if part.open]
    for part in found:
        part.first = next(iter(queues.places(part.kind, user, SHARED, 1)), None)
    return found


@lru_cache(maxsize=32)
def _shared(role: str, today: date) -> Counting[tuple[str, str]]:
    lists: dict[tuple[str, str], QuerySet[Any]] = {}
    for kind in kinds_for(role):
        reader = somebody(role)
        rows = queues.narrowed(queues.in_group(kind, reader, "todo"), SHARED, kind, reader)
        late = rows.filter(due_on__lt=today)
        lists |= dict(zip(((kind.name, name) for name in SUMS), (rows, late, late.filter(queues.is_escalated(kind))), strict=True))
    return counting(lists, most=queues.MOST)


def put_oldest(lines: list[Line], user: User) -> None:
    """The case that waits longest for each person; one query for each kind that occurs."""
    wanted: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.oldest:
            wanted[line.oldest.kind.name].append(line)
    for name, theirs in wanted.items():
        keys = {line.first.pk: line for line in theirs if line.first}
        for case in KINDS[name].lines(user).filter(pk__in=keys):
            keys[case.pk].case = case
