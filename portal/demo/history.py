"""Lives already lived: a subject's way through its own step table, with the journal that it would have left behind."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from accounts.models import User
from workflow.clock import COUNTRIES, add_working_days, local_day
from workflow.deadlines import days_for
from workflow.models import Holiday, Stateful
from workflow.steps import SYSTEM, Step, find


class Journalled(NamedTuple):
    """A row of the journal as COPY takes it, in the order of ENTRY_COLUMNS: millions of them, so no model is built for each."""

    pk: int | None
    kind: str
    subject_kind: str
    subject_id: int
    subject_ref: uuid.UUID
    seq: int
    source_state: str
    target_state: str
    actor_id: int | None
    actor_role: str
    on_behalf_of_id: int | None
    source: str
    data: str
    at: datetime
    planned_at: datetime


ENTRY_COLUMNS = ("id", *Journalled._fields[1:])


@dataclass(frozen=True)
class Move:
    """One step taken, by a person or by the system; `target` tells rows of the same name apart."""

    name: str
    by: User | None
    target: str = ""
    data: str = "{}"  # JSON, as the step itself would write it

    @property
    def role(self) -> str:
        return SYSTEM if self.by is None else str(self.by.role)


@dataclass(frozen=True)
class Life:
    """Where a subject stands after its moves: the columns of its row, and its journal."""

    columns: dict[str, Any]
    moments: tuple[tuple[Move, str, str, datetime], ...]  # move, source state, target state, when
    subject_kind: str

    def entries(self, pk: int, ref: uuid.UUID) -> Iterable[Journalled]:
        """The journal of this life, dense from 1, with nothing left to be planned."""
        for seq, (move, source, target, at) in enumerate(self.moments, start=1):
            actor = move.by.pk if move.by else None
            kind = f"{self.subject_kind}.{move.name}"
            yield Journalled(None, kind, self.subject_kind, pk, ref, seq, source, target, actor, move.role, None, "", move.data, at, at)


class Clock:
    """Due dates by the house's own data, each asked once."""

    def __init__(self) -> None:
        self.holidays: dict[str, frozenset[date]] = {}
        for country in set(COUNTRIES.values()):
            self.holidays[country] = frozenset(Holiday.objects.filter(country=country).values_list("day", flat=True))
        self.due: dict[tuple[str, date], date] = {}

    def due_on(self, owner: str, at: datetime) -> date | None:
        """The day until which this owner had to act, from that moment on."""
        if not owner:
            return None
        key = owner, local_day(at, owner)
        if key not in self.due:
            self.due[key] = add_working_days(key[1], days_for(owner, key[1]), self.holidays[COUNTRIES.get(owner, "PK")])
        return self.due[key]


@cache
def _row(steps: tuple[Step, ...], name: str, state: str, role: str, target: str) -> Step:
    return find(steps, name, state=state, role=role, target=target)


def live(model: type[Stateful], birth: Move, moves: Sequence[Move], times: Sequence[datetime], clock: Clock) -> Life:
    """Walk the model's step table; raises Refused where a role may not take a step, so a demo cannot tell an impossible story."""
    state, moments = str(model._meta.get_field("state").default), []
    moments.append((birth, "", state, times[0]))
    for move, at in zip(moves, times[1:], strict=True):
        target = _row(model.STEPS, move.name, state, move.role, move.target).target
        moments.append((move, state, target, at))
        state = target
    owner = str(model.OWNERS.get(state, ""))
    last = times[len(moves)]
    columns = {
        "state": state,
        "version": len(moments),
        "owner": owner,
        "waiting_since": last,
        "due_on": clock.due_on(owner, last),
        "created_at": times[0],
    }
    return Life(columns, tuple(moments), model.KIND)


def moments(dice: Random, count: int, *, since: datetime, until: datetime, last_within: timedelta | None = None) -> list[datetime]:
    """`count` times in order; the last lies within `last_within` before `until`, so that open work is mostly not yet due."""
    span = (until - since).total_seconds()
    if last_within is None:
        return [since + timedelta(seconds=span * share) for share in sorted(dice.random() for _ in range(count))]
    last = until - timedelta(seconds=dice.random() * min(last_within.total_seconds(), span))
    return [*moments(dice, count - 1, since=since, until=last), last]
