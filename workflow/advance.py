"""The only door to a state: compare and set, journal, in one transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from workflow.deadlines import owner_and_due
from workflow.models import Entry, Note, Stateful
from workflow.steps import SYSTEM, Reason, Refused, find


def role_of(user: Any) -> str:
    """The role of a person, or of the system when nobody is named."""
    return SYSTEM if user is None else str(user.role)


@transaction.atomic
def advance(
    subject: Stateful,
    name: str,
    *,
    by: Any,
    on_behalf_of: Any = None,
    source: str = "",
    version: int | None = None,
    target: str = "",
    unless: Iterable[Reason] = (),
    note: str = "",
    reach: str = Note.Reach.PARTNERS,
    data: Mapping[str, object] | None = None,
    **fields: object,
) -> Entry:
    """Move `subject` through the step `name` and journal it, or raise Refused. `fields` ride in the same UPDATE."""
    principal = by if on_behalf_of is None else on_behalf_of
    step = find(subject.STEPS, name, state=subject.state, role=role_of(principal), actor=role_of(by) if on_behalf_of else "", target=target)
    if version is not None and version != subject.version:
        raise Refused(Reason("changed_meanwhile"))
    if reasons := tuple(unless):
        raise Refused(*reasons)
    now, before = timezone.now(), subject.state
    whose = {column: getattr(subject, column) for column in subject.BOUND}
    row = type(subject)._base_manager.filter(pk=subject.pk, state=subject.state, version=subject.version, **whose)
    changes = {"state": step.target, "version": subject.version + 1, **owner_and_due(subject, step.target, now), **fields}
    if not row.update(**changes):
        raise Refused(Reason("changed_meanwhile"))
    subject.refresh_from_db()
    return record(subject, name, by=by, on_behalf_of=on_behalf_of, source=source, before=before, note=note, reach=reach, data=data)


@transaction.atomic
def begin(
    subject: Stateful, name: str, *, by: Any, on_behalf_of: Any = None, source: str = "", data: Mapping[str, object] | None = None
) -> Entry:
    """Save a new subject in its first state and journal its birth; entry.seq = version = 1."""
    for column, value in owner_and_due(subject, subject.state, timezone.now()).items():
        setattr(subject, column, value)
    subject.version = 1
    subject.save(force_insert=True)
    return record(subject, name, by=by, on_behalf_of=on_behalf_of, source=source, data=data)


def record(
    subject: Stateful,
    name: str,
    *,
    by: Any,
    on_behalf_of: Any = None,
    source: str = "",
    before: str = "",
    note: str = "",
    reach: str = Note.Reach.PARTNERS,
    data: Mapping[str, object] | None = None,
) -> Entry:
    """Write one entry; entry.seq = version, so the sequence of a subject is dense by construction."""
    entry = Entry.objects.create(
        kind=f"{subject.KIND}.{name}",
        subject_kind=subject.KIND,
        subject_id=subject.pk,
        subject_ref=subject.public_id,
        seq=subject.version,
        source_state=before,
        target_state=subject.state,
        actor=by,
        actor_role=role_of(by),
        on_behalf_of=on_behalf_of,
        source=source,
        data=dict(data or {}),
    )
    if note:
        Note.objects.create(entry=entry, text=note, reach=reach)
    return entry
