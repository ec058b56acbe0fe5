"""What one account saw between two moments, or who looked at one person: all logs as one stream by time. Never a value, people by number.

Each source gives its rows by its own index, a few hundred at a time; the streams are merged while they flow, so a million lines need no
more memory than fifty.
"""

import heapq
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import Role
from applications.models import Application, Offer
from candidates.models import Evidence, Profile
from jobs.models import DemandLetter, Employer, Vacancy
from records.models import Inquiry, Visit
from reviews.models import Claim
from vault.models import AccessRecord

PAGE, AT_ONCE = 50, 2000


@dataclass(frozen=True)
class Line:
    """One thing that was seen. `person` and `subject` become `about`: the number of a person or of a case."""

    at: datetime
    source: str
    pk: int
    user: int
    what: str
    reason: str = ""
    note: str = ""
    case: str = ""
    person: int | None = None
    subject: tuple[str, uuid.UUID] | None = None
    about: str = ""
    who: str = ""

    @property
    def mark(self) -> tuple[datetime, str, int]:
        return self.at, self.source, self.pk


def of_look(row: AccessRecord) -> Line:
    return Line(row.at, "look", row.pk, row.user_id, row.field, row.purpose, row.note, row.case, row.person_id)


def of_claim(row: Claim) -> Line:
    return Line(row.at, "claim", row.pk, row.user_id, "", subject=(row.subject_kind, row.subject_ref))


def of_visit(row: Visit) -> Line:
    subject = ("profile", row.subject_ref) if row.what == Visit.What.PERSON and row.subject_ref else None
    return Line(row.at, row.what, row.pk, row.user_id, row.page, subject=subject)


def of_inquiry(row: Inquiry) -> Line:
    return Line(row.at, "inquiry", row.pk, row.by_id, row.what, note=row.reason, person=row.person_id)


Source = tuple[str, "QuerySet[Any]", Callable[[Any], Line]]


def sources(asked: Inquiry) -> list[Source]:
    """The rows of each log that the inquiry means, under the name by which equal times are ordered."""
    if asked.what == Inquiry.What.SAW:
        mine = {"user": asked.person}
        visits = [(what.value, Visit.objects.filter(**mine, what=what), of_visit) for what in Visit.What]
        return [
            ("look", AccessRecord.objects.filter(**mine), of_look),
            ("claim", Claim.objects.filter(**mine), of_claim),
            ("inquiry", Inquiry.objects.filter(by=asked.person), of_inquiry),
            *visits,
        ]
    return seen(asked.person)


def seen(person: User) -> list[Source]:
    """Who looked at a person: identity and files, cases opened, pages opened."""
    cases = Q(subject_kind="application", subject_ref__in=Application.objects.filter(candidate__user=person).values("public_id"))
    cases |= Q(subject_kind="evidence", subject_ref__in=Evidence.objects.filter(profile__user=person).values("public_id"))
    pages = Visit.objects.filter(what=Visit.What.PERSON, subject_ref__in=Profile.objects.filter(user=person).values("public_id"))
    return [
        ("look", AccessRecord.objects.filter(person=person), of_look),
        ("claim", Claim.objects.filter(cases), of_claim),
        ("person", pages, of_visit),
    ]


Mark = tuple[datetime, str, int]


def lines(asked: Inquiry, after: Mark | None = None, size: int = AT_ONCE) -> Iterator[Line]:
    """Everything in the time asked for, oldest first, or what comes after a line; read, and given names, `size` at a time."""
    merged = heapq.merge(*(stream(source, asked, after, size) for source in sources(asked)), key=lambda line: line.mark)
    while some := list(islice(merged, size)):
        yield from named(some)


def stream(source: Source, asked: Inquiry, after: Mark | None, size: int) -> Iterator[Line]:
    """One log by time and id."""
    name, rows, make = source
    mark = after
    while True:
        begun = rows.filter(at__gte=asked.since, at__lt=asked.until)
        some = [make(row) for row in past(begun, name, mark).order_by("at", "pk")[:size]]
        yield from some
        if len(some) < size:
            return
        mark = some[-1].mark


def past(rows: "QuerySet[Any]", name: str, mark: Mark | None) -> "QuerySet[Any]":
    """Rows of this log that come after a line of any log."""
    if mark is None:
        return rows
    at, source, pk = mark
    rows = rows.filter(at__gte=at)
    if name == source:
        return rows.exclude(at=at, pk__lte=pk)
    return rows if name > source else rows.exclude(at=at)


def page_of(asked: Inquiry, after: Mark | None) -> tuple[list[Line], Mark | None]:
    """A page and the mark of the next one."""
    found = list(islice(lines(asked, after, PAGE + 1), PAGE + 1))
    return found[:PAGE], found[PAGE - 1].mark if len(found) > PAGE else None


# ── numbers and names ──────────────────────────────────────────────────────────────────────────────────
KINDS: dict[str, tuple[Any, str]] = {
    "application": (Application, "reference"),
    "vacancy": (Vacancy, "reference"),
    "employer": (Employer, "corporate_number"),
    "demand": (DemandLetter, "number"),
    "evidence": (Evidence, "profile__reference"),
    "offer": (Offer, "application__reference"),
    "profile": (Profile, "reference"),
}


def named(some: list[Line]) -> list[Line]:
    """The same lines with numbers of people and cases, and who looked; one query for each kind that occurs."""
    people = {line.person for line in some if line.person}
    numbers = dict(Profile.objects.filter(user__in=people).values_list("user", "reference"))
    users = User.objects.in_bulk(people | {line.user for line in some})
    cases = case_numbers({line.subject for line in some if line.subject})
    return [replace(line, about=about(line, numbers, users, cases), who=called(users.get(line.user))) for line in some]


def case_numbers(subjects: set[tuple[str, uuid.UUID]]) -> dict[uuid.UUID, str]:
    """Public id of a case -> its number."""
    found: dict[uuid.UUID, str] = {}
    for kind, (model, column) in KINDS.items():
        if ids := [ref for name, ref in subjects if name == kind]:
            found |= dict(model._base_manager.filter(public_id__in=ids).values_list("public_id", column))
    return found


def about(line: Line, numbers: dict[Any, str], users: dict[int, User], cases: dict[uuid.UUID, str]) -> str:
    """The number of the person or the case; staff by name."""
    if line.subject:
        return cases.get(line.subject[1], "")
    return numbers.get(line.person) or called(users.get(line.person or 0))


def people_called(users: list[User]) -> dict[int, str]:
    """What each is called here, by account: a candidate by their number; one query."""
    numbers = dict(Profile.objects.filter(user__in=users).values_list("user", "reference"))
    return {user.pk: numbers.get(user.pk) or called(user) for user in users}


def called(user: User | None) -> str:
    """Staff and employers by name; a candidate by what they are."""
    if user is None:
        return ""
    return str(user.get_role_display()) if user.role == Role.CANDIDATE else str(user)  # type: ignore[attr-defined]
