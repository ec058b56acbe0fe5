"""How long an employer lets people wait: from the moment it is the employer's turn until its next step. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

OPENS = frozenset({"present", "choose_slot", "object_to_offer", "lapse_offer", "decline_slots"})
ANSWERS = frozenset({"invite", "move_interview", "propose_offer", "offer", "not_select", "rescind"})
ENDS = frozenset({"withdraw", "supersede", "close", "accept", "decline_offer", "refer_back"})
FEWEST = 5  # answers, before a number is said of an employer
DAY = timedelta(days=1)
Event = tuple[str, datetime, bool]  # the step, when, and whether the employer took it (itself or through Inter-SES)


def answer_times(events: Iterable[Event]) -> list[timedelta]:
    """How long each answer took, from the steps of one application in their order. A turn that somebody else ended is no answer,
    nor is a step before the turn begins (an interview that is still to come)."""
    found: list[timedelta] = []
    since: datetime | None = None
    for name, at, by_employer in events:
        if name in ANSWERS and by_employer:
            if since is not None and at >= since:
                found.append(at - since)
            since = None
        elif name in OPENS:
            since = at
        elif name in ENDS:
            since = None
    return found


def median(times: Sequence[timedelta]) -> timedelta | None:
    """The middle one; between the two middle ones where there are two; None of nothing."""
    if not times:
        return None
    row, half = sorted(times), len(times) // 2
    return row[half] if len(row) % 2 else (row[half - 1] + row[half]) / 2


def whole_days(time: timedelta | None) -> int | None:
    """Rounded up to whole days, at least one: "within 3 days" is kept, never flattered."""
    return None if time is None else max(1, ceil(time / DAY))


def public_median(times: Sequence[timedelta]) -> int | None:
    """What is said of an employer: whole days, from five answers on."""
    return whole_days(median(times)) if len(times) >= FEWEST else None
