"""Many decisions as one: decided by one person, signed by another, released together; before, nothing moves (product.md)."""

import logging
import time
import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import OWNER_OF
from reviews import claims, decisions, rules
from reviews.kinds import KINDS
from reviews.many import Many
from reviews.models import Batch, Decision, Recusal
from reviews.states import SIGNERS, BatchState
from reviews.verbs import Said, Verb
from workflow.advance import advance, begin
from workflow.clock import local_day
from workflow.models import Entry
from workflow.steps import Reason, Refused, find

log = logging.getLogger(__name__)
KIND = KINDS["application"]
SLICE = 20.0  # seconds of work before the next round goes on
Faults = dict[uuid.UUID, list[Reason]]


def faults(many: Many, subjects: Collection[Any], sayings: dict[uuid.UUID, Said], *, by: User, versions: dict[uuid.UUID, int]) -> Faults:
    """Why some of these cannot be decided now, by case; the same number of queries for any number."""
    refs = [subject.public_id for subject in subjects]
    here = {"subject_kind": KIND.name, "subject_ref__in": refs}
    knows = set(Recusal.objects.filter(**here, user=by).values_list("subject_ref", flat=True))
    waits = set(Decision.objects.pending().filter(**here).values_list("subject_ref", flat=True))
    held = {ref: claim for ref, claim in claims.holders(KIND.name, refs).items() if claim.user_id != by.pk}
    found: Faults = {}
    for subject in subjects:
        ref = subject.public_id
        found[ref] = [Reason("case_handed_on")] if ref in knows else []
        found[ref] += [Reason("decision_waits_already")] if ref in waits else []
        found[ref] += claims.held(held[ref]).reasons if ref in held else ()
        found[ref] += step_faults(subject, many.verb, by=by, version=versions.get(ref))
    possible = [subject for subject in subjects if not found[subject.public_id]]
    return {ref: reasons for ref, reasons in (found | many.against(possible, sayings)).items() if reasons}


def step_faults(subject: Any, verb: Verb, *, by: User, version: int | None) -> list[Reason]:
    """The step is open to this person, on the version that was read."""
    try:
        find(subject.STEPS, verb.name, state=subject.state, role=str(by.role))
    except Refused as refusal:
        return list(refusal.reasons)
    return [] if version == subject.version else [Reason("changed_meanwhile")]


@transaction.atomic
def decide(
    many: Many, sayings: dict[uuid.UUID, Said], *, by: User, versions: dict[uuid.UUID, int], name: str = ""
) -> tuple[Batch | None, Faults]:
    """Write down one decision for each case that can be decided, and say what keeps the others; no batch where none can. Raises Refused."""
    if blockers := rules.size_blockers(count=len(sayings)):
        raise Refused(*blockers)
    subjects = list(KIND.visible_to(by).filter(public_id__in=list(sayings)))
    found = faults(many, subjects, sayings, by=by, versions=versions)
    ready = [subject for subject in subjects if subject.public_id not in found]
    if not ready:
        return None, found
    batch = Batch(name=name, desk=str(OWNER_OF[by.role]), subject_kind=KIND.name, step=many.verb.name, by=by)  # type: ignore[index]
    begin(batch, "decide", by=by, data={"step": many.verb.name, "count": len(ready)})
    Decision.objects.bulk_create([_row(batch, subject, sayings[subject.public_id]) for subject in ready], ignore_conflicts=True)
    written = set(batch.decisions.values_list("subject_ref", flat=True))
    found |= {subject.public_id: [Reason("decision_waits_already")] for subject in ready if subject.public_id not in written}
    if not written:
        transaction.set_rollback(True)
    return (batch if written else None), found


def _row(batch: Batch, subject: Any, said: Said) -> Decision:
    return Decision(
        batch=batch,
        subject_kind=batch.subject_kind,
        subject_ref=subject.public_id,
        step=batch.step,
        version=subject.version,
        by=batch.by,
        reason=said.get("reason", ""),
        is_shared=bool(said.get("shared", False)),
        note=said.get("note", ""),
        remarks={"summary_ja": said["summary_ja"]} if "summary_ja" in said else {},
    )


# ── the second person ──────────────────────────────────────────────────────────────────────────────────
def second_blockers(batch: Batch, by: User) -> list[Reason]:
    """What keeps this person from being the second."""
    own_desk = str(OWNER_OF.get(by.role, ""))  # type: ignore[call-overload]
    return rules.second_blockers(decided_by=batch.by_id, by=by.pk, desk=batch.desk, own_desk=own_desk)


@transaction.atomic
def sign(batch: Batch, *, by: User, version: int, release_at: datetime | None = None) -> Entry:
    """The second signature: everybody named is released at once, or at the time given (aware). Raises Refused."""
    now = timezone.now()
    at = release_at or now
    blockers = second_blockers(batch, by) + rules.release_blockers(release_at=at, now=now)
    if not decisions.is_of_desk(User.objects.get(pk=batch.by_id), batch.desk):
        blockers.append(Reason("decider_gone"))
    if not batch.decisions.pending().exists():
        blockers.append(Reason("batch_empty"))
    return advance(batch, "sign", by=by, version=version, unless=blockers, signed_by=by, release_at=at, due_on=local_day(at, batch.desk))


