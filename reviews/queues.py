"""What is due at the desk: rows by late, due today, oldest; groups and counts. Reads only."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import OWNER_OF
from reviews import claims
from reviews.kinds import Kind, kinds_for
from reviews.models import Assignment, Claim, Decision, Recusal
from workflow.clock import local_day

PAGE, LAST_PAGE, MOST = 50, 200, 1000
GROUPS = ("todo", "mine", "free", "waiting", "pending")


def is_uuid(text: str) -> bool:
    """Whether this names somebody at all."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


@dataclass(frozen=True)
class Wish:
    """What a queue page was asked for; what cannot be read is ignored."""

    group: str = "todo"
    late: bool = False
    today: bool = False
    state: str = ""
    field: str = ""
    who: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: Any, kind: Kind) -> "Wish":
        """From the query string of a request."""
        group, page, field = query.get("group", ""), query.get("page", ""), query.get("field", "")
        return cls(
            group=group if group in GROUPS else "todo",
            late=query.get("late") == "1",
            today=query.get("today") == "1",
            state=query.get("state", "") if query.get("state", "") in kind.states else "",
            field=field if kind.field and field.replace("_", "").isalnum() and len(field) <= 32 else "",
            who=who if (who := query.get("who", "")) in ("nobody",) or is_uuid(who) else "",
            page=min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and page != "0" and len(page) < 6 else 1,
        )


def owner_day(user: User) -> date:
    """The day it is where this user's party works."""
    return local_day(timezone.now(), OWNER_OF.get(user.role, "oec"))  # type: ignore[call-overload]


def of_party(user: User) -> Q:
    """Rows that this user's party must act on; an auditor reads those of both partners."""
    owner = OWNER_OF.get(user.role)  # type: ignore[call-overload]
    return Q(owner=owner) if owner else Q(owner__in=["oec", "inter_ses"])


def marked(kind: Kind, user: User) -> QuerySet[Any]:
    """Open rows: whether they are mine (claimed by me or given to me), held by anybody, not for me, and whether a decision is pending."""
    claim = claims.live().filter(subject_kind=kind.name, subject_ref=OuterRef("public_id"))
    pending = Decision.objects.pending().filter(subject_kind=kind.name, subject_ref=OuterRef("public_id"))
    given = Assignment.objects.counting(user).filter(subject_kind=kind.name, subject_ref=OuterRef("public_id"))
    knows = Recusal.objects.filter(subject_kind=kind.name, subject_ref=OuterRef("public_id"), user=user)
    return kind.open_to(user).annotate(
        is_mine=Exists(claim.filter(user=user)) | Exists(given.filter(officer=user)),
        is_held=Exists(claim),
        is_given=Exists(given.exclude(officer=user)) | Exists(knows),
        is_pending=Exists(pending),
    )


def in_group(rows: QuerySet[Any], group: str, user: User) -> QuerySet[Any]:
    """Yours, free to take, all that is to do, what waits for others, or what waits for its release."""
    ours = of_party(user)
    if group == "waiting":
        return rows.exclude(ours)
    if group == "pending":
        return rows.filter(ours, is_pending=True)
    rows = rows.filter(ours, is_pending=False)
    return rows.filter(is_mine=True) if group == "mine" else rows.filter(is_held=False, is_given=False) if group == "free" else rows


