"""What is due at the desk: rows by late, due today, oldest; groups and counts. Reads only, and never a long list to its end."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property, lru_cache
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.utils import timezone

from accounts.models import User
from accounts.roles import OWNER_OF
from reviews import claims, deputies
from reviews.kinds import KINDS, Kind, kinds_for, somebody
from reviews.models import Assignment, Claim, Decision, Recusal
from reviews.wishes import GROUPS, NONE, Place, Wish
from workflow import reminding
from workflow.clock import local_day
from workflow.counting import Counting, counting
from workflow.models import Reminder
from workflow.prepared import ASKS, NUMBERS, REFS, TEXT, Prepared

PAGE, MOST = 50, 1000
COLUMNS = ("todo", "late", "today", "waiting", "pending")
OWNERS = ("candidate", "employer", "inter_ses", "oec")
ORDER = ("due_on", "waiting_since", "pk")  # the index of every queue: late first, then due today, the oldest of a day first


def owner_day(user: User) -> date:
    """The day it is where this user's party works."""
    return local_day(timezone.now(), OWNER_OF.get(user.role, "oec"))  # type: ignore[call-overload]


def ours(user: User) -> tuple[str, ...]:
    """The owners whose rows this user's party must act on; an auditor reads those of both partners."""
    owner = OWNER_OF.get(user.role)  # type: ignore[call-overload]
    return (str(owner),) if owner else ("inter_ses", "oec")


def given_to(user: User, kind: Kind) -> QuerySet[Any]:
    """The cases that count as this user's own, by their reference: given to them, or to one for whom they stand in today."""
    given = Assignment.objects.counting(user).filter(subject_kind=kind.name)
    knows = Recusal.objects.filter(subject_kind=kind.name, user=user).values("subject_ref")
    stands_in = given.filter(officer__in=deputies.away_for(user).values("officer")).exclude(subject_ref__in=knows)
    return (given.filter(officer=user) | stands_in).values("subject_ref")


def held_by(user: User, kind: Kind) -> QuerySet[Any]:
    """The cases that this user has open now."""
    return claims.live().filter(subject_kind=kind.name, user=user).values("subject_ref")


def pending(kind: Kind) -> QuerySet[Any]:
    """The cases with a decision that waits for its release."""
    return Decision.objects.pending().filter(subject_kind=kind.name)


class Lists:
    """The groups of one queue for one user; each is put together when it is asked for."""

    def __init__(self, kind: Kind, user: User) -> None:
        self.kind, self.user = kind, user
        self.open = kind.open_to(user)
        self.ours = self.open.filter(owner__in=ours(user))

    def __getitem__(self, group: str) -> QuerySet[Any]:
        """All that is to do, yours, free to take, what waits for others, or what waits for its release."""
        if group not in GROUPS:
            raise KeyError(group)
        return getattr(self, group)  # type: ignore[no-any-return]

    @cached_property
    def todo(self) -> QuerySet[Any]:
        return self.ours.filter(~Exists(pending(self.kind).filter(subject_ref=OuterRef("public_id"))))

    @cached_property
    def own(self) -> QuerySet[Any]:
        """The references of the cases that count as this user's own."""
        return given_to(self.user, self.kind)

    @cached_property
    def mine(self) -> QuerySet[Any]:
        return self.todo.filter(public_id__in=held_by(self.user, self.kind).union(self.own))

    @cached_property
    def free(self) -> QuerySet[Any]:
        """Nobody has them open, no colleague was given them, and this user did not hand them on."""
        here = {"subject_kind": self.kind.name, "subject_ref": OuterRef("public_id")}
        held, knows = claims.live().filter(**here), Recusal.objects.filter(**here, user=self.user)
        others = Assignment.objects.counting(self.user).filter(**here).exclude(subject_ref__in=self.own)
        return self.todo.filter(~Exists(held), ~Exists(others), ~Exists(knows))

    @cached_property
    def waiting(self) -> QuerySet[Any]:
        """Named, not "anybody but us": the index of the queue is read by owner, the table never."""
        return self.open.filter(owner__in=[owner for owner in OWNERS if owner not in ours(self.user)])

    @cached_property
    def pending(self) -> QuerySet[Any]:
        return self.ours.filter(public_id__in=pending(self.kind).values("subject_ref"))


