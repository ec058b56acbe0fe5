"""Decide, take back, release. Sending back and not selecting wait ten minutes; everything else is taken at once (product.md)."""

import logging
import uuid
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from accounts.models import User
from accounts.roles import OWNER_OF, PARTNERS
from reviews import claims
from reviews.kinds import KINDS, Kind
from reviews.models import Decision
from reviews.states import SIGNERS
from reviews.verbs import Said, Verb, verb_of
from workflow.prepared import REF, TEXT, Prepared
from workflow.steps import Reason, Refused, find

log = logging.getLogger(__name__)
WAITS = timedelta(minutes=10)
AT_ONCE = 200


def pending_of(kind: str, ref: uuid.UUID) -> Decision | None:
    """The decision on this case that waits for its release."""
    return _pending.first(kind, ref)


_pending = Prepared(
    lambda kind, ref: Decision.objects.pending().select_related("by", "batch").filter(subject_kind=kind, subject_ref=ref), TEXT, REF
)


def decide(kind: Kind, subject: Any, verb: Verb, *, by: User, version: int, said: Said) -> Decision | None:
    """Take the step, or write it down until its release (then the decision is returned). Raises Refused."""
    claims.take(kind.name, subject.public_id, by=by)
    if pending_of(kind.name, subject.public_id):
        raise Refused(Reason("decision_waits_already"))
    if verb.is_pending:
        return _wait(kind, subject, verb, by=by, version=version, said=said)
    verb.take(subject, said, by=by, version=version)
    claims.put_back(kind.name, subject.public_id, by=by)
    return None


def _wait(kind: Kind, subject: Any, verb: Verb, *, by: User, version: int, said: Said) -> Decision:
    """The step must be open now, on the version that was read; it is asked again at the release."""
    find(subject.STEPS, verb.name, state=subject.state, role=str(by.role))
    if version != subject.version:
        raise Refused(Reason("changed_meanwhile"))
    now = timezone.now()
    try:
        with transaction.atomic():
            row = Decision.objects.create(
                subject_kind=kind.name,
                subject_ref=subject.public_id,
                step=verb.name,
                version=version,
                by=by,
                reason=said.get("reason", ""),
                is_shared=bool(said.get("shared", False)),
                note=said.get("note", ""),
                remarks=said.get("remarks", {}),
                decided_at=now,
                release_at=now + WAITS,
            )
    except IntegrityError:
        raise Refused(Reason("decision_waits_already")) from None
    claims.put_back(kind.name, subject.public_id, by=by)
    return row


def undo(decision: Decision, *, by: User) -> None:
    """The decider takes it back before the release; nobody is told. Raises Refused."""
    if decision.by_id != by.pk:
        raise Refused(Reason("decision_not_yours"))
    if decision.batch_id:
        raise Refused(Reason("decision_in_batch"))
    if not Decision.objects.pending().filter(pk=decision.pk).update(undone_at=timezone.now()):
        raise Refused(Reason("decision_not_pending"))


def release_due() -> int:
    """Take every decision whose time has come, each in its own transaction; gives how many were looked at."""
    due = list(Decision.objects.due().order_by("release_at").values_list("pk", flat=True)[:AT_ONCE])
    for pk in due:
        try:
            release(pk, Decision.objects.due())
        except Exception:
            log.exception("decision_not_released", extra={"decision": pk})
    return len(due)


@transaction.atomic
def release(pk: int, ready: QuerySet[Decision]) -> None:
    """Take the step of one of these now, once: a second release finds nothing. A refusal stands on the row, with its reasons."""
    near = ("by", "batch__signed_by")
    row = ready.select_for_update(of=("self",), skip_locked=True).select_related(*near).filter(pk=pk).first()
    if row is None:
        return
    subject = KINDS[row.subject_kind].model._default_manager.get(public_id=row.subject_ref)
    verb = verb_of(row.subject_kind, row.step)
    said = {"reason": row.reason, "shared": row.is_shared, "note": row.note, "remarks": row.remarks}
    try:
        if gone := gone_people(row):
            raise Refused(*gone)
        with transaction.atomic():
            verb.take(subject, said, by=row.by, version=row.version, **signatures(row))  # type: ignore[union-attr]
        row.released_at = timezone.now()
    except Refused as refusal:
        with translation.override(row.by.language):
            row.refused_at, row.refusal = timezone.now(), str(refusal)[:400]
            row.refused_for = [[reason.code, reason.values] for reason in refusal.reasons]
    row.save(update_fields=["released_at", "refused_at", "refusal", "refused_for"])


def gone_people(row: Decision) -> list[Reason]:
    """Who decided and who signed must still be those who may: an account that was locked or has another role carries nothing out."""
    if not is_of_desk(row.by, row.batch.desk if row.batch else ""):
        return [Reason("decider_gone")]
    signer = row.batch.signed_by if row.batch else None
    is_gone = signer is not None and not (is_of_desk(signer, row.batch.desk) and signer.role in SIGNERS)  # type: ignore[union-attr]
    return [Reason("signer_gone")] if is_gone else []


def is_of_desk(user: User, desk: str) -> bool:
    """Whether this person works here still, and for this organisation."""
    return user.is_active and user.role in PARTNERS and (not desk or str(OWNER_OF[user.role]) == desk)  # type: ignore[index]


def signatures(row: Decision) -> dict[str, Any]:
    """What the journal says beside the decider: which batch, and who signed it."""
    if row.batch is None:
        return {}
    return {"data": {"batch": row.batch.reference, "signed_by": str(row.batch.signed_by.public_id)}}  # type: ignore[union-attr]
