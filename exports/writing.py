"""A list from the wish to its end: asked for, signed, written in slices, kept for three days, erased."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import override

from accounts import second
from accounts.models import SecondSignature, User
from accounts.roles import OEC
from candidates.models import Profile
from exports import choosing
from exports.columns import COLUMNS, looked_at, row_of
from exports.models import Export, Piece
from vault.crypto import lock_bytes, new_data_key, unlock_bytes
from vault.models import AccessRecord
from workflow.steps import Reason, Refused

Stage = Export.Stage
BATCH, SLICE, LEASE, LIVES = 500, 20.0, timedelta(seconds=90), timedelta(hours=72)


def ask(*, by: User, wanted: dict[str, str], columns: list[str], with_identity: bool, reason: str) -> Export:
    """Ask for a list; a second person signs. Raises Refused where it is empty or too big, before anything is written."""
    count = choosing.how_many(wanted, by)
    if not count:
        raise Refused(Reason("export_empty"))
    if count > settings.EXPORT_MOST_ROWS:
        raise Refused(too_big())
    export = Export(created_by=by, wanted=wanted, columns=columns, with_identity=with_identity, counted=count)
    try:
        with transaction.atomic():
            export.save()
            export.signature = second.ask("export", by=by, reason=reason, wants={"export": str(export.public_id)})
            export.save(update_fields=["signature"])
    except IntegrityError:
        raise Refused(Reason("export_one_at_a_time")) from None
    return export


def fault_of(export: Export) -> str:
    """Why it was not made, in words."""
    return str(too_big() if export.fault == "export_too_big" else Reason(export.fault)) if export.fault else ""


def too_big() -> Reason:
    return Reason("export_too_big", (("most", f"{settings.EXPORT_MOST_ROWS:,}"),))


def of(request: SecondSignature) -> Export:
    """The list that a signature is about."""
    return Export.objects.get(public_id=request.wants["export"])


def start(request: SecondSignature) -> None:
    """Two have signed: the worker writes it."""
    export = Export.objects.select_for_update().get(public_id=request.wants["export"])
    if export.stage != Stage.WAITING:
        raise Refused(Reason("export_over"))
    export.stage, export.wrapped_key = Stage.WRITING, new_data_key()
    export.save(update_fields=["stage", "wrapped_key"])


@transaction.atomic
def cancel(export: Export, *, by: User) -> None:
    """Who asked ends it, at any time before it has ended by itself."""
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
    """One slice of one list; whether there is more to do."""
    export = claim()
    if export is None:
        return False
    until = time.monotonic() + seconds
    try:
        while write_on(export):
            if time.monotonic() >= until:  # at least one batch a slice: the work always ends
                return True
    finally:
        Export.objects.filter(pk=export.pk).update(lease_until=None)
    return True  # another list may wait


def claim() -> Export | None:
    """The oldest list to write that nobody works on; leased, so that a worker that died does not stop it."""
    now = timezone.now()
    free = Export.objects.filter(stage=Stage.WRITING).filter(Q(lease_until=None) | Q(lease_until__lt=now))
    export = free.order_by("pk").first()
    return export if export and free.filter(pk=export.pk).update(lease_until=now + LEASE) else None


@transaction.atomic
def write_on(export: Export) -> bool:
    """The next people, their piece and their access records, all or nothing; whether there may be more."""
    export = Export.objects.select_for_update(of=("self",)).select_related("created_by", "signature__signed_by").get(pk=export.pk)
    if export.stage != Stage.WRITING:
        return False  # cancelled meanwhile
    if fault := people_gone(export):
        end(export, Stage.FAILED, fault=fault)
        return False
    people = next_people(export)
    if not people:
        Export.objects.filter(pk=export.pk).update(stage=Stage.READY, expires_at=timezone.now() + LIVES)
        return False
    if export.rows + len(people) > settings.EXPORT_MOST_ROWS:
        end(export, Stage.FAILED, fault="export_too_big")
        return False
    Piece.objects.create(export=export, number=export.rows, sealed=sealed(export, people))
    AccessRecord.objects.bulk_create([record_of(export, profile) for profile in people])
    on = {"cursor": people[-1].pk, "rows": F("rows") + len(people), "lease_until": timezone.now() + LEASE}
    Export.objects.filter(pk=export.pk).update(**on)
    return True


def people_gone(export: Export) -> str:
    """Both who stand for the list must still be those who may: a code where one of them is not, else nothing."""
    asker, signer = export.created_by, export.signature and export.signature.signed_by
    if not asker.is_active or asker.role not in OEC:
        return "export_asker_gone"
    is_there = signer is not None and signer.is_active and signer.role in export.signature.signers  # type: ignore[union-attr]
    return "" if is_there else "export_signer_gone"


def next_people(export: Export) -> list[Profile]:
    """By key, from where it stopped."""
    found = choosing.chosen(export.wanted, export.created_by).filter(pk__gt=export.cursor).order_by("pk")
    return list(found.select_related("user", "district").prefetch_related("tests", "educations")[:BATCH])


def sealed(export: Export, people: list[Profile]) -> bytes:
    """Their rows under the list's own key, in the language of who asked."""
    with override(export.created_by.language):
        rows = [[profile.pk, row_of(profile, export.columns, with_identity=export.with_identity)] for profile in people]
    return lock_bytes(bytes(export.wrapped_key or b""), json.dumps(rows).encode(), context=f"{export.context}.{export.rows}")


def record_of(export: Export, profile: Profile) -> AccessRecord:
    """One record for each person in each list: they read it under "who looked"."""
    seen = looked_at(export.columns, with_identity=export.with_identity)
    about = {"person": profile.user, "subject_type": profile._meta.label_lower, "subject_id": profile.public_id}
    by = export.created_by
    return AccessRecord(user=by, user_role=by.role, field=seen, purpose="export", case=str(export.public_id)[:8], **about)


def rows_of(export: Export) -> Iterator[list[str]]:
    """Row by row, one piece in memory at a time; whose account has ended since it was sealed is left out."""
    key = bytes(export.wrapped_key or b"")
    for piece in export.pieces.order_by("number").iterator(chunk_size=1):
        rows = json.loads(unlock_bytes(key, bytes(piece.sealed), context=f"{export.context}.{piece.number}"))
        there = set(Profile.objects.filter(pk__in=[pk for pk, _row in rows], user__is_active=True).values_list("pk", flat=True))
        yield from (row for pk, row in rows if pk in there)


def heads_of(export: Export) -> list[Any]:
    return [COLUMNS[name].label for name in export.columns]


def is_over(export: Export) -> bool:
    """Its three days are over, whether it was erased already or not."""
    return export.expires_at is None or export.expires_at <= timezone.now()


def expire_due() -> int:
    """Lists whose three days are over go; how many."""
    old = Export.objects.filter(stage=Stage.READY, expires_at__lte=timezone.now()).order_by("pk")[:50]
    return sum(end(export, Stage.EXPIRED) for export in old)
