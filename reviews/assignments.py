"""Whose case it is: given by the party's lead, or shared. Who knows the person hands the case on and is not offered it again."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from reviews import claims, queues
from reviews.deputies import LEADS
from reviews.kinds import Kind, kinds_for
from reviews.models import Assignment, Recusal, roles_beside
from reviews.wishes import Wish
from workflow.counting import counted
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
    row = Assignment.objects.counting(user).filter(subject_kind=kind.name, subject_ref=ref).select_related("officer").first()
    return row.officer if row else None


def team(user: User) -> list[dict[str, Any]]:
    """Each colleague with the cases given to them, those late and the oldest; last the shared ones. Six queries a kind."""
    today, found = queues.owner_day(user), {}
    for kind in kinds_for(user.role):
        for officer, part in [*given(kind, user, today).items(), (None, shared(kind, user, today))]:
            if part["open"]:
                found.setdefault(officer, []).append(part | {"kind": kind})
    people = [*colleagues(user), None]
    return [line_of(person, found.get(person.pk if person else None, []), today) for person in people]


def given(kind: Kind, user: User, today: date) -> dict[int, dict[str, Any]]:
    """By officer: how many of their cases are open, how many late, and the oldest. Read from what was given, however long the queue is."""
    rows = Assignment.objects.counting(user).filter(subject_kind=kind.name)
    officer_of_case = dict(rows.values_list("subject_ref", "officer"))
    open_cases = queues.in_group(kind, user, "todo").filter(public_id__in=rows.values("subject_ref"))
    found: dict[int, dict[str, Any]] = {}
    told = queues.in_order(open_cases).annotate(told=queues.is_escalated(kind))
    for ref, due, pk, is_told in told.values_list("public_id", "due_on", "pk", "told"):
        part = found.setdefault(officer_of_case[ref], {"open": 0, "late": 0, "escalated": 0, "due": due, "case": pk})
        part["open"] += 1
        part["escalated"] += is_told
        part["late"] += queues.lateness(due, today) == "late"
    cases = kind.visible_to(user).in_bulk([part["case"] for part in found.values()])
    return {officer: part | {"case": cases[part["case"]]} for officer, part in found.items()}


def shared(kind: Kind, user: User, today: date) -> dict[str, Any]:
    """The cases that nobody was given."""
    rows = queues.narrowed(queues.in_group(kind, user, "todo"), Wish(who="nobody"), kind, user)
    first = queues.places(kind, user, Wish(who="nobody"), 1)
    late = rows.filter(due_on__lt=today)
    sums = counted({"open": rows, "late": late, "escalated": late.filter(queues.is_escalated(kind))}, most=queues.MOST)
    case = kind.visible_to(user).filter(pk=first[0].pk).first() if first else None
    return sums | {"due": case.due_on if case else None, "case": case}


def line_of(person: User | None, parts: list[dict[str, Any]], today: Any) -> dict[str, Any]:
    """One person's sums over all queues, and the case that waits longest."""
    waiting = [part for part in parts if part["case"] is not None and part["due"]]
    oldest = min(waiting, key=lambda part: (part["due"], part["case"].waiting_since), default=None)
    return {
        "person": person,
        "open": sum(part["open"] for part in parts),
        "late": sum(part["late"] for part in parts),
        "escalated": sum(part["escalated"] for part in parts),
        "parts": parts,
        "oldest": oldest,
        "is_late": oldest is not None and oldest["due"] < today,
        "reference": oldest["kind"].reference(oldest["case"]) if oldest else "",
    }
