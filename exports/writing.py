"""A file from its first line to its end: written in slices, kept for three days, erased. What stands in it, its kind knows (kinds.py)."""

import logging
import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import second
from accounts.models import User
from exports.kinds import kind_of
from exports.models import Export, Piece
from vault.crypto import lock_bytes, unlock_bytes
from workflow.steps import Reason, Refused

logger = logging.getLogger(__name__)
Stage = Export.Stage
SLICE, LEASE, LIVES = 20.0, timedelta(seconds=90), timedelta(hours=72)
MOST_TRIES, REST = 5, timedelta(seconds=20)  # a batch that fails so often in a row is given up; each time it rests for longer


@transaction.atomic
def cancel(export: Export, *, by: User) -> None:
    """Who asked ends it, at any time before it has ended by itself; while it waits for a signature, that goes too. Raises Refused."""
    if export.stage == Stage.WAITING and export.signature:
        second.withdraw(export.signature, by=by)
    elif not end(export, Stage.CANCELLED):
        raise Refused(Reason("export_over"))


@transaction.atomic
def end(export: Export, stage: str, *, fault: str = "") -> bool:
    """Key and pieces go; whether it was still there."""
    alive = Export.objects.filter(pk=export.pk, stage__in=[Stage.WAITING, Stage.WRITING, Stage.READY])
    ended = alive.update(stage=stage, fault=fault, wrapped_key=None, lease_until=None)
    Piece.objects.filter(export=export).delete()
    return bool(ended)


def work(seconds: float = SLICE) -> bool:
    """One slice of one file; whether there is more to do."""
    export = claim()
    if export is None:
        return False
    until = time.monotonic() + seconds
    try:
        while write_on(export):
            if time.monotonic() >= until:  # at least one batch a slice: the work always ends
                break
    except Exception:
        logger.exception("export_not_written: %s, try %s", export.public_id, export.tries)
        Export.objects.filter(pk=export.pk).update(lease_until=timezone.now() + REST * export.tries)
        raise
    Export.objects.filter(pk=export.pk).update(lease_until=None)
    return True  # there may be more, of this or of another


def claim() -> Export | None:
    """The file that waits longest for its next slice; leased, so that a worker that died does not stop it.

    One that came to nothing again and again is given up, and says so.
    """
    now = timezone.now()
    free = Export.objects.filter(stage=Stage.WRITING).filter(Q(lease_until=None) | Q(lease_until__lt=now))
    for export in free.order_by(F("worked_at").asc(nulls_first=True), "pk")[:10]:
        if export.tries >= MOST_TRIES:
            end(export, Stage.FAILED, fault="export_broken")
        elif free.filter(pk=export.pk).update(lease_until=now + LEASE, worked_at=now, tries=F("tries") + 1):
            export.tries += 1
            return export
    return None


@transaction.atomic
def write_on(export: Export) -> bool:
    """The next lines, their piece and what must be recorded with them, all or nothing; whether there may be more."""
    export = Export.objects.select_for_update(of=("self",)).select_related("created_by", "signature__signed_by").get(pk=export.pk)
    if export.stage != Stage.WRITING:
        return False  # cancelled meanwhile
    kind = kind_of(export.kind)
    if fault := asker_gone(export) or kind.fault(export):
        end(export, Stage.FAILED, fault=fault)
        return False
    batch = kind.after(export)
    if batch.cursor is None:
        kind.finish(export)
        ready(export)
        return False
    if fault := kind.keep(export, batch):
        end(export, Stage.FAILED, fault=fault)
        return False
    on = {"cursor": batch.cursor, "rows": F("rows") + len(batch.lines), "percent": max(0, min(batch.percent, 99))}
    Export.objects.filter(pk=export.pk).update(**on, tries=0, lease_until=timezone.now() + LEASE)
    return True


def asker_gone(export: Export) -> str:
    """Who asked must still be one who may have it: a code where not, else nothing."""
    asker = export.created_by
    return "" if asker.is_active and asker.role in kind_of(export.kind).readers else "export_asker_gone"


def ready(export: Export) -> None:
    """It is whole. An older one that was asked for in the same words goes: of files the newest is enough."""
    Export.objects.filter(pk=export.pk).update(stage=Stage.READY, percent=100, expires_at=timezone.now() + LIVES)
    for old in Export.objects.files().same_as(export).filter(stage=Stage.READY, pk__lt=export.pk):
        end(old, Stage.EXPIRED, fault="export_replaced")


def seal(export: Export, number: int, data: bytes) -> Piece:
    """One piece under the file's own key, bound to its place."""
    return Piece(export=export, number=number, sealed=lock_bytes(bytes(export.wrapped_key or b""), data, context=place_of(export, number)))


def unseal(export: Export, piece: Piece) -> bytes:
    """What was sealed; raises Tampered where it was changed, or lies in another place."""
    return unlock_bytes(bytes(export.wrapped_key or b""), bytes(piece.sealed), context=place_of(export, piece.number))


def place_of(export: Export, number: int) -> str:
    return f"{export.context}.{number}"


def expire_due() -> int:
    """Files whose three days are over go; how many."""
    old = Export.objects.filter(stage=Stage.READY, expires_at__lte=timezone.now()).order_by("pk")[:50]
    return sum(end(export, Stage.EXPIRED) for export in old)
