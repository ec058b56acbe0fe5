"""Words and news that are no step: an entry about a row that has no table of steps, a note about a case."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from workflow.advance import role_of
from workflow.models import CaseNote, Entry, Note, Stateful


def note_down(row: object, kind: str, *, by: Any, data: Mapping[str, object] | None = None, note: str = "") -> Entry:
    """One entry about a row that has no table of steps; its row is locked by who calls, so that the sequence is dense."""
    subject = kind.partition(".")[0]
    last = Entry.objects.filter(subject_kind=subject, subject_id=row.pk).aggregate(last=Max("seq"))["last"] or 0  # type: ignore[attr-defined]
    entry = Entry.objects.create(
        kind=kind,
        subject_kind=subject,
        subject_id=row.pk,  # type: ignore[attr-defined]
        subject_ref=row.public_id,  # type: ignore[attr-defined]
        seq=last + 1,
        actor=by,
        actor_role=role_of(by),
        data=dict(data or {}),
    )
    if note:
        Note.objects.create(entry=entry, text=note, reach=Note.Reach.CANDIDATE)
    return entry


def write_note(subject: Stateful, *, by: Any, text: str, reach: str) -> CaseNote:
    """Words about a case for whom they are meant; the case stays as it is."""
    return CaseNote.objects.create(
        subject_kind=subject.KIND, subject_ref=subject.public_id, text=text.strip(), reach=reach, actor=by, actor_role=role_of(by)
    )
