"""Counts a month: into a small table, so that no page ever counts the large ones."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Min

from candidates.models import Evidence, Profile
from candidates.states import EvidenceState
from register.models import RegisterEntry
from reporting.models import CountedMonth, Figure
from reporting.models.month import SETTLES, settled_at
from reporting.pacing import count_paces
from reporting.periods import first_of, moments, shifted
from reporting.readiness import Proof, definition_on, is_ready_on, ready_at
from reporting.stages import STEPS
from workflow.clock import local_day
from workflow.models import Entry

LOCK = 7_402_131  # pg_advisory_xact_lock: two workers count one after the other
STEPS_SQL = (Path(__file__).parent / "steps.sql").read_text(encoding="utf-8")
REFRESHED = timedelta(minutes=10)  # how old the figures of the running month may grow
PROVEN = (EvidenceState.VERIFIED, EvidenceState.EXPIRED)
COLUMNS = (
    "profile", "profile__district__province_code", "kind", "checked_at", "expires_on",
    "test__kind", "test__level", "test__score", "test__is_passed", "education__level",
)  # fmt: skip


@transaction.atomic
def count_month(first: date, now: datetime) -> CountedMonth:
    """Count this month anew; readers see the old numbers until it is done."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '45s'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    month, _is_new = CountedMonth.objects.update_or_create(first=first, defaults={"counted_at": now, "asked_at": None})
    Figure.objects.filter(month=month).delete()
    count_steps(month)
    count_ready(month)
    count_paces(month)
    return month


def count_steps(month: CountedMonth) -> None:
    """Who registered, and which applications came how far."""
    begins, ends = moments(month.first)
    values = {"first": month.first, "after": shifted(month.first, 1), "begins": begins, "ends": ends}
    with connection.cursor() as cursor:
        cursor.execute(STEPS_SQL, values | {"kinds": list(STEPS), "stages": json.dumps(STEPS)})


def count_ready(month: CountedMonth) -> None:
    """Who became ready in the month, and who was at its end, by the definition that held then."""
    begins, ends = moments(month.first)
    last = min(shifted(month.first, 1) - timedelta(days=1), local_day(month.counted_at, "oec"))
    counts: dict[str, Counter[tuple[str, str]]] = {"ready": Counter(), "stock": Counter()}
    sexes, law = sex_of_people(), definition_on(month.first)
    for profile, province, proofs in proven_people(ends):
        since = ready_at(proofs, law)
        cuts = [("all", ""), ("province", province), ("sex", sexes.get(profile, ""))]
        if since and begins <= since < ends:
            counts["ready"].update(cuts)
        if is_ready_on(proofs, last, law):
            counts["stock"].update(cuts)
    Figure.objects.bulk_create(
        Figure(month=month, stage=stage, by=by, key=key, people=count, count=count)
        for stage, found in counts.items()
        for (by, key), count in found.items()
    )


def proven_people(until: datetime) -> Iterator[tuple[int, str, list[Proof]]]:
    """Each person of whom OEC had verified something by then: id, province, the papers. One query, read row by row."""
    rows = Evidence.objects.filter(state__in=PROVEN, checked_at__lt=until).order_by("profile").values_list(*COLUMNS)
    for profile, papers in groupby(rows.iterator(chunk_size=5000), key=lambda row: row[0]):
        found = list(papers)
        yield profile, found[0][1] or "", [proof_of(*row[2:]) for row in found]


def proof_of(kind: str, checked_at: datetime, expires_on: date | None, *said: Any) -> Proof:
    test, level, score, is_passed, degree = said
    points = None if score is None else int(score)
    return Proof(kind, checked_at, expires_on, test or "", level or "", points, bool(is_passed), degree or "")


def sex_of_people() -> dict[int, str]:
    """Of those of whom OEC's register says it; for the figures alone."""
    rows = RegisterEntry.objects.filter(claimed_by__isnull=False).exclude(sex="").order_by("-pk")
    return dict(rows.values_list("claimed_by", "sex"))


def months_until(today: date) -> list[date]:
    """Every month since the first person registered or the first step was taken; the present one last."""
    starts = [
        Profile.objects.aggregate(at=Min("created_at"))["at"],
        Entry.objects.aggregate(at=Min("at"))["at"],
    ]
    first = min((first_of(local_day(at, "oec")) for at in starts if at), default=first_of(today))
    months = (today.year - first.year) * 12 + today.month - first.month
    return [shifted(first, n) for n in range(months + 1)]


def waiting(now: datetime) -> list[date]:
    """The months that are to be counted now: asked for, closed and not yet final, and the present one; the newest first."""
    known = {row.first: row for row in CountedMonth.objects.all()}
    today = local_day(now, "oec")
    return [first for first in reversed(months_until(today)) if first not in known or is_due(known[first], today, now)]


def is_due(month: CountedMonth, today: date, now: datetime) -> bool:
    """Asked for; or over and not final; or running, with news, and not counted within the last minutes."""
    if month.asked_at or not month.counted_at:
        return True
    is_over = month.first < first_of(today)
    if month.is_final():
        return False
    return now >= settled_at(month) if is_over else now - month.counted_at >= REFRESHED and has_news(month.counted_at, now)


def has_news(counted_at: datetime, now: datetime) -> bool:
    """A step was taken since, or was still on its way into the journal then; or another day began, on which papers may have run out."""
    if local_day(counted_at, "oec") != local_day(now, "oec"):
        return True
    return Entry.objects.filter(at__gt=counted_at - SETTLES).exists()
