"""The stock of talent: how many candidates have a skill at a level of Japanese, without anybody to be told apart.

Nothing under five is shown, and what is shown is rounded down to five, so that two tables never tell of one person.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Sum

from outreach.models import TalentCell

LEAST = 5
LEVELS = ("N1", "N2", "N3", "N4", "N5", "")
LOCK = 7_402_115  # pg_advisory_xact_lock: two workers count one after the other
COUNT = (Path(__file__).parent / "talent.sql").read_text(encoding="utf-8")


@transaction.atomic
def count_again(now: datetime) -> None:
    """Count everybody anew by one query; readers see the old numbers until it is done."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '45s'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("DELETE FROM outreach_talentcell")
        cursor.execute(COUNT, {"now": now, "today": now.date()})


@dataclass(frozen=True)
class Filter:
    """Which people are meant; empty means all."""

    is_proved: bool | None = None
    ready: tuple[str, ...] = ()


def counted(kind: str, wish: Filter) -> dict[str, dict[str, int]]:
    """Exact numbers for further counting, never for showing: code -> level -> people. One query."""
    rows = TalentCell.objects.filter(kind=kind)
    rows = rows if wish.is_proved is None else rows.filter(is_proved=wish.is_proved)
    rows = rows.filter(ready__in=wish.ready) if wish.ready else rows
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code, level, people in rows.values_list("code", "japanese").annotate(sum=Sum("people")):
        found[code][level] = people
    return found


def shown(people: int) -> int | None:
    """What may be said of a number: rounded down to five; None is "under 5", also for nobody."""
    return people // LEAST * LEAST if people >= LEAST else None


@dataclass(frozen=True)
class Cells:
    """One row of the table, fit to be shown."""

    code: str
    total: int
    by_level: tuple[int | None, ...]


def table(found: Mapping[str, Mapping[str, int]], order: Iterable[str] = ()) -> list[Cells]:
    """The rows that may be shown at all, in this order of codes, else the largest first."""
    places = {code: place for place, code in enumerate(order)}
    rows = []
    for code, levels in found.items():
        total = shown(sum(levels.values()))
        if total is not None:
            rows.append(Cells(code, total, tuple(shown(levels.get(level, 0)) for level in LEVELS)))
    return sorted(rows, key=lambda row: (places.get(row.code, len(places)), -row.total, row.code))
