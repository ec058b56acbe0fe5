"""Reads what was counted (counting.py): a handful of small rows a page, whatever the size of the register."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import District
from jobs.models import Employer, Prefecture, SswField
from reporting.models import CountedMonth, Figure, Pace
from reporting.periods import Period, first_of, shifted
from reporting.stages import BY_PERSON, OF_PEOPLE, SEXES, STAYS, STOCKS, WORDS
from workflow.clock import local_day
from workflow.deadlines import days_for

LEAST = 5
Counts = dict[str, int]


@dataclass(frozen=True)
class Count:
    """Of one stage: applications, and people for whom it was the first."""

    count: int = 0
    people: int = 0


def today() -> date:
    """The day at OEC."""
    return local_day(timezone.now(), "oec")


def totals(period: Period) -> dict[str, Count]:
    """Every stage, with zeros. Two queries."""
    rows = _summed(period, "all").values_list("stage", "count_sum", "people_sum")
    found = {stage: Count(count, people) for stage, count, people in rows} | {
        stage: Count(count, count) for stage, _key, count in _stock(period, "all")
    }
    return {stage: found.get(stage, Count()) for stage in WORDS}


def broken_down(period: Period, by: str) -> list[tuple[str, Counts]]:
    """Key -> how many of each stage, the fullest row first: people by province and sex, else applications. Two queries."""
    found: dict[str, Counts] = defaultdict(dict)
    which = "people_sum" if by in BY_PERSON else "count_sum"
    for key, stage, count in _summed(period, by).values_list("key", "stage", which):
        found[key][stage] = count
    for stage, key, count in _stock(period, by):
        found[key][stage] = count
    return sorted(found.items(), key=lambda row: (-sum(row[1].values()), row[0]))


def _summed(period: Period, by: str) -> Any:
    rows = Figure.objects.filter(month__in=period.months, by=by).exclude(stage__in=STOCKS)
    return rows.values("stage", "key").annotate(count_sum=Sum("count"), people_sum=Sum("people")).order_by()


def _stock(period: Period, by: str) -> Any:
    """What stood at the end of its last month that was counted."""
    rows = Figure.objects.filter(by=by, stage__in=STOCKS, month__in=period.months)
    last = CountedMonth.objects.filter(first__in=period.months).order_by("-first").values("first")[:1]
    return rows.filter(month__in=last).values_list("stage", "key", "people")


def in_a_row(months: Iterable[date]) -> dict[date, Counts]:
    """Every stage of these months. One query."""
    found: dict[date, Counts] = {first: dict.fromkeys(WORDS, 0) for first in months}
    rows = Figure.objects.filter(month__in=list(found), by="all", stage__in=WORDS)
    for first, stage, count in rows.values_list("month", "stage", "count"):
        found[first][stage] = count
    return found


def counted_at(period: Period) -> datetime | None:
    """When the oldest of its numbers was counted; None as long as a month that has begun lacks."""
    begun = [first for first in period.months if first <= today()]
    found = list(CountedMonth.objects.filter(first__in=begun, counted_at__isnull=False).values_list("counted_at", flat=True))
    first = CountedMonth.objects.order_by("first").values_list("first", flat=True).first()
    needed = [month for month in begun if first and month >= first]
    return min(found) if needed and len(found) >= len(needed) else None


def is_counted(months: Collection[date]) -> bool:
    """Whether any of them was counted: before that a nought would be a number that nobody counted."""
    return CountedMonth.objects.filter(first__in=months, counted_at__isnull=False).exists()


def ask_again(period: Period) -> int:
    """Have its months counted again within minutes; how many."""
    return CountedMonth.objects.filter(first__in=period.months).update(asked_at=timezone.now())


@dataclass(frozen=True)
class Middle:
    """The median of a stay in working days, of so many cases, and the days that its owner has."""

    days: float
    cases: int
    target: int | None = None

    @property
    def is_over(self) -> bool:
        return self.target is not None and self.days > self.target


def medians(first: date | None = None, *, by: str = "all", stages: Collection[str] = ()) -> dict[str, dict[str, Middle]]:
    """Key -> stage -> median of the month that begins on `first` (the present one by default); "all" has the key "". At most 6 queries."""
    first = first or first_of(today())
    rows = Pace.objects.filter(month=first, by=by)
    rows = rows.filter(stage__in=stages) if stages else rows
    targets = targets_on(min(today(), shifted(first, 1) - timedelta(days=1)))
    found: dict[str, dict[str, Middle]] = defaultdict(dict)
    for key, stage, days, cases in rows.values_list("key", "stage", "days", "cases"):
        found[key][stage] = Middle(float(days), cases, targets.get(stage))
    return dict(found)


def targets_on(day: date) -> dict[str, int]:
    """Stage -> the working days of its owner by the dated rows of the clock. One query an owner."""
    days = {owner: days_for(owner, day) for owner in sorted(set(STAYS.values()))}
    return {stage: days[owner] for stage, owner in STAYS.items()}


def names_of(by: str, keys: Collection[str]) -> dict[str, str]:
    """Key -> name in the reader's language; an empty key says what it means. One query."""
    wanted = [key for key in keys if key]
    if by == "sex":
        return {key: str(SEXES.get(key, key)) for key in keys}
    names = {"": _("IT and engineers") if by == "field" else _("not said")}
    return names | {str(key): str(name) for key, name in _named(by, wanted)}


def _named(by: str, keys: list[str]) -> Iterable[tuple[Any, Any]]:
    if by == "province":
        rows = District.objects.filter(province_code__in=keys).order_by("province_code").distinct("province_code")
        return ((row.province_code, _province(row)) for row in rows)
    models: dict[str, Any] = {"field": SswField, "prefecture": Prefecture, "employer": Employer, "district": District, "officer": User}
    return ((row.pk, row) for row in models[by].objects.filter(pk__in=keys))


def _province(row: District) -> str:
    return row.province_ur if get_language() == "ur" and row.province_ur else row.province_en


def rounded(count: int) -> int | None:
    """For publication: rounded down to five; None says "under 5", also of nobody."""
    return count // LEAST * LEAST if count >= LEAST else None


def is_of_people(stage: str, by: str) -> bool:
    """Whether a number counts people, or applications of whom one person may have several."""
    return stage in OF_PEOPLE or by in BY_PERSON
