"""Seals: the logs are chained afterwards, so that no step ever waits for it. Only what can get no late neighbour is sealed."""

import hashlib
import time
from datetime import UTC

from django.db import connection, transaction

from records.logs import LOGS, Log
from records.models import Seal

ROWS = 1000  # in one seal
START = bytes(32)
LOCK = 5_112_026  # one sealer at a time


def settled(log: Log, patience: float) -> int:
    """The id up to which every row is there for good: who had a smaller one is over. 0 while somebody still writes.

    First the last id given, then who writes: whoever holds an id up to it holds the lock too, and lets it go only after the commit.
    """
    until, ends = log.last_given(), time.monotonic() + patience
    waits_for = log.writers()
    while waits_for and time.monotonic() < ends:
        time.sleep(0.05)
        waits_for &= log.writers()
    return 0 if waits_for else until


def seal(log: Log, *, patience: float = 5.0, ends: float | None = None) -> int:
    """Seal what is settled, slice by slice, until `ends` (time.monotonic); how many rows."""
    until, done = settled(log, patience), 0
    while until and (ends is None or time.monotonic() < ends):
        count = seal_slice(log, until)
        done += count
        if not count:
            break
    return done


@transaction.atomic
def seal_slice(log: Log, until: int) -> int:
    """The next seal of this log; how many rows stand in it. Nothing is sealed where another worker is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    last = Seal.objects.filter(log=log.name).order_by("-number").defer("rows").first()
    after = last.to_id if last else 0
    rows = log.digests(after, until, ROWS)
    if not rows:
        return 0
    to_id = rows[-1][0] if len(rows) == ROWS else until
    made = Seal(log=log.name, number=last.number + 1 if last else 1, from_id=after + 1, to_id=to_id, count=len(rows), rows=packed(rows))
    made.previous = bytes(last.digest) if last else START
    made.digest = digest_of(made)
    made.save()
    return len(rows)


def packed(rows: list[tuple[int, bytes]]) -> bytes:
    """Ids and digests as they stand in a seal."""
    return b"".join(pk.to_bytes(8, "big") + digest for pk, digest in rows)


def unpacked(rows: bytes) -> dict[int, bytes]:
    """Id -> digest, in the order of the seal."""
    return {int.from_bytes(rows[at : at + 8], "big"): rows[at + 8 : at + 40] for at in range(0, len(rows), 40)}


def digest_of(made: Seal) -> bytes:
    """The digest of a seal: the one before it, its frame and its rows. Raw SHA-256: anybody can compute it again."""
    at = made.at.astimezone(UTC).isoformat(timespec="microseconds")
    frame = f"{made.log}|{made.number}|{made.from_id}|{made.to_id}|{made.count}|{at}|".encode()
    return hashlib.sha256(bytes(made.previous) + frame + bytes(made.rows)).digest()


def heads() -> list[Seal]:
    """The last seal of each log: who keeps these few lines elsewhere can prove later that nothing before was changed."""
    found = [Seal.objects.filter(log=name).order_by("-number").defer("rows").first() for name in LOGS]
    return [head for head in found if head]


def head_lines() -> list[str]:
    """The heads as text, one a line: log, number of the seal, last id, time, digest."""
    return [f"{head.log} {head.number} {head.to_id} {head.at:%Y-%m-%dT%H:%M:%SZ} {bytes(head.digest).hex()}" for head in heads()]