def in_group(kind: Kind, user: User, group: str) -> QuerySet[Any]:
    """One group of a queue."""
    return Lists(kind, user)[group]


def narrowed(rows: QuerySet[Any], wish: Wish, kind: Kind, user: User) -> QuerySet[Any]:
    """Only late ones, those due today, those escalated, of one state, of one field, of one officer."""
    today = owner_day(user)
    if wish.late:
        rows = rows.filter(due_on__lt=today)
    if wish.today:
        rows = rows.filter(due_on=today)
    if wish.escalated:
        rows = rows.filter(is_escalated(kind), due_on__lt=today)
    if wish.who:
        given = Assignment.objects.counting(user).filter(subject_kind=kind.name)
        theirs = given.filter(officer__public_id=wish.who).values("subject_ref") if wish.who != "nobody" else None
        is_given = Exists(given.filter(subject_ref=OuterRef("public_id")))
        rows = rows.exclude(is_given) if theirs is None else rows.filter(public_id__in=theirs)
    if wish.state:
        rows = rows.filter(state=wish.state)
    if wish.field:
        rows = rows.filter(**({f"{kind.field}__isnull": True} if wish.field == "it" else {kind.field: wish.field}))
    if wish.district:
        rows = rows.filter(**({f"{kind.district}__isnull": True} if wish.district == NONE else {kind.district: int(wish.district)}))
    return rows


def is_escalated(kind: Kind) -> Exists:
    """Those who lead were told of this very due day."""
    told = Reminder.objects.of(Reminder.What.ESCALATE).filter(subject_kind=kind.name, subject_ref=OuterRef("public_id"))
    return Exists(told.filter(due_on=OuterRef("due_on")))


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Late first, then due today, then by due date; the oldest of a day first."""
    return rows.order_by(*ORDER)


def behind(rows: QuerySet[Any], place: Place | None) -> QuerySet[Any]:
    """Those that come after this place."""
    if place is None:
        return rows
    where = Tuple(*(F(name) for name in ORDER))
    return rows.filter(TupleGreaterThan(where, (place.due_on, place.waiting_since, place.pk)))


def places(kind: Kind, user: User, wish: Wish, most: int, lists: Lists | None = None) -> list[Place]:
    """The first so many rows by their keys alone, each owner's read along its index; one query."""
    rows = behind(narrowed((lists or Lists(kind, user))[wish.group], wish, kind, user), wish.after)
    owners = [name for name in OWNERS if (name in ours(user)) != (wish.group == "waiting")]
    parts = [in_order(rows.filter(owner=name)).values_list(*ORDER)[:most] for name in owners]
    found = parts[0] if len(parts) == 1 else parts[0].union(*parts[1:], all=True).order_by(*ORDER)[:most]
    return [Place(*key) for key in found]


def counts(kind: Kind, user: User) -> dict[str, int]:
    """Rows per group, counted up to MOST; one query."""
    return _counts(kind.name, user.role, owner_day(user)).of(user.pk)


@lru_cache(maxsize=128)
def _counts(kind: str, role: str, _day: date) -> Counting[str]:
    """Put together once a day: who is away that day stands in it."""
    lists = Lists(KINDS[kind], somebody(role))
    return counting({group: lists[group] for group in GROUPS}, most=MOST)


@dataclass(frozen=True)
class Row:
    """One line of a queue."""

    subject: Any
    ref: str
    reference: str
    what: tuple[Any, Any]
    person: Any
    tag: Any
    since: datetime
    due: date
    late: str
    claim: Claim | None
    held_minutes: int
    is_mine: bool
    officer: User | None
    is_for: bool
    escalated_on: date | None
    is_pending: bool


def page_of(kind: Kind, user: User, wish: Wish, lists: Lists | None = None) -> tuple[list[Row], Place | None]:
    """Fifty rows and the place where the next page begins, if more follow; the same number of queries for any length and any page."""
    found = places(kind, user, wish, PAGE + 1, lists)
    keys = [place.pk for place in found[:PAGE]]
    subjects = {row.pk: row for row in _lines(kind.name, user.role)(keys)} if keys else {}
    rows = rows_of(kind, [subjects[place.pk] for place in found[:PAGE] if place.pk in subjects], user)
    return rows, found[PAGE - 1] if len(found) > PAGE else None


