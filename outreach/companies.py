"""All companies with their running cases: who has the next step, and for how long nothing was heard. Reads only."""

import base64
import binascii
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.states import ApplicationState
from jobs.models import DemandLetter, Employer, Vacancy
from jobs.states import DemandState, EmployerState, VacancyState
from workflow.clock import local_day

PAGE = 50
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


def board(user: User, wanted: str, text: str) -> "QuerySet[Employer]":
    """Every company that the filter means, with `last_word`: the last step of the company, its vacancies, letters or applications."""
    vacancies, letters, people = _of(Vacancy, user), _of(DemandLetter, user), _sent(user)
    rows = Employer.objects.visible_to(user).annotate(
        last_word=Greatest(
            "waiting_since", _latest(vacancies, "employer"), _latest(letters, "employer"), _latest(people, "vacancy__employer")
        )
    )
    if text:
        rows = rows.filter(Q(name_ja__icontains=text) | Q(name_en__icontains=text) | Q(corporate_number=text))
    return rows.filter(_filter(wanted, vacancies, letters, people)) if wanted != "all" else rows


def _of(model: Any, user: User) -> "QuerySet[Any]":
    return model.objects.visible_to(user).filter(employer=OuterRef("pk")).order_by()  # type: ignore[no-any-return]


def _sent(user: User) -> "QuerySet[Any]":
    return Application.objects.visible_to(user).filter(vacancy__employer=OuterRef("pk")).order_by()


def _latest(rows: "QuerySet[Any]", company: str) -> Subquery:
    return Subquery(rows.values(company).annotate(latest=Max("waiting_since")).values("latest"))


def _filter(wanted: str, vacancies: "QuerySet[Any]", letters: "QuerySet[Any]", people: "QuerySet[Any]") -> Q:
    """Running: waits to be checked, has a vacancy on its way or a case that somebody holds. Late: somebody's day is past."""
    if wanted == "unchecked":
        return Q(state=EmployerState.REGISTERED)
    if wanted == "late":
        past = {"due_on__lt": local_day(timezone.now(), "inter_ses")}
        held = [Exists(rows.exclude(owner="").filter(**past)) for rows in (vacancies, letters, people)]
        return Q(held[0]) | Q(held[1]) | Q(held[2]) | (~Q(owner="") & Q(**past))
    on_its_way = Exists(vacancies.exclude(state=VacancyState.ENDED))
    return ~Q(owner="") | Q(on_its_way) | Q(Exists(people.exclude(owner="")))


def after(rows: "QuerySet[Employer]", cursor: str) -> "QuerySet[Employer]":
    """Those that come after the mark of a page; the longest silence first."""
    rows = rows.order_by("last_word", "pk")
    place = read_cursor(cursor)
    return rows.filter(Q(last_word__gt=place[0]) | Q(last_word=place[0], pk__gt=place[1])) if place else rows


def cursor_of(company: Any) -> str:
    """The mark of the last row of a page."""
    return base64.urlsafe_b64encode(f"{company.last_word.isoformat()}|{company.pk}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[datetime, int] | None:
    """The place that a mark names, or None for a mark that is none."""
    try:
        moment, _bar, pk = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition("|")
        place = datetime.fromisoformat(moment)
        return (place, int(pk)) if place.tzinfo and pk.isascii() and len(pk) < 19 else None
    except (ValueError, binascii.Error):
        return None


def page_of(user: User, wanted: str, text: str, cursor: str) -> tuple[list[Line], str]:
    """A page of the board and the mark of the next one; six queries at any size."""
    found: list[Any] = list(after(board(user, wanted, text), cursor)[: PAGE + 1])
    companies = found[:PAGE]
    return lines_of(user, companies), cursor_of(companies[-1]) if len(found) > PAGE else ""


def lines_of(user: User, companies: Sequence[Any]) -> list[Line]:
    """The companies with their counts and the case that is due first."""
    keys = [company.pk for company in companies]
    vacancies = counted(Vacancy.objects.visible_to(user).filter(employer__in=keys), "employer")
    people = counted(Application.objects.visible_to(user).filter(vacancy__employer__in=keys), "vacancy__employer")
    steps = first_steps(user, companies)
    return [
        Line(
            company,
            days_since(company.last_word),
            vacancies[company.pk],
            {name: sum(people[company.pk].get(state, 0) for state in states) for name, states in COLUMNS.items()},
            steps.get(company.pk),
        )
        for company in companies
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
