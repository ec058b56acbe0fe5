"""The dated facts that ship in candidates/data. Read once."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from candidates.facts import LanguageRule, Law, NoticeExam, PointItem
from candidates.language import LevelRow, read_levels
from candidates.points import read_items

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Where a test is held and when it usually is; the dates themselves are the organiser's. `words` is a code of words.py."""

    test: str
    city: str
    organiser: str
    words: str
    source: str
    checked_on: date


@dataclass(frozen=True, kw_only=True)
class District:
    """A district of Pakistan with its division and province."""

    name: str
    name_ur: str
    division: str
    province_en: str
    province_ur: str
    province_code: str


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def districts() -> tuple[District, ...]:
    """The 169 districts in the order of the table; borders change often, so this is data."""
    urdu = {(row["iso_3166_2"], row["district"]): row["name_ur"] for row in _rows("district_names_ur.csv")}
    return tuple(
        District(
            name=row["district"],
            name_ur=urdu.get((row["iso_3166_2"], row["district"]), ""),
            division=row["division"],
            province_en=row["province_en"],
            province_ur=row["province_ur"],
            province_code=row["iso_3166_2"],
        )
        for row in _rows("pk_districts.csv")
    )


@cache
def levels() -> tuple[LevelRow, ...]:
    """The language certificates and what they stand for."""
    with (DATA / "language_levels.csv").open(encoding="utf-8", newline="") as lines:
        return read_levels(lines)


@cache
def language_rules() -> tuple[LanguageRule, ...]:
    """What each specified-skilled-worker field asks in Japanese, dated."""
    return tuple(
        LanguageRule(
            field_code=row["field_code"],
            work=row["work"],
            jlpt_min=row["jlpt_min"],
            jft_accepted=row["jft_accepted"] == "yes",
            extra_test=row["extra_test"],
            from_on=date.fromisoformat(row["from_on"]),
            until_on=date.fromisoformat(row["until_on"]) if row["until_on"] else None,
        )
        for row in _rows("ssw_language_rules.csv")
    )


@cache
def notice_exams() -> tuple[NoticeExam, ...]:
    """The exams of the IT public notice."""
    return tuple(
        NoticeExam(exam=row["exam"], country=row["country"], is_on_notice=row["is_on_notice"]) for row in _rows("it_notice_exams.csv")
    )


@cache
def point_items() -> tuple[PointItem, ...]:
    """The points table of Highly Skilled Professional (i)(b)."""
    with (DATA / "hsp_points.csv").open(encoding="utf-8", newline="") as lines:
        return read_items(lines)


@cache
def law() -> Law:
    """Every dated table that an eligibility answer is made from."""
    return Law(language_rules=language_rules(), notice_exams=notice_exams(), point_items=point_items())


@cache
def sittings() -> dict[str, Sitting]:
    """The tests by the information code of a gain: where, when, who holds them."""
    names = ("test", "city", "organiser", "words", "source")
    return {
        row["words"]: Sitting(**{name: row[name] for name in names}, checked_on=date.fromisoformat(row["checked_on"]))
        for row in _rows("test_sittings.csv")
    }
