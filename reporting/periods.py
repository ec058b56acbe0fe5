"""Months, quarters and years by the calendar of Pakistan. Pure: the day is passed in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from workflow.clock import PAKISTAN, ZONES

WRITTEN = re.compile(r"(20[0-9]{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def shifted(first: date, months: int) -> date:
    """The first day of the month that lies so many months later; earlier for a negative number."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def moments(first: date) -> tuple[datetime, datetime]:
    """From a month's first moment in Karachi to that of the next month, in UTC."""
    begins, ends = (datetime.combine(day, time(), ZONES[PAKISTAN]).astimezone(UTC) for day in (first, shifted(first, 1)))
    return begins, ends


@dataclass(frozen=True)
class Period:
    """One month, three or twelve; `first` is its first day."""

    first: date
    kind: str = "month"

    @classmethod
    def read(cls, text: str, today: date) -> "Period":
        """What "2026-11", "2026-Q4" or "2026" means; the present month where it cannot be read or is still to come."""
        found = WRITTEN.fullmatch(text)
        if not found:
            return cls(first_of(today))
        year, quarter, month = int(found[1]), found[2], found[3]
        kind = "quarter" if quarter else "month" if month else "year"
        first = date(year, int(quarter) * 3 - 2 if quarter else int(month or 1), 1)
        return cls(first, kind) if first <= today else cls(first_of(today))

    @property
    def length(self) -> int:
        return MONTHS_OF[self.kind]

    @property
    def months(self) -> list[date]:
        """The first days of its months."""
        return [shifted(self.first, n) for n in range(self.length)]

    @property
    def last_month(self) -> date:
        return shifted(self.first, self.length - 1)

    def before(self) -> "Period":
        """The one that ended when this began."""
        return Period(shifted(self.first, -self.length), self.kind)

    def after(self) -> "Period":
        return Period(shifted(self.first, self.length), self.kind)

    def around(self, kind: str, today: date) -> "Period":
        """The period of another kind in which this one ends, as far as it has come."""
        last = min(self.last_month, first_of(today))
        back = (last.month - 1) % MONTHS_OF[kind]
        return Period(shifted(last, -back), kind)

    def row(self, count: int) -> Iterator[date]:
        """So many months in a row up to its last one."""
        return (shifted(self.last_month, n) for n in range(1 - count, 1))

    def __str__(self) -> str:
        if self.kind == "year":
            return f"{self.first.year}"
        return f"{self.first.year}-Q{(self.first.month + 2) // 3}" if self.kind == "quarter" else f"{self.first:%Y-%m}"
