"""The month in figures: how many people took each stage, by province, field, prefecture and employer. Counts only, nobody is named."""

import calendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from candidates.models import Profile
from workflow.models import Entry

KARACHI = ZoneInfo("Asia/Karachi")
STAGES: dict[str, tuple[str, Any]] = {  # the figure, the step that makes it, its word
    "applied": ("application.submit", _("applied")),
    "endorsed": ("application.endorse", _("endorsed by OEC")),
    "presented": ("application.present", _("presented to an employer")),
    "hired": ("application.accept", _("hired")),
    "departed": ("application.depart", _("departed")),
    "arrived": ("application.arrive", _("arrived in Japan")),
}
REGISTERED = ("registered", _("registered"))
BY: dict[str, tuple[Any, str]] = {  # what the figures are broken down by: its word, the path from an application
    "province": (_("Province"), "candidate__district__province"),
    "field": (_("Field"), "vacancy__field__name"),
    "prefecture": (_("Prefecture"), "vacancy__prefecture__name"),
    "employer": (_("Employer"), "vacancy__employer__name"),
}
LANGUAGES_OF = {"province": ("en", "ur"), "field": ("en", "ja", "ur"), "prefecture": ("en", "ja", "ur"), "employer": ("en", "ja")}


@dataclass(frozen=True)
class Month:
    """A month of Pakistan's calendar."""

    year: int
    month: int

    @classmethod
    def read(cls, text: str, today: date) -> "Month":
        """The month of "2026-11"; the present one where it cannot be read or is still to come."""
        try:
            found = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
        except ValueError:
            found = today
        found = today if found > today or found.year < 2000 else found
        return cls(found.year, found.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From its first moment to that of the next month, in UTC."""
        ends = self.last + timedelta(days=1)
        return tuple(datetime.combine(day, time(), tzinfo=KARACHI).astimezone(UTC) for day in (self.first, ends))  # type: ignore[return-value]

    def before(self) -> "Month":
        day = self.first - timedelta(days=1)
        return Month(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


def path_of(by: str) -> str:
    """The column of the name, in the reader's language where there is one."""
    language = (get_language() or "en")[:2]
    return f"{BY[by][1]}_{language if language in LANGUAGES_OF[by] else 'en'}"


def reached(month: Month, kind: str) -> Any:
    """The applications that took this step in this month, each once."""
    begins, ends = month.moments
    steps = Entry.objects.filter(kind=kind, at__gte=begins, at__lt=ends)
    return Application.objects.filter(pk__in=steps.values("subject_id"))


def totals(month: Month) -> dict[str, int]:
    """People of each stage in the month. One query a stage."""
    begins, ends = month.moments
    found = {REGISTERED[0]: Profile.objects.filter(created_at__gte=begins, created_at__lt=ends).count()}
    return found | {stage: reached(month, kind).count() for stage, (kind, _word) in STAGES.items()}


def broken_down(month: Month, by: str) -> list[tuple[str, dict[str, int]]]:
    """One row for each name: how many of each stage; the fullest row first. One query a stage."""
    path, rows = path_of(by), {}
    for stage, (kind, _word) in STAGES.items():
        counted = reached(month, kind).order_by().values(name=F(path)).annotate(n=Count("pk"))
        for row in counted:
            rows.setdefault(row["name"] or "", Counter())[stage] += row["n"]
    if by == "province":
        for name, count in registered_by_province(month):
            rows.setdefault(name or "", Counter())[REGISTERED[0]] += count
    return sorted(rows.items(), key=lambda row: (-sum(row[1].values()), row[0]))


def registered_by_province(month: Month) -> Iterator[tuple[str, int]]:
    """Where those who registered live."""
    begins, ends = month.moments
    path = path_of("province").removeprefix("candidate__")
    new = Profile.objects.filter(Q(created_at__gte=begins, created_at__lt=ends)).order_by()
    return iter(new.values(name=F(path)).annotate(n=Count("pk")).values_list("name", "n"))
