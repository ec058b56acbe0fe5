"""All companies with their running cases: who has the next step, and for how long nothing was heard. Reads only."""

import base64
import binascii
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.states import ApplicationState
from jobs.models import DemandLetter, Employer, Vacancy
from jobs.states import DemandState, VacancyState
from workflow.clock import local_day

PAGE = 50
BOARD = (Path(__file__).parent / "board.sql").read_text(encoding="utf-8")
HIDDEN = {"vacancy": VacancyState.DRAFT, "demand": DemandState.DRAFTED, "application": ApplicationState.DRAFT}  # no case at the desk yet
A = ApplicationState
COLUMNS = {
    "presented": (A.PRESENTED,),
    "interviewing": (A.INTERVIEWING,),
    "offered": (A.OFFERED,),
    "accepted": (A.ACCEPTED, A.DEPARTED, A.ARRIVED),
}
FILTERS = ("running", "late", "unchecked", "all")


@dataclass(frozen=True)
class NextStep:
    """A running case: what it is, whose turn it is, until when, and where it opens."""

    kind: str
    subject: Any
    company: int

    @property
    def is_late(self) -> bool:
        """Its day is past where its owner works."""
        due = self.subject.due_on
        return due is not None and due < local_day(timezone.now(), self.subject.owner)

    @property
    def url(self) -> str:
        """The case at the desk; "" while it is a draft."""
        is_hidden = self.subject.state == HIDDEN.get(self.kind)
        return "" if is_hidden else reverse("admin:desk_case", args=[self.kind, self.subject.public_id])

    @property
    def silent_days(self) -> int:
        return days_since(self.subject.waiting_since)


@dataclass
class Line:
    """One company on the board."""

    company: Employer
    silent_days: int
    vacancies: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    next: NextStep | None = None


def days_since(moment: datetime) -> int:
    """Whole days by the calendar in Tokyo."""
    return (local_day(timezone.now(), "inter_ses") - local_day(moment, "inter_ses")).days


def board(wanted: str, text: str, cursor: str, most: int) -> list[tuple[int, datetime]]:
    """The next companies that the filter means, with the moment of the last step in any of their cases. One query, each table once.

    Running: waits to be checked, has a vacancy on its way or a case that somebody holds. Late: somebody's day is past.
    """
    moment, pk = read_cursor(cursor) or (None, None)
    like = "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"
    today = local_day(timezone.now(), "inter_ses")
    values = {"wanted": wanted, "text": text, "like": like, "today": today, "moment": moment, "pk": pk, "limit": most}
    with connection.cursor() as asked:
        asked.execute(BOARD, values)
        return list(asked.fetchall())


def last_word(user: User, company: Employer) -> datetime:
    """The same moment for one company."""
    rows = [
        Vacancy.objects.visible_to(user).filter(employer=company),
        DemandLetter.objects.visible_to(user).filter(employer=company),
        Application.objects.visible_to(user).filter(vacancy__employer=company),
    ]
    latest = [each.aggregate(latest=Max("waiting_since"))["latest"] for each in rows]
    return max(filter(None, [company.waiting_since, *latest]))


def cursor_of(pk: int, moment: datetime) -> str:
    """The mark of the last row of a page."""
    return base64.urlsafe_b64encode(f"{moment.isoformat()}|{pk}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[datetime, int] | None:
    """The place that a mark names, or None for a mark that is none."""
    try:
        moment, _bar, pk = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition("|")
        place = datetime.fromisoformat(moment)
        return (place, int(pk)) if place.tzinfo and pk.isascii() and len(pk) < 19 else None
    except (ValueError, binascii.Error):
        return None


def page_of(user: User, wanted: str, text: str, cursor: str) -> tuple[list[Line], str]:
    """A page of the board and the mark of the next one; seven queries at any size."""
    found = board(wanted, text, cursor, PAGE + 1)
    companies = Employer.objects.visible_to(user).in_bulk([pk for pk, _moment in found[:PAGE]])
    lines = lines_of(user, [(companies[pk], moment) for pk, moment in found[:PAGE] if pk in companies])
    return lines, cursor_of(*found[PAGE - 1]) if len(found) > PAGE else ""


def lines_of(user: User, heard: Sequence[tuple[Employer, datetime]]) -> list[Line]:
    """Companies, each with its last word, with their counts and the case that is due first."""
    keys = [company.pk for company, _moment in heard]
    vacancies = counted(Vacancy.objects.visible_to(user).filter(employer__in=keys), "employer")
    people = counted(Application.objects.visible_to(user).filter(vacancy__employer__in=keys), "vacancy__employer")
    steps = first_steps(user, [company for company, _moment in heard])
    return [
        Line(
            company,
            days_since(moment),
            vacancies[company.pk],
            {name: sum(people[company.pk].get(state, 0) for state in states) for name, states in COLUMNS.items()},
            steps.get(company.pk),
        )
        for company, moment in heard
    ]


def counted(rows: "QuerySet[Any]", company: str) -> dict[int, dict[str, int]]:
    """Company -> state -> how many."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, state, count in rows.order_by().values_list(company, "state").annotate(count=Count("pk")):
        found[pk][state] = count
    return found


def held(user: User, keys: Iterable[int]) -> list[tuple[str, str, "QuerySet[Any]"]]:
    """Cases of these companies that wait for somebody: kind, path to the company, rows."""
    kept = list(keys)
    people = Application.objects.visible_to(user).exclude(owner="").filter(vacancy__employer__in=kept).select_related("vacancy")
    return [
        ("vacancy", "employer_id", Vacancy.objects.visible_to(user).exclude(owner="").filter(employer__in=kept)),
        ("demand", "employer_id", DemandLetter.objects.visible_to(user).exclude(owner="").filter(employer__in=kept)),
        ("application", "vacancy__employer_id", people),
    ]


def first_steps(user: User, companies: Sequence[Employer]) -> dict[int, NextStep]:
    """For each company the case whose day comes first, the company's own check among them."""
    found = [NextStep("employer", company, company.pk) for company in companies if company.owner]
    for kind, path, rows in held(user, [company.pk for company in companies]):
        first = rows.annotate(company=F(path)).order_by("company", F("due_on").asc(nulls_last=True), "pk").distinct("company")
        found += [NextStep(kind, row, row.company) for row in first]
    best: dict[int, NextStep] = {}
    for step in sorted(found, key=_due):
        best.setdefault(step.company, step)
    return best


def _due(step: NextStep) -> tuple[date, int]:
    return step.subject.due_on or date.max, step.subject.pk


def cases_of(user: User, company: Employer, most: int) -> list[NextStep]:
    """The running cases of one company, first due first; at most so many of each kind."""
    found = [NextStep("employer", company, company.pk)] if company.owner else []
    for kind, _path, rows in held(user, [company.pk]):
        found += [NextStep(kind, row, company.pk) for row in rows.order_by(F("due_on").asc(nulls_last=True), "pk")[:most]]
    return sorted(found, key=_due)
