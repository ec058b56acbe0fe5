"""Whether usual hours and days off fit together: doubts to look at, never a bar. Pure; hours, minutes, days of a year."""

import re
from datetime import date, time
from decimal import Decimal

from workflow.steps import Reason

DAYS_OF_YEAR = 365
YEARLY_SLACK = Decimal("0.06")  # public holidays and half days move the sum a little
MOST_HOURS_A_DAY = 8  # Labour Standards Act 32: more needs a system of its own
LEAST_BREAK = ((8, 60), (6, 45))  # Labour Standards Act 34: above so many hours, at least so many minutes
MOST_HOURS_A_YEAR = 2085  # 40 hours a week
LICENCE_SOON = 90  # days before the end of a licence
MANUAL = re.compile(  # titles of work for which no engineer's visa is given (GJ-1): shop floor, serving, factory line, care
    r"作業員|運転手|ドライバー(?!開発)|清掃(?!システム)|調理|介護(?:職|士|員|スタッフ)|溶接|大工|塗装|配達|ホールスタッフ|販売員|レジ|ピッキング|組立|農作業"
    r"|\b(?:caregiver|care worker|cleaner|cook|kitchen (?:staff|hand)|waiter|waitress|welder|(?:truck|bus|taxi|forklift) driver|carpenter"
    r"|painter|picker|packer|farm ?hand|cashier|assembler|machine operator)s?\b",
    re.IGNORECASE,
)
SHORT_YEAR_OFF = 85  # fewer days off do not fit eight hours a day


def minutes_between(starts: time, ends: time) -> int:
    """From one time of day to the next such time; past midnight where it ends earlier than it starts."""
    return ((ends.hour * 60 + ends.minute) - (starts.hour * 60 + starts.minute)) % (24 * 60)


def doubts_about_hours(
    *,
    starts_at: time | None = None,
    ends_at: time | None = None,
    break_minutes: int | None = None,
    daily_hours: Decimal | None = None,
    yearly_hours: int | None = None,
    annual_holidays: int | None = None,
    hours_system: str | None = "",
) -> list[Reason]:
    """What a second look should settle. Only values that were entered are compared."""
    found = []
    is_fixed = not hours_system
    if starts_at and ends_at:
        present = minutes_between(starts_at, ends_at)
        found += _doubts_about_day(starts_at, ends_at, present, break_minutes, daily_hours, is_fixed=is_fixed)
    if daily_hours is not None and daily_hours > MOST_HOURS_A_DAY and is_fixed:
        found.append(Reason("daily_hours_above_8"))
    found += _doubt_about_break(daily_hours, break_minutes)
    found += _doubts_about_year(daily_hours, yearly_hours, annual_holidays)
    return found


def _doubts_about_day(
    starts: time, ends: time, present: int, break_minutes: int | None, daily_hours: Decimal | None, *, is_fixed: bool
) -> list[Reason]:
    found = [Reason("work_ends_next_day")] if ends < starts and is_fixed else []
    if break_minutes is not None and daily_hours is not None and is_fixed:
        hours = Decimal(present - break_minutes) / 60
        if abs(hours - daily_hours) > Decimal("0.1"):
            found.append(Reason("day_does_not_add_up", (("counted", _plain(hours)), ("entered", _plain(daily_hours)))))
    return found


def _doubt_about_break(daily_hours: Decimal | None, break_minutes: int | None) -> list[Reason]:
    if daily_hours is None or break_minutes is None:
        return []
    least = next((minutes for hours, minutes in LEAST_BREAK if daily_hours > hours), 0)
    return [Reason("break_too_short", (("minutes", least),))] if break_minutes < least else []


def _doubts_about_year(daily_hours: Decimal | None, yearly_hours: int | None, annual_holidays: int | None) -> list[Reason]:
    found = []
    if yearly_hours is not None and yearly_hours > MOST_HOURS_A_YEAR:
        found.append(Reason("yearly_hours_above_40_a_week", (("most", MOST_HOURS_A_YEAR),)))
    if annual_holidays is not None and annual_holidays < SHORT_YEAR_OFF:
        found.append(Reason("annual_holidays_few", (("days", annual_holidays),)))
    if daily_hours and yearly_hours and annual_holidays is not None:
        counted = daily_hours * (DAYS_OF_YEAR - annual_holidays)
        if abs(counted - yearly_hours) > counted * YEARLY_SLACK:
            found.append(Reason("year_does_not_add_up", (("counted", int(counted)), ("entered", yearly_hours))))
    return found


def _plain(hours: Decimal) -> str:
    """7.5 instead of 7.50."""
    return f"{hours.quantize(Decimal('0.01')).normalize():f}"


def names_manual_work(*titles: str | None) -> bool:
    """Whether a job title names work that the visa for engineers and specialists does not allow (GJ-1)."""
    return any(MANUAL.search(title) for title in titles if title)


def licence_standing(until: date | None, today: date) -> str:
    """A licence with that last day: "ended", "soon" (90 days or less) or "" (good, or no day entered)."""
    if until is None:
        return ""
    left = (until - today).days
    return "ended" if left < 0 else "soon" if left <= LICENCE_SOON else ""
