"""An employer's own numbers: what became of each vacancy, and how fast the company answers. Reads, and one nightly measurement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from accounts.roles import Role
from applications.answering import ANSWERS, ENDS, OPENS, Event, answer_times, median, public_median, whole_days
from applications.models import Application, Interview, Offer, Slot
from applications.states import ApplicationState
from jobs.models import Employer, Vacancy
from jobs.models.versions import VacancyDay
from workflow.clock import JAPAN, ZONES
from workflow.models import Entry

MEASURED = timedelta(days=365)  # answers older than a year tell nothing of today
AT_ONCE = 100
COLUMNS = ("seen", "applied", "presented", "interviewed", "offered", "accepted", "declined")
TOLD = frozenset(f"application.{name}" for name in OPENS | ANSWERS | ENDS)


@dataclass
class Line:
    """One vacancy in numbers; `days` is the median of its answers, rounded up."""

    vacancy: Vacancy
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    days: int | None = None

    @property
    def cells(self) -> list[int]:
        return [self.counts[name] for name in COLUMNS]


@dataclass(frozen=True)
class Span:
    """From a day on, by the calendar in Tokyo; None is everything."""

    since: date | None = None

    def on(self, name: str) -> dict[str, Any]:
        """A filter of a column with a moment."""
        if self.since is None:
            return {f"{name}__isnull": False}
        return {f"{name}__gte": datetime.combine(self.since, time(), ZONES[JAPAN])}


def lines(vacancies: Iterable[Vacancy], span: Span) -> list[Line]:
    """The vacancies with what happened in this time; six queries at any size."""
    found = {vacancy.pk: Line(vacancy) for vacancy in vacancies}
    for name, rows in sources(list(found), span):
        for pk, count in rows:
            found[pk].counts[name] = count
    told = times_by_vacancy(Application.objects.filter(vacancy__in=list(found)), span)
    for pk, line in found.items():
        line.days = whole_days(median(told.get(pk, [])))
    return list(found.values())


def sources(keys: list[int], span: Span) -> Iterator[tuple[str, Iterable[tuple[int, int]]]]:
    """Each column with (vacancy, count). Of people who applied and were not presented only the number is told."""
    seen = VacancyDay.objects.filter(vacancy__in=keys)
    seen = seen.filter(day__gte=span.since) if span.since else seen
    yield "seen", seen.values_list("vacancy").annotate(sum=Sum("seen"))
    sent = Application.objects.filter(vacancy__in=keys).order_by()
    is_declined = Q(state=ApplicationState.DECLINED, **span.on("waiting_since"))
    counts = {name: Count("pk", filter=Q(**span.on(f"{moment}_at"))) for name, moment in _MOMENTS.items()}
    rows = list(sent.values("vacancy").annotate(**counts, declined=Count("pk", filter=is_declined)))
    for name in (*_MOMENTS, "declined"):
        yield name, [(row["vacancy"], row[name]) for row in rows]
    people = Count("application", distinct=True)
    held = Slot.objects.filter(interview=OuterRef("pk"), is_chosen=True, starts_at__lte=timezone.now(), **_since(span))
    yield "interviewed", _of(Interview.objects.filter(Exists(held)), keys).annotate(people=people)
    yield "offered", _of(Offer.objects.filter(**span.on("made_at")), keys).annotate(people=people)


_MOMENTS = {"applied": "submitted", "presented": "presented", "accepted": "accepted"}


def _since(span: Span) -> dict[str, Any]:
    return span.on("starts_at") if span.since else {}


def _of(rows: "QuerySet[Any]", keys: list[int]) -> "QuerySet[Any]":
    return rows.filter(application__vacancy__in=keys).order_by().values_list("application__vacancy")


def totals(found: Iterable[Line]) -> dict[str, int]:
    """The sum over all vacancies."""
    rows = [line.counts for line in found]
    return {name: sum(row[name] for row in rows) for name in COLUMNS}


def times_by_vacancy(people: "QuerySet[Application]", span: Span) -> dict[int, list[timedelta]]:
    """Vacancy -> how long each answer took, of turns that began in this time; three queries."""
    vacancy_of = dict(people.filter(presented_at__isnull=False).values_list("pk", "vacancy"))
    interviews = held_at(vacancy_of)
    found: dict[int, list[timedelta]] = defaultdict(list)
    for pk, events in events_of(vacancy_of, interviews, span):
        found[vacancy_of[pk]] += answer_times(events)
    return found


def held_at(keys: Iterable[int]) -> dict[tuple[int, int], datetime]:
    """(application, round) -> when the interview was: the employer's days count from then on."""
    rows = Slot.objects.filter(is_chosen=True, interview__application__in=list(keys))
    return {(pk, number): at for pk, number, at in rows.values_list("interview__application", "interview__round", "starts_at")}


def events_of(keys: Iterable[int], interviews: dict[tuple[int, int], datetime], span: Span) -> Iterator[tuple[int, list[Event]]]:
    """The journal of each application as far as it tells of turns and answers."""
    rows = Entry.objects.filter(subject_kind=Application.KIND, subject_id__in=list(keys), kind__in=TOLD, **_at(span))
    kept: dict[int, list[Event]] = defaultdict(list)
    told = rows.order_by("subject_id", "seq").values_list("subject_id", "kind", "at", "actor_role", "on_behalf_of__role", "data")
    for pk, kind, at, role, behalf, data in told:
        name = kind.partition(".")[2]
        if name == "choose_slot":
            at = max(at, interviews.get((pk, data.get("round", 0)), at))
        kept[pk].append((name, at, Role.EMPLOYER in (role, behalf)))
    yield from kept.items()


def _at(span: Span) -> dict[str, Any]:
    return span.on("at") if span.since else {}


def measure(companies: "list[Employer]", today: date) -> int:
    """Write how many days these companies take to answer, over the last year; how many have a number now. Five queries."""
    people = Application.objects.filter(vacancy__employer__in=companies)
    company_of = dict(Vacancy.objects.filter(employer__in=companies).values_list("pk", "employer"))
    times: dict[int, list[timedelta]] = defaultdict(list)
    for vacancy, found in times_by_vacancy(people, Span(today - MEASURED)).items():
        times[company_of[vacancy]] += found
    for company in companies:
        company.answer_days = public_median(times.get(company.pk, []))
    Employer.objects.bulk_update(companies, ["answer_days"])
    return sum(company.answer_days is not None for company in companies)