@transaction.atomic
def send_back(batch: Batch, *, by: User, version: int, note: str) -> Entry:
    """The second person does not agree: nothing is carried out, every case is open again, and the decider reads why. Raises Refused."""
    blockers = second_blockers(batch, by) + ([] if note.strip() else [Reason("note_missing")])
    entry = advance(batch, "send_back", by=by, version=version, unless=blockers, note=note)
    batch.decisions.pending().update(undone_at=timezone.now())
    return entry


@transaction.atomic
def take_out(batch: Batch, refs: Collection[uuid.UUID], *, by: User, version: int, note: str) -> Entry:
    """Single cases out, saying why; by the decider or by who signs. Whoever holds an older page signs nothing. Raises Refused."""
    is_second = by.role in SIGNERS and not second_blockers(batch, by)
    rows = batch.decisions.pending().filter(subject_ref__in=list(refs))
    taken = [str(ref) for ref in rows.values_list("subject_ref", flat=True)]
    checks = {"step_not_yours": by.pk != batch.by_id and not is_second, "note_missing": not note.strip(), "batch_none_ticked": not taken}
    blockers = [Reason(code) for code, holds in checks.items() if holds]
    entry = advance(batch, "take_out", by=by, version=version, unless=blockers, note=note, data={"cases": taken})
    rows.update(undone_at=timezone.now())
    return entry


@transaction.atomic
def withdraw(batch: Batch, *, by: User, version: int) -> Entry:
    """The decider takes all of it back before the signature; nobody was told. Raises Refused."""
    blockers = [] if by.pk == batch.by_id else [Reason("decision_not_yours")]
    entry = advance(batch, "withdraw", by=by, version=version, unless=blockers)
    batch.decisions.pending().update(undone_at=timezone.now())
    return entry


def stop(batch: Batch, *, by: User, version: int) -> Entry:
    """Whoever signed takes the signature back before the time of the release. Raises Refused."""
    blockers = [] if by.pk == batch.signed_by_id else [Reason("batch_not_your_signature")]
    return advance(batch, "stop", by=by, version=version, unless=blockers, signed_by=None, release_at=None)


# ── the release ────────────────────────────────────────────────────────────────────────────────────────
def due() -> list[int]:
    """The batches to work on now, those signed first before the others."""
    return list(Batch.objects.due().order_by("release_at", "pk").values_list("pk", flat=True)[:50])


def release(pk: int, budget: float = SLICE) -> None:
    """Carry out one batch row by row, each in its own transaction, for so many seconds; the next round goes on where this one stopped."""
    until = time.monotonic() + budget
    if not _begun(pk):
        return
    for row in list(Decision.objects.of_release().filter(batch=pk).order_by("pk").values_list("pk", flat=True)):
        if time.monotonic() > until:
            return
        try:
            decisions.release(row, Decision.objects.of_release())
        except Exception:
            log.exception("decision_not_released", extra={"decision": row})
    _finish(pk)


def _begun(pk: int) -> bool:
    """Whether the batch is being released, by us or by another worker; a signature that was just taken back releases nothing."""
    batch = Batch.objects.due().filter(pk=pk).first()
    if batch is None:
        return False
    if batch.state == BatchState.SIGNED:
        try:
            advance(batch, "begin", by=None, due_on=batch.due_on)
        except Refused:
            return Batch.objects.filter(pk=pk, state=BatchState.RELEASING).exists()
    return True


@transaction.atomic
def _finish(pk: int) -> None:
    """The last worker ends it, once: with how many were carried out and how many refused."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=pk)
    if batch.state == BatchState.RELEASING and not batch.decisions.pending().exists():
        advance(batch, "finish", by=None, data=counts(batch))


def counts(batch: Batch) -> dict[str, int]:
    """How many of it wait, were carried out, refused, taken out; one query."""
    ends = {"done": "released_at", "refused": "refused_at", "out": "undone_at"}
    open_ones = Q(released_at=None, refused_at=None, undone_at=None)
    wanted = {name: Count("pk", filter=Q(**{f"{end}__isnull": False})) for name, end in ends.items()}
    found: dict[str, int] = batch.decisions.aggregate(open=Count("pk", filter=open_ones), **wanted)
    return found


def subjects_of(batch: Batch, user: User) -> dict[uuid.UUID, Any]:
    """The cases of a batch as this reader may see them; one query."""
    rows = KINDS[batch.subject_kind].visible_to(user).select_related("candidate__user")
    return {row.public_id: row for row in rows.filter(public_id__in=batch.decisions.values("subject_ref"))}