def narrowed(rows: QuerySet[Any], wish: Wish, kind: Kind, user: User) -> QuerySet[Any]:
    """Only late ones, those due today, of one state, of one field, of one officer."""
    today = owner_day(user)
    if wish.late:
        rows = rows.filter(due_on__lt=today)
    if wish.today:
        rows = rows.filter(due_on=today)
    if wish.who:
        given = Assignment.objects.counting(user).filter(subject_kind=kind.name, subject_ref=OuterRef("public_id"))
        is_theirs = ~Exists(given) if wish.who == "nobody" else Exists(given.filter(officer__public_id=wish.who))
        rows = rows.filter(is_theirs)
    if wish.state:
        rows = rows.filter(state=wish.state)
    if wish.field:
        rows = rows.filter(**({f"{kind.field}__isnull": True} if wish.field == "it" else {kind.field: wish.field}))
    return rows


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Late first, then due today, then by due date; the oldest of a day first."""
    return rows.order_by(F("due_on").asc(nulls_last=True), "waiting_since", "pk")


def counts(kind: Kind, user: User) -> dict[str, int]:
    """Rows per group, counted up to 1,000 so that no list is walked to its end."""
    return {group: in_group(marked(kind, user), group, user).order_by()[:MOST].count() for group in GROUPS}


@dataclass(frozen=True)
class Row:
    """One line of a queue."""

    subject: Any
    reference: str
    what: tuple[Any, Any]
    tag: Any
    late: str
    claim: Claim | None
    held_minutes: int
    is_mine: bool
    officer: User | None
    is_pending: bool


def page_of(kind: Kind, user: User, wish: Wish) -> tuple[list[Row], bool]:
    """Fifty rows and whether more follow; the same number of queries for any length."""
    today = owner_day(user)
    found = in_order(narrowed(in_group(marked(kind, user), wish.group, user), wish, kind, user))
    start = (wish.page - 1) * PAGE
    subjects = list(found[start : start + PAGE + 1])
    refs = [subject.public_id for subject in subjects[:PAGE]]
    held, given = claims.holders(kind.name, refs), officers(kind.name, refs, user)
    rows = [_row(kind, subject, held.get(subject.public_id), given.get(subject.public_id), today) for subject in subjects[:PAGE]]
    return rows, len(subjects) > PAGE


def officers(kind: str, refs: list[uuid.UUID], user: User) -> dict[uuid.UUID, User]:
    """Whose cases these are; one query."""
    rows = Assignment.objects.counting(user).filter(subject_kind=kind, subject_ref__in=refs).select_related("officer")
    return {row.subject_ref: row.officer for row in rows}


def _row(kind: Kind, subject: Any, claim: Claim | None, officer: User | None, today: date) -> Row:
    return Row(
        subject=subject,
        reference=kind.reference(subject),
        what=kind.what(subject),
        tag=kind.tag(subject),
        late=lateness(subject.due_on, today),
        claim=claim,
        held_minutes=claims.minutes(claim) if claim else 0,
        is_mine=subject.is_mine,
        officer=officer,
        is_pending=subject.is_pending,
    )


def lateness(due_on: date | None, today: date) -> str:
    """late, today, or "" when there is time."""
    if due_on is None or due_on > today:
        return ""
    return "late" if due_on < today else "today"


def next_of(kind: Kind, user: User) -> Any:
    """The most urgent row that was given to this user, else of the shared ones; nobody holds it."""
    rows = in_group(marked(kind, user), "free", user)
    return in_order(rows.filter(is_mine=True)).first() or in_order(rows).first()


def figures(user: User) -> dict[str, dict[str, int]]:
    """Per kind: to do, late, due today, waiting for others, pending. One query a kind."""
    today, ours = owner_day(user), of_party(user)
    wanted = {
        "todo": Count("pk", filter=ours & Q(is_pending=False)),
        "late": Count("pk", filter=ours & Q(is_pending=False, due_on__lt=today)),
        "today": Count("pk", filter=ours & Q(is_pending=False, due_on=today)),
        "waiting": Count("pk", filter=~ours),
        "pending": Count("pk", filter=ours & Q(is_pending=True)),
    }
    return {kind.name: marked(kind, user).order_by().aggregate(**wanted) for kind in kinds_for(user.role)}


def oldest(user: User) -> tuple[Kind, Any] | None:
    """The most urgent free row over all queues of this user."""
    found = [(kind, row) for kind in kinds_for(user.role) if (row := next_of(kind, user)) is not None]
    return min(found, key=lambda pair: (pair[1].due_on or date.max, pair[1].waiting_since)) if found else None
