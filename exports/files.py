"""Files that need no second signature: made whole by the worker in one form, then only read out, however long they are."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import override

from accounts.models import User
from accounts.roles import Role
from exports import writing
from exports.kinds import Batch, Kind, kind_of
from exports.models import Export, Piece
from paper.binding import FORMS, Csv, Xlsx
from paper.sheets import MOST_LINES
from vault.crypto import new_data_key
from workflow.steps import Reason, Refused

Stage = Export.Stage
PRESSED = {"csv": 1, "xlsx": 0}  # a workbook is packed already


def ask(kind: str, *, by: User, wanted: dict[str, Any], form: str) -> Export:
    """Have a file made; while the same is being written, it is that one. Raises Refused for who may not have it."""
    if by.role not in kind_of(kind).readers:
        raise Refused(Reason("step_not_yours"))
    export = Export(created_by=by, kind=kind, wanted=wanted, form=form, stage=Stage.WRITING, wrapped_key=new_data_key())
    try:
        with transaction.atomic():
            export.save()
    except IntegrityError:  # it is being written; or was a moment ago, then the newest is what was asked for
        return Export.objects.same_as(export).order_by("-pk")[0]
    return export


def table(
    *,
    title: Callable[[Export], str],
    place: tuple[str, str | Promise],
    readers: Iterable[Role],
    heads: Callable[[Export], Sequence[object]],
    after: Callable[[Export], Batch],
) -> Kind:
    """A sort of file that is one long table."""
    return Kind(title=title, place=place, readers=frozenset(readers), heads=heads, after=after, keep=keep, finish=finish)


def keep(export: Export, batch: Batch) -> str:
    """The next lines in their form."""
    writer = writer_of(export)
    put(export, writer, writer.add(batch.lines))
    return ""


def finish(export: Export) -> None:
    """What has to stand at its end, and in the places that were kept free."""
    writer = writer_of(export)
    put(export, writer, writer.end())


def writer_of(export: Export) -> Csv | Xlsx:
    """Goes on from what was remembered."""
    return FORMS[export.form](kind_of(export.kind).heads(export), export.binding)


def put(export: Export, writer: Csv | Xlsx, pieces: Iterator[tuple[int, bytes]]) -> None:
    """Seal the pieces and remember, in the same transaction, how to go on."""
    with override(export.created_by.language):
        found = list(pieces)
    Piece.objects.bulk_create([writing.seal(export, number, zlib.compress(data, PRESSED[export.form])) for number, data in found])
    export.binding, export.size = writer.memory, export.size + sum(len(data) for _number, data in found)
    export.save(update_fields=["binding", "size"])


def pieces_of(export: Export) -> Iterator[bytes]:
    """The bytes of the file, one piece in memory at a time."""
    for piece in export.pieces.order_by("number").iterator(chunk_size=1):
        yield zlib.decompress(writing.unseal(export, piece))


def sheets_of(export: Export) -> int:
    """On how many sheets a workbook of so many lines stands."""
    return max(1, -(-export.rows // MOST_LINES))