@cache
def _lines(kind: str, role: str) -> Prepared[Any]:
    found = KINDS[kind]
    is_pending = Exists(pending(found).filter(subject_ref=OuterRef("public_id")))
    return Prepared(lambda keys: found.lines(somebody(role)).filter(pk__in=keys).annotate(is_pending=is_pending), NUMBERS)


def rows_of(kind: Kind, subjects: list[Any], user: User) -> list[Row]:
    """These subjects as lines; three queries for any number."""
    refs, today = [subject.public_id for subject in subjects], owner_day(user)
    held, given = claims.holders(kind.name, refs), given_among(kind.name, refs, user)
    told = reminding.escalated(kind.name, refs)
    return [
        Row(
            subject=subject,
            ref=str(subject.public_id),
            reference=kind.reference(subject),
            what=kind.what(subject),
            person=kind.person(subject) if kind.person else None,
            tag=kind.tag(subject),
            since=subject.waiting_since,
            due=subject.due_on,
            late=lateness(subject.due_on, today),
            claim=(claim := held.get(subject.public_id)),
            held_minutes=claims.minutes(claim) if claim else 0,
            is_for=(is_for := (row := given.get(subject.public_id)) is not None and row.is_away),
            is_mine=is_for or user in (claim and claim.user, row and row.officer),
            officer=row and row.officer,
            escalated_on=told.get(subject.public_id) if told.get(subject.public_id) == subject.due_on else None,
            is_pending=subject.is_pending,
        )
        for subject in subjects
    ]


def given_among(kind: str, refs: Sequence[uuid.UUID], user: User) -> dict[uuid.UUID, Any]:
    """To whom these cases, up to fifty, were given, and whether this user stands in for them today; one query."""
    return {row.subject_ref: row for row in _given(user.role, owner_day(user))(kind, refs, user.pk)} if refs else {}


@lru_cache(maxsize=32)
def _given(role: str, _day: date) -> Prepared[Any]:
    """Put together once a day: who is away that day stands in it."""
    reader = somebody(role)
    is_away = Exists(deputies.away_for(reader).filter(officer=OuterRef("officer")))
    rows = Assignment.objects.counting(reader).select_related("officer").annotate(is_away=is_away)
    return Prepared(lambda kind, refs, _user: rows.filter(subject_kind=kind, subject_ref__in=refs), TEXT, REFS, ASKS)


def lateness(due_on: date | None, today: date) -> str:
    """late, today, or "" when there is time."""
    if due_on is None or due_on > today:
        return ""
    return "late" if due_on < today else "today"


def next_of(kind: Kind, user: User, after: Place | None = None) -> Any:
    """The most urgent row that was given to this user, else of the shared ones; nobody holds it, and it comes after that place."""
    own = in_order(behind(in_group(kind, user, "free").filter(public_id__in=given_to(user, kind)), after)).first()
    wish = Wish(group="free", after=after)
    return own or kind.visible_to(user).filter(pk__in=[place.pk for place in places(kind, user, wish, 1)]).first()


def place_of(subject: Any) -> Place | None:
    """Where this row stands in its queue; None for one that waits for nobody any more."""
    return Place(subject.due_on, subject.waiting_since, subject.pk) if subject.due_on and subject.waiting_since else None


def figures(user: User) -> dict[str, dict[str, int]]:
    """Per kind: to do, late, due today, waiting for others, pending, each counted up to MOST. One query for all."""
    found = _figures(user.role, owner_day(user)).of(user.pk)
    return {kind.name: {column: found[kind.name, column] for column in COLUMNS} for kind in kinds_for(user.role)}


@lru_cache(maxsize=32)
def _figures(role: str, today: date) -> Counting[tuple[str, str]]:
    lists = {}
    for kind in kinds_for(role):
        groups = Lists(kind, somebody(role))
        todo = groups.todo
        found = (todo, todo.filter(due_on__lt=today), todo.filter(due_on=today), groups.waiting, groups.pending)
        lists |= {(kind.name, column): rows for column, rows in zip(COLUMNS, found, strict=True)}
    return counting(lists, most=MOST)


def oldest(user: User) -> tuple[Kind, Any] | None:
    """The most urgent free row over all queues of this user."""
    found = [(kind, row) for kind in kinds_for(user.role) if (row := next_of(kind, user)) is not None]
    return min(found, key=lambda pair: (pair[1].due_on or date.max, pair[1].waiting_since)) if found else None
