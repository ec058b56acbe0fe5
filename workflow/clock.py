"""Working days and due dates. Pure: the day and the holidays are passed in."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PAKISTAN, JAPAN = "PK", "JP"
ZONES = {PAKISTAN: ZoneInfo("Asia/Karachi"), JAPAN: ZoneInfo("Asia/Tokyo")}
COUNTRIES = {"candidate": PAKISTAN, "oec": PAKISTAN, "inter_ses": JAPAN, "employer": JAPAN}
SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Monday to Friday in both countries, holidays excepted (product.md, no-silence clock)."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: Collection[date]) -> date:
    """The day that lies `count` working days after `day`; a count of 0 is the day itself or the next working day."""
    while count > 0 or not is_working_day(day, holidays):
        day += timedelta(days=1)
        if is_working_day(day, holidays):
            count -= 1
    return day


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before."""
    if end < start:
        return -working_days_between(end, start, holidays)
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, (end - start).days + 1))


def working_days_before(day: date, count: int, holidays: Collection[date]) -> date:
    """The day that lies `count` working days before `day`; a count of 0 is the day itself."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day


def start_of(day: date, owner: str) -> datetime:
    """The moment in which this day begins where the owner works."""
    return datetime.combine(day, time.min, ZONES[COUNTRIES.get(owner, PAKISTAN)])


def local_day(now: datetime, owner: str) -> date:
    """The calendar day it is now where the owner works."""
    return now.astimezone(ZONES[COUNTRIES.get(owner, PAKISTAN)]).date()
