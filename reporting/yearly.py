"""The figures of a placement agency's yearly report (有料職業紹介事業報告書): April to March in Japan, by field, in Japanese.

The year, the four months that divide permanent from temporary work, and the columns are general knowledge (G): the page says so.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from jobs.models import SswField
from jobs.models.vacancy import TOKYO
from reporting.ledgers import year_of
from reporting.models import AgencyYear, Fee

APRIL = 4
YEARS = 4  # that are shown, and counted by themselves
COUNT = (Path(__file__).parent / "agency.sql").read_text(encoding="utf-8")
COLUMNS = {
    "seats_permanent": "新規求人数（常用）", "seats_temporary": "新規求人数（臨時）", "seats_open": "年度末の有効求人数",
    "seekers": "新規求職申込件数", "seekers_open": "年度末の有効求職者数",
    "hired_endless": "就職件数（常用・無期）", "hired_fixed": "就職件数（常用・有期4か月以上）", "hired_temporary": "就職件数（臨時）",
    "placement": "紹介手数料（円）", "reception": "求人受付手数料（円）", "refund": "返戻金（円）",
}  # fmt: skip
COUNTED = tuple(COLUMNS)[:8]
HEADS = ("取扱業務等の区分", *COLUMNS.values(), "無期雇用就職者の6か月以内の離職")
UNKNOWN = "不明"  # whether somebody left is not recorded in the portal


def year_now(now: datetime) -> int:
    """The year in whose April this moment's year of the agency began."""
    return year_of_day(now.astimezone(TOKYO).date())


def year_of_day(day: date) -> int:
    """The year in whose April the agency's year of this day began."""
    return day.year if day.month >= APRIL else day.year - 1


@transaction.atomic
def count_year(year: int, now: datetime) -> AgencyYear:
    """Count this year anew, fees too, so that everything in it is of one moment; readers see the old numbers until it is done."""
    begins, ends = year_of(year, APRIL)
    asked = AgencyYear.objects.filter(year=year).values_list("asked_at", flat=True).first()
    counts: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '45s'")
        cursor.execute(COUNT, {"begins": begins, "ends": ends})
        for field, name, count in cursor:
            counts.setdefault(field, {})[name] = count
    for field, paid in fees_of(year).items():
        counts.setdefault(field, {}).update(paid)
    found, _is_new = AgencyYear.objects.select_for_update().get_or_create(year=year)
    found.counts, found.counted_at = counts, now
    found.asked_at = None if found.asked_at == asked else found.asked_at  # who asked while it was counted is not forgotten
    found.save()
    return found


def waiting(now: datetime) -> list[int]:
    """The years to be counted: this one once a day, a closed one once more after its end, and what was asked for; the newest first."""
    present, known = year_now(now), {row.year: row for row in AgencyYear.objects.all()}
    asked = [row.year for row in known.values() if row.asked_at]
    due = [year for year in range(present, present - YEARS, -1) if is_due(known.get(year), year, now)]
    return sorted({*asked, *due}, reverse=True)


def is_due(row: AgencyYear | None, year: int, now: datetime) -> bool:
    """Never counted; or running and of yesterday; or over and counted before its end."""
    if row is None or row.counted_at is None:
        return True
    end = year_of(year, APRIL)[1]
    return row.counted_at < end and (now >= end or (now - row.counted_at).days >= 1)


def ask_again(year: int) -> None:
    """Have the year counted within minutes."""
    AgencyYear.objects.update_or_create(year=year, defaults={"asked_at": timezone.now()})


def lines(counted: AgencyYear) -> Iterator[list[Any]]:
    """One line a field that has anything, and the sum."""
    names = {"": "IT・技術者"} | dict(SswField.objects.order_by("order").values_list("code", "name_ja"))
    found = [(name, counted.counts[code]) for code, name in names.items() if code in counted.counts]
    for name, figures in found:
        yield [name, *(figures.get(column, 0) for column in COLUMNS), UNKNOWN if figures.get("hired_endless") else ""]
    yield ["合計", *(sum(figures.get(column, 0) for _name, figures in found) for column in COLUMNS), ""]


def fees_of(year: int) -> dict[str, dict[str, int]]:
    """Field -> kind -> yen charged in the year; a fee without an application stands with IT and engineers."""
    begins, ends = (moment.date() for moment in year_of(year, APRIL))
    rows = Fee.objects.standing().filter(charged_on__gte=begins, charged_on__lt=ends).order_by()
    found: dict[str, dict[str, int]] = {}
    for field, kind, amount in rows.values_list(F("application__vacancy__field"), "kind").annotate(sum=Sum("amount")):
        found.setdefault(field or "", {})[kind] = amount
    return found
