"""Facts that a file tells beside its words: months of work, the level of a language, what a vacancy asks against what is there. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

JLPT = ("N5", "N4", "N3", "N2", "N1")
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
YES, NO, UNKNOWN = "yes", "no", "unknown"


def month_number(text: str) -> int:
    """Months since the year 0 of "2024-09"."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def months_of(periods: Iterable[tuple[str, str | None]], now: str) -> int:
    """Months of work in all, each month once, first and last counted; an open end is the month `now` ("2026-11")."""
    worked: set[int] = set()
    for began, ended in periods:
        worked.update(range(month_number(began), month_number(ended or now) + 1))
    return len(worked)


@dataclass(frozen=True)
class Spoken:
    """A level of a language and whether a certificate was checked; level "" is not said."""

    level: str = ""
    is_verified: bool = False
    is_own_word: bool = False


def japanese_of(tests: Sequence[Mapping[str, object]]) -> Spoken:
    """The best JLPT level that was passed; a checked certificate goes before a claimed one of the same level."""
    rows = [row for row in tests if row["code"] == "jlpt" and row["is_passed"] and row["level"] in JLPT]
    best = max(rows, key=lambda row: (JLPT.index(str(row["level"])), bool(row["is_verified"])), default=None)
    return Spoken(str(best["level"]), bool(best["is_verified"])) if best else Spoken()


def reaches(level: str, asked: str, scale: Sequence[str]) -> str:
    """Whether a level reaches the asked one: yes, no, or unknown when nothing is said."""
    if level not in scale or asked not in scale:
        return UNKNOWN
    return YES if scale.index(level) >= scale.index(asked) else NO


def skill_reaches(level: int | None, asked: int) -> str:
    """A skill that is not in the list may still be there: unknown, never no."""
    if level is None:
        return UNKNOWN
    return YES if level >= asked else NO
