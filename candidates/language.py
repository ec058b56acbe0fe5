"""What a language certificate proves, and for what (domain section 4). Without a passed certificate it proves nothing."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

JLPT = ("N5", "N4", "N3", "N2", "N1")
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
CEFR_SINCE = date(2025, 12, 1)  # the December 2025 sitting is the first whose results carry a CEFR level (S31)
JLPT_PASS = {"N5": 80, "N4": 90, "N3": 95, "N2": 90, "N1": 100}
JLPT_MAXIMUM = 180
HIGHER_BAND = {"N5": (999, "A1", ""), "N4": (999, "A2", ""), "N3": (104, "A2", "B1"), "N2": (112, "B1", "B2"), "N1": (142, "B2", "C1")}
BJT_AS_N2, BJT_AS_N1 = 400, 480  # for the Immigration Services Agency (S05, S08)


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """A row of language_levels.csv: from this score or band up, the CEFR level."""

    test: str
    level: str
    cefr: str
    use: str
    confidence: str


def read_levels(lines: Iterable[str]) -> tuple[LevelRow, ...]:
    """The rows of language_levels.csv in their order."""
    names = ("test", "level", "cefr", "use", "confidence")
    return tuple(LevelRow(**{name: row[name] for name in names}) for row in csv.DictReader(lines))


def at_least(scale: Sequence[str], held: str, wanted: str) -> bool:
    """Whether `held` stands at or above `wanted` on the scale; what is not on the scale reaches nothing."""
    return held in scale and wanted in scale and scale.index(held) >= scale.index(wanted)


def jlpt_cefr(*, level: str, score: int | None, passed: bool, sat_on: date) -> str:
    """The CEFR level on a JLPT certificate, or "" (failed, older than December 2025, or impossible score) (S31)."""
    if not passed or sat_on < CEFR_SINCE or level not in JLPT_PASS or score is None:
        return ""
    if not JLPT_PASS[level] <= score <= JLPT_MAXIMUM:
        return ""
    bound, below, above = HIGHER_BAND[level]
    return above if score >= bound else below


def japanese_level(*, test: str, level: str, score: int | None, passed: bool) -> str:
    """The JLPT level that a certificate counts as for the agency and for employers, or ""; NAT-TEST and J.TEST count as none (S32)."""
    if test == "JLPT":
        return level if passed and level in JLPT else ""
    if test == "JFT-Basic":
        return "N4" if passed else ""  # A2, as N4 (S33)
    if test == "BJT" and score is not None and passed:
        return "N1" if score >= BJT_AS_N1 else "N2" if score >= BJT_AS_N2 else ""
    return ""


def proves_ssw_japanese(*, test: str, level: str, passed: bool, jlpt_min: str, jft_accepted: bool) -> bool:
    """SSW-4: JFT-Basic where accepted, or JLPT at the field's level; nothing else (S12, S32; the levels are dated data)."""
    if not passed:
        return False
    return (test == "JFT-Basic" and jft_accepted) or (test == "JLPT" and at_least(JLPT, level, jlpt_min))


def proves_b2(*, test: str, level: str, score: int | None, passed: bool) -> bool:
    """Japanese at B2 for person-facing duties in employer categories 3 and 4: N2 or BJT 400 (S08, applications from 2026-04-15)."""
    return at_least(JLPT, japanese_level(test=test, level=level, score=score, passed=passed), "N2")


def for_school_entry(*, test: str, level: str, passed: bool) -> bool:
    """NAT-TEST and J.TEST open a language school, never a specified-skilled-worker job (S32)."""
    return passed and test in ("JLPT", "NAT-TEST", "J.TEST") and bool(level)


def band_cefr(*, test: str, band: float, rows: Sequence[LevelRow]) -> str:
    """The CEFR level of an English test band such as IELTS 6.5, by the dated table; "" below the lowest (general knowledge, so data)."""
    reached = [row for row in rows if row.test == test and band >= float(row.level.split("-")[0])]
    return reached[-1].cefr if reached else ""
