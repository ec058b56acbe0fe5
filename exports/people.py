"""Lists of people: asked for with a reason, signed by a second person, one record for everybody who stands in it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts import second
from accounts.models import SecondSignature, User
from accounts.roles import OEC
from candidates.models import Profile
from exports import choosing, writing
from exports.columns import COLUMNS, looked_at, row_of
from exports.kinds import Batch, Kind
from exports.models import Export
from vault.crypto import new_data_key
from vault.models import AccessRecord
from workflow.steps import Reason, Refused

Stage = Export.Stage
BATCH = 500


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


def signer_gone(export: Export) -> str:
    """Who signed must still be one who may sign: a code where not, else nothing."""
    signer = export.signature and export.signature.signed_by
    is_there = signer is not None and signer.is_active and signer.role in export.signature.signers  # type: ignore[union-attr]
    return "" if is_there else "export_signer_gone"


def after(export: Export) -> Batch:
    """The next people by key, from where it stopped."""
    found = choosing.chosen(export.wanted, export.created_by).filter(pk__gt=export.cursor).order_by("pk")
    people = list(found.select_related("user", "district").prefetch_related("tests", "educations")[:BATCH])
    return Batch(people, people[-1].pk, 100 * (export.rows + len(people)) // max(export.counted, 1)) if people else Batch()


def keep(export: Export, batch: Batch) -> str:
    """Their rows in the language of who asked, and one record for each; a list that grew too big meanwhile is not made."""
    if export.rows + len(batch.lines) > settings.EXPORT_MOST_ROWS:
        return "export_too_big"
    with override(export.created_by.language):
        rows = [[person.pk, row_of(person, export.columns, with_identity=export.with_identity)] for person in batch.lines]
    writing.seal(export, export.rows, json.dumps(rows).encode()).save()
    AccessRecord.objects.bulk_create([record_of(export, person) for person in batch.lines])
    return ""


def record_of(export: Export, profile: Profile) -> AccessRecord:
    """One record for each person in each list: they read it under "who looked"."""
    seen = looked_at(export.columns, with_identity=export.with_identity)
    about = {"person": profile.user, "subject_type": profile._meta.label_lower, "subject_id": profile.public_id}
    by = export.created_by
    return AccessRecord(user=by, user_role=by.role, field=seen, purpose="export", case=str(export.public_id)[:8], **about)


def rows_of(export: Export) -> Iterator[list[str]]:
    """Row by row, one piece in memory at a time; whose account has ended since it was sealed is left out."""
    for piece in export.pieces.order_by("number").iterator(chunk_size=1):
        rows = json.loads(writing.unseal(export, piece))
        there = set(Profile.objects.filter(pk__in=[pk for pk, _row in rows], user__is_active=True).values_list("pk", flat=True))
        yield from (row for pk, row in rows if pk in there)


def heads_of(export: Export) -> Sequence[Any]:
    return [COLUMNS[name].label for name in export.columns]


PEOPLE = Kind(
    title=lambda export: _("List of people"), place=("admin:exports", gettext_lazy("Lists of people")),
    readers=OEC, heads=heads_of, after=after, keep=keep, fault=signer_gone,
)  # fmt: skip
