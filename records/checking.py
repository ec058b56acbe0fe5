"""Computes the seals again and says what does not fit any more: the first row of a log, or the seal itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from records.logs import Log
from records.models import Seal
from records.seals import START, digest_of, unpacked

AT_ONCE = 20  # seals in memory
LONGEST = timedelta(hours=1)  # no transaction of ours lasts that long
Progress = Callable[[Seal], None]


@dataclass(frozen=True)
class Fault:
    """The first thing in a log that is not as it was sealed; `row` is 0 where a seal itself is meant."""

    log: str
    seal: int
    row: int
    what: str  # changed, removed, inserted out of turn, seal changed, seal missing, other head

    def __str__(self) -> str:
        where = f"row {self.row}" if self.row else "the seal"
        return f"{self.log}: {where} {self.what} (seal {self.seal})"


def seals_of(log: Log) -> Iterator[Seal]:
    """In order, a few in memory at a time."""
    number = 0
    while some := list(Seal.objects.filter(log=log.name, number__gt=number).order_by("number")[:AT_ONCE]):
        yield from some
        number = some[-1].number


def first_fault(log: Log, *, known: dict[int, str] | None = None, progress: Progress | None = None) -> Fault | None:
    """The first thing that does not fit, or None. `known`: digests of seals that somebody kept elsewhere, by number."""
    previous, number, to_id, sealed_at = START, 0, 0, None
    awaited = dict(known or {})
    for made in seals_of(log):
        fault = link_fault(made, number, to_id, previous) or rows_fault(log, made) or date_fault(log, made, sealed_at)
        if fault is None and awaited.pop(made.number, bytes(made.digest).hex()) != bytes(made.digest).hex():
            fault = Fault(log.name, made.number, 0, "is not the one that was kept elsewhere")
        if fault:
            return fault
        previous, number, to_id, sealed_at = bytes(made.digest), made.number, made.to_id, made.at
        if progress:
            progress(made)
    return Fault(log.name, min(awaited), 0, "missing") if awaited else None


def link_fault(made: Seal, number: int, to_id: int, previous: bytes) -> Fault | None:
    """Whether the seal follows the one before it and is what its own digest says."""
    if made.number != number + 1:
        return Fault(made.log, number + 1, 0, "missing")
    is_next = made.from_id == to_id + 1 and bytes(made.previous) == previous
    return None if is_next and bytes(made.digest) == digest_of(made) else Fault(made.log, made.number, 0, "changed")


def date_fault(log: Log, made: Seal, sealed_at: datetime | None) -> Fault | None:
    """A row that came after the seal before and says it is much older. The demo's invented past is let be."""
    if sealed_at is None or settings.DEMO:
        return None
    row = log.back_dated(made.from_id - 1, made.to_id, sealed_at - LONGEST)
    return Fault(log.name, made.number, row, "back-dated") if row else None


def rows_fault(log: Log, made: Seal) -> Fault | None:
    """The first row of the stretch that was changed, removed or put in."""
    sealed = unpacked(bytes(made.rows))
    found = dict(log.digests(made.from_id - 1, made.to_id, made.count + 1))
    for pk in sorted(sealed.keys() | found.keys()):
        if pk not in found:
            return Fault(made.log, made.number, pk, "removed")
        if pk not in sealed:
            return Fault(made.log, made.number, pk, "inserted out of turn")
        if sealed[pk] != found[pk]:
            return Fault(made.log, made.number, pk, "changed")
    return None
