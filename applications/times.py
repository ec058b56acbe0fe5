"""Times for an interview that suit offices in Japan. Pure."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from workflow.clock import JAPAN, ZONES, add_working_days

HOURS = (10, 14, 16)


def default_times(today: date, holidays: Collection[date]) -> list[datetime]:
    """Three working days of Japan from next Monday on, at 10:00, 14:00 and 16:00 there; aware."""
    day, found = today + timedelta(days=7 - today.weekday()), []
    for hour in HOURS:
        day = add_working_days(day, 0 if not found else 1, holidays)
        found.append(datetime.combine(day, time(hour), tzinfo=ZONES[JAPAN]))
    return found
