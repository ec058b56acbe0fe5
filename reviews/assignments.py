"""Whose case it is: given by the party's lead, or shared. Who knows the person hands the case on and is not offered it again."""

import uuid
from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from reviews import claims, queues
from reviews.deputies import LEADS
from reviews.kinds import Kind, somebody
from reviews.models import Assignment, Recusal, roles_beside
from workflow.prepared import REF, TEXT, Prepared
from workflow.steps import Reason, Refused

AT_ONCE = 200


def colleagues(user: User) -> QuerySet[User]:
    """Who works at this user's party and may take its cases."""
    return User.objects.filter(is_active=True, role__in=roles_beside(user.role)).order_by("full_name", "pk")


@transaction.atomic
def give(kind: Kind, refs: Collection[uuid.UUID], *, to: User | None, by: User) -> int:
    """Give open cases of the own party to a colleague, or back to the pool; how many. Raises Refused."""
    if by.role not in LEADS:
        raise Refused(Reason("step_not_yours"))
    if to is not None and not colleagues(by).filter(pk=to.pk).exists():
        raise Refused(Reason("no_such_colleague"))
    ours = queues.in_group(kind, by, "todo").filter(public_id__in=list(refs)[:AT_ONCE])
    found = set(ours.values_list("public_id", flat=True))
    if to is not None:
        found -= set(Recusal.objects.filter(user=to, subject_kind=kind.name, subject_ref__in=found).values_list("subject_ref", flat=True))
    standing = Assignment.objects.standing().filter(subject_kind=kind.name, subject_ref__in=found)
    standing.update(ended_at=timezone.now())
    if to is not None:
        rows = [Assignment(subject_kind=kind.name, subject_ref=ref, officer=to, by=by) for ref in sorted(found)]
        try:
            with transaction.atomic():
                Assignment.objects.bulk_create(rows)
        except IntegrityError:
            raise Refused(Reason("changed_meanwhile")) from None
    return len(found)


@transaction.atomic
def hand_on(kind: Kind, subject: Any, *, by: User, note: str) -> None:
    """The officer knows the person: the case leaves their hands and is not offered to them again."""
    said = {"subject_kind": kind.name, "subject_ref": subject.public_id, "user": by}
    Recusal.objects.get_or_create(**said, defaults={"note": note.strip()[:400]})
    Assignment.objects.standing().filter(subject_kind=kind.name, subject_ref=subject.public_id, officer=by).update(ended_at=timezone.now())
    claims.put_back(kind.name, subject.public_id, by=by)


def officer_of(kind: Kind, ref: uuid.UUID, user: User) -> User | None:
    """Whose case it is; None while it is shared."""
    row = _given(user.role).first(kind.name, ref)
    return row.officer if row else None


@cache
def _given(role: str) -> Prepared[Assignment]:
    rows = Assignment.objects.counting(somebody(role)).select_related("officer")
    return Prepared(lambda kind, ref: rows.filter(subject_kind=kind, subject_ref=ref), TEXT, REF)
