"""How long cases stood in each state, in the days that the clock counts for their owner, against the days that the owner has."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from statistics import median

from django.db import connection

from accounts.roles import PARTNERS
from reporting.models import CountedMonth, Pace
from reporting.periods import moments
from reporting.stages import FILLED, STAYS
from workflow.clock import local_day, working_days_between
from workflow.deadlines import closed_houses, holidays_of

STAYS_SQL, FILLED_SQL = ((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("stays.sql", "filled.sql"))
OFFICERS = tuple(sorted(PARTNERS))
Cuts = dict[tuple[str, str, str], list[int]]


def count_paces(month: CountedMonth) -> None:
    """The middle of each stage: all, by officer, district, field; and how long vacancies took to fill."""
    found: Cuts = defaultdict(list)
    read_stays(month, found)
    read_filled(month, found)
    Pace.objects.filter(month=month).delete()
    Pace.objects.bulk_create(
        Pace(month=month, stage=stage, by=by, key=key, cases=len(days), days=median(days)) for (stage, by, key), days in found.items()
    )


def read_stays(month: CountedMonth, found: Cuts) -> None:
    count = working_days()
    states = tuple(tuple(name.split(".")) for name in STAYS)
    with connection.cursor() as cursor:
        cursor.execute(STAYS_SQL, [OFFICERS, *moments(month.first), states])
        for kind, state, officer, district, field, company, came, left in cursor:
            stage = f"{kind}.{state}"
            days = count(STAYS[stage], company, came, left)
            file(found, stage, days, (("officer", officer), ("district", district), ("field", field)))


def read_filled(month: CountedMonth, found: Cuts) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FILLED_SQL, moments(month.first))
        for field, prefecture, employer, published, last in cursor:
            days = max(0, (local_day(last, "employer") - local_day(published, "employer")).days)
            file(found, FILLED, days, (("field", field), ("prefecture", prefecture), ("employer", employer)))


def file(found: Cuts, stage: str, days: int, cuts: Iterable[tuple[str, object]]) -> None:
    """Put the days where they belong; who is not known has an empty key."""
    found[stage, "all", ""].append(days)
    for by, key in cuts:
        found[stage, by, "" if key is None else str(key)].append(days)


def working_days():  # type: ignore[no-untyped-def]
    """A function (owner, company, came, left) -> the days that the clock counts there; days off and closures are read once."""
    owners = sorted(set(STAYS.values()))
    public = {owner: holidays_of(owner, date.min) for owner in owners}
    closed = {owner: closed_houses(owner, date.min) for owner in owners}

    @lru_cache(maxsize=20_000)
    def between(owner: str, house: int | None, start: date, end: date) -> int:
        off = public[owner] | closed[owner][house] if house in closed[owner] else public[owner]
        return max(0, working_days_between(start, end, off))

    def count(owner: str, company: int | None, came: datetime, left: datetime) -> int:
        house = company if owner == "employer" and company in closed[owner] else None
        return between(owner, house, local_day(came, owner), local_day(left, owner))

    return count
