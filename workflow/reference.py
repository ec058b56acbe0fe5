"""Loads the holidays of both countries and the time limits of the clock. Safe to run again: what somebody entered stays."""

import csv
from datetime import date
from pathlib import Path

from workflow.deadlines import DEFAULT_DAYS
from workflow.models import Holiday, Term

DATA = Path(__file__).parent / "data"


def load() -> dict[str, int]:
    """Holidays and time limits; gives the number of rows that the house ships."""
    return {"holidays": load_holidays(), "time limits": load_terms()}


def load_holidays() -> int:
    """The public holidays of Japan and Pakistan; provisional where the moon decides. A day that the desk corrected is not touched."""
    with (DATA / "holidays.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            Holiday(
                country=row["country"], day=date.fromisoformat(row["day"]), name=row["name"], is_provisional=row["is_provisional"] == "yes"
            )
            for row in csv.DictReader(lines)
        ]
    return len(Holiday.objects.bulk_create(rows, ignore_conflicts=True))


def load_terms() -> int:
    """The working days each owner has from the beginning (product.md, no-silence clock)."""
    rows = [Term(owner=owner, working_days=days) for owner, days in DEFAULT_DAYS.items()]
    return len(Term.objects.bulk_create(rows, ignore_conflicts=True))
