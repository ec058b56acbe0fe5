"""An import from the upload to the report: a row with a cursor, worked in slices of at most 25 seconds."""

import time
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from candidates.transitions import today
from register import crate, merging, reading, staging
from register.columns import NEEDED
from register.faults import FileFault
from register.models import RegisterImport
from vault.kinds import clean_name
from workflow.steps import Reason, Refused

SLICE, LEASE, BATCH, SHOWN = 25.0, timedelta(seconds=90), 2_000, 20
Stage = RegisterImport.Stage


def receive(parts: Iterable[bytes], *, name: str, size: int, by: User) -> RegisterImport:
    """Seal the file and look at it; raises FileFault, and then nothing is kept."""
    if size > reading.MAX_BYTES:
        raise FileFault("list_too_big")
    load = RegisterImport(file_name=clean_name(name)[:150], size=size, created_by=by)
    key = crate.put(load.public_id.hex, load.context, parts)
    try:
        with crate.Reader(load.public_id.hex, key, load.context) as file:
            layout = reading.look(file)
            if len(list(islice(reading.rows(file, layout), 2))) < 2:
                raise FileFault("list_no_rows")
    except FileFault:
        crate.discard(load.public_id.hex)
        raise
    load.wrapped_key, load.layout = key, {"kind": layout.kind, "encoding": layout.encoding, "separator": layout.separator}
    load.save()
    return load


def opened(load: RegisterImport) -> crate.Reader:
    """The file; raises FileFault where it is gone."""
    try:
        return crate.Reader(load.public_id.hex, bytes(load.wrapped_key or b""), load.context)
    except OSError:
        raise FileFault("import_gone") from None


def first_rows(load: RegisterImport) -> list[list[str]]:
    """The headings and twenty rows."""
    with opened(load) as file:
        return [cells for _share, cells in islice(reading.rows(file, reading.Layout(**load.layout)), SHOWN + 1)]


def start(load: RegisterImport, columns: dict[str, int]) -> None:
    """Begin the work with these columns; one import at a time."""
    if any(name not in columns for name in NEEDED):
        raise Refused(Reason("column_missing"))
    if len(set(columns.values())) < len(columns):
        raise Refused(Reason("column_twice"))
    waiting = RegisterImport.objects.filter(pk=load.pk, stage=Stage.SENT)
    try:
        with transaction.atomic():
            if not waiting.update(stage=Stage.READING, columns=columns, cursor=1, share=0, started_at=timezone.now()):
                raise Refused(Reason("step_not_open"))
    except IntegrityError:
        raise Refused(Reason("import_running")) from None


def cancel(load: RegisterImport) -> bool:
    """Nothing of it stays; too late once it is merged."""
    return merging.end(load, Stage.CANCELLED)


def claim_work() -> RegisterImport | None:
    """The import at work, if nobody else works on it; leased, so that a worker that died does not stop it."""
    now = timezone.now()
    free = RegisterImport.objects.filter(stage__in=RegisterImport.AT_WORK).filter(Q(lease_until=None) | Q(lease_until__lt=now))
    load = free.first()
    return load if load and free.filter(pk=load.pk).update(lease_until=now + LEASE) else None


def work(seconds: float = SLICE) -> bool:
    """One slice; whether there is more to do."""
    load = claim_work()
    if load is None:
        return False
    try:
        if load.stage == Stage.READING:
            read_on(load, until=time.monotonic() + seconds)
        else:
            merging.merge(load)
    except FileFault as fault:
        merging.end(load, Stage.FAILED, fault=fault.code)
    finally:
        RegisterImport.objects.filter(pk=load.pk).update(lease_until=None)
    load.refresh_from_db()
    return not load.is_over


def read_on(load: RegisterImport, *, until: float) -> None:
    """Stage rows from the cursor on; the cursor moves with the rows, so a slice that dies is taken again."""
    day, districts = today(), staging.known_districts()
    with opened(load) as file:
        found = reading.rows(file, reading.Layout(**load.layout), skip=load.cursor)
        while True:
            batch = list(islice(found, BATCH))
            if not batch:
                RegisterImport.objects.filter(pk=load.pk, stage=Stage.READING).update(stage=Stage.MERGING, share=1)
                return
            numbered = [(number, cells) for number, (_share, cells) in enumerate(batch, load.cursor + 1) if any(map(str.strip, cells))]
            with transaction.atomic():
                moved = RegisterImport.objects.filter(pk=load.pk, stage=Stage.READING, cursor=load.cursor)
                blank = load.counts.get("blank", 0) + len(batch) - len(numbered)
                on = {"share": batch[-1][0], "lease_until": timezone.now() + LEASE, "counts": {"blank": blank}}
                if not moved.update(cursor=F("cursor") + len(batch), **on):
                    return  # cancelled meanwhile
                staging.stage(load, numbered, today=day, districts=districts)
            load.cursor, load.counts = load.cursor + len(batch), {"blank": blank}
            if time.monotonic() >= until:  # at least one batch a slice: the work always ends
                return
