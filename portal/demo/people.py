"""Candidates who do not exist: names, districts, schooling, tests and work true to Pakistan, each from a seed and a number."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from portal.demo.companies import DATA
from portal.demo.papers import LanguageTest, SkillTest, language_test, skill_test

SEED = 2026
MERGED = frozenset(  # the former tribal areas: their CNIC numbers begin with 2
    ["Bajaur", "Khyber", "Kurram", "Mohmand", "North Waziristan", "Orakzai", "South Waziristan Lower", "South Waziristan Upper"]
)
MOBILE_PREFIXES = (*range(300, 350), 355, 364)  # libphonenumber: 3(?:[0-247]\d|3[0-79]|55|64)
IELTS = {"A2": ("",), "B1": ("4.5", "5.0"), "B2": ("5.5", "6.0", "6.5"), "C1": ("7.0", "7.5")}
PREFIXES = tuple(n for n in MOBILE_PREFIXES if n != 338)
WEIGHTS = {"PK-PB": 50, "PK-SD": 20, "PK-KP": 14, "PK-BA": 5, "PK-IS": 4, "PK-JK": 4, "PK-GB": 3}
YEARS_AT_SCHOOL = {"Matric": 10, "FA": 12, "FSc": 12, "ICom": 12, "DAE": 13, "MSCS": 18, "MSDS": 18}  # else 16
LEVELS = {"Matric": "SSC", "FA": "HSSC", "FSc": "HSSC", "ICom": "HSSC", "DAE": "DAE", "MSCS": "MS", "MSDS": "MS"}  # else BS
STREETS = (
    "Street 4, Model Town",
    "House 12, Gulshan Colony",
    "Near Main Bazaar",
    "Mohalla Nai Abadi",
    "Civil Lines",
    "Village Post Office Road",
)


@dataclass(frozen=True, kw_only=True)
class Degree:
    level: str  # SSC, HSSC, DAE, BS, MS (domain.md 3.4)
    title: str
    subject: str
    institution: str
    finished_on: date
    mark: str


@dataclass(frozen=True, kw_only=True)
class Work:
    title: str
    place: str
    since: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Person:
    """One candidate, complete; numbers are unique among all numbers below ten million."""

    number: int
    is_woman: bool
    given_name: str
    second_name: str
    name_urdu: str
    name_katakana: str
    father_name: str
    birth: date
    cnic: str
    phone: str
    email: str
    region: str
    district: str
    address: str
    language: str
    trade: str
    field: str
    skills: tuple[str, ...]
    degrees: tuple[Degree, ...]
    work: tuple[Work, ...]
    japanese: LanguageTest | None
    skill: SkillTest | None
    english: str
    ielts: str  # total score as on the report, empty where it was not sat
    has_passport: bool
    passport: str

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.second_name}"

    @property
    def highest(self) -> Degree:
        return self.degrees[0]


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def _of_region(name: str, region: str, kind: str) -> tuple[dict[str, str], ...]:
    """The rows of a kind for a region: its own, and those of all Pakistan twice as a floor for small regions."""
    return tuple(row for row in _table(name) if row["kind"] == kind and row["region"] in (region, ""))


@cache
def _schools(region: str, kind: str) -> tuple[dict[str, str], ...]:
    near = tuple(row for row in _table("schools.csv") if row["kind"] == kind and row["region"] == region)
    return near or tuple(row for row in _table("schools.csv") if row["kind"] == kind)


@cache
def _districts() -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, list[dict[str, str]]] = {}
    with (DATA.parents[2] / "candidates" / "data" / "pk_districts.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["iso_3166_2"], []).append(row)
    return {region: tuple(rows) for region, rows in found.items()}


@cache
def _trades() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((DATA / "trades.toml").read_text(encoding="utf-8"))["trade"])


def dice_for(*seed: object) -> Random:
    """Dice of one's own for each thing, so that the order of making changes nothing; never for secrets."""
    return Random(":".join(map(str, (SEED, *seed))))  # noqa: S311


def people(count: int, *, today: date, seed: int = SEED, first: int = 0) -> Iterator[Person]:
    """`count` candidates from number `first` on, one at a time: memory stays flat however many are asked for."""
    return (person(number, today=today, seed=seed) for number in range(first, first + count))


def person(number: int, *, today: date, seed: int = SEED) -> Person:
    """The candidate of this number; the same seed, number and day give the same person."""
    dice = dice_for(number) if seed == SEED else dice_for(seed, number)
    region = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    district = dice.choice(_districts()[region])
    is_woman = dice.random() < 0.36
    trade = dice.choices(_trades(), [trade["weight"] for trade in _trades()])[0]
    birth = date(today.year - dice.randint(19, 38), dice.randint(1, 12), dice.randint(1, 28))
    named = _named(dice, region, is_woman)
    found = {
        "cnic": _cnic(dice, number, district, is_woman),
        "phone": _phone(number),
        "email": f"{named['given_name'].lower().replace(' ', '')}.{number:07d}@people.example",
        "address": f"{dice.choice(STREETS)}, {district['district']}",
        "language": dice.choices(("ur", "en"), (55, 45))[0],
        "passport": f"{'ABCDEFGH'[number // 10_000_000 % 8]}Z{number % 10_000_000:07d}",
    }
    told = _told(dice, region, trade, birth, today)
    return Person(number=number, is_woman=is_woman, birth=birth, region=region, district=district["district"], **found, **told, **named)


def _told(dice: Random, region: str, trade: dict[str, Any], birth: date, today: date) -> dict[str, Any]:
    """What the person can do, and what shows it."""
    degrees, field = _degrees(dice, region, trade, birth, today), trade.get("field", "")
    return {
        "trade": trade["key"],
        "field": field,
        "skills": tuple(dice.sample(trade["skills"], k=min(len(trade["skills"]), dice.randint(3, 7)))),
        "degrees": degrees,
        "work": _work(dice, trade, degrees[0].finished_on, today),
        "japanese": language_test(dice, today, is_ssw=bool(field)),
        "skill": skill_test(dice, today, field) if field else None,
        "english": (english := dice.choices(("A2", "B1", "B2", "C1"), (20, 40, 32, 8))[0]),
        "has_passport": dice.random() < 0.6,
        "ielts": dice.choice(IELTS[english]) if not field and dice.random() < 0.5 else "",
    }


def _named(dice: Random, region: str, is_woman: bool) -> dict[str, str]:
    """A given name, and as second name the father's: so most names in Pakistan are made; no clan, no sect."""
    given = dice.choice(_of_region("names.csv", region, "f" if is_woman else "m"))
    second = dice.choice(_of_region("names.csv", region, "s"))
    fathers = dice.choice(_of_region("names.csv", region, "m"))
    return {
        "given_name": given["latin"],
        "second_name": second["latin"],
        "name_urdu": f"{given['urdu']} {second['urdu']}",
        "name_katakana": f"{given['katakana']}・{second['katakana']}",
        "father_name": f"{fathers['latin']} {second['latin']}",
    }


def _cnic(dice: Random, number: int, district: dict[str, str], is_woman: bool) -> str:
    """Region's first digit, four digits for the place, the number itself, and an odd (man) or even (woman) last digit (domain.md 3.3)."""
    first = "2" if district["district"] in MERGED else district["cnic_first_digit"][0]
    return f"{first}{dice.randint(1101, 9909):04d}{number:07d}{dice.choice('2468' if is_woman else '13579')}"


def _phone(number: int) -> str:
    """A valid mobile number in E.164 whose subscriber part begins with 00, unique below five million."""
    return f"+92{PREFIXES[number % len(PREFIXES)]}{number // len(PREFIXES):07d}"


def _degrees(dice: Random, region: str, trade: dict[str, Any], birth: date, today: date) -> tuple[Degree, ...]:
    """The highest degree that the age allows, then what comes before it, newest first."""
    title, subject = dice.choice(trade["degrees"])
    school = birth.year + 6 + YEARS_AT_SCHOOL.get(title, 16)
    if date(school, 7, 15) > today:
        title, subject = "Intermediate", "Computer Science" if not trade.get("field") else "Humanities"
    years = 12 if title == "Intermediate" else YEARS_AT_SCHOOL.get(title, 16)
    kind = {10: "board", 12: "board", 13: "college"}.get(years, "university")
    found = [_degree(dice, region, kind, title, subject, birth.year + 6 + years, today)]
    if years == 18:
        found.append(_degree(dice, region, kind, "BSCS", "Computer Science", birth.year + 22, today))
    if years > 12:
        found.append(
            _degree(
                dice, region, "board", "Intermediate" if years > 13 else "Matric", "Science", birth.year + (18 if years > 13 else 16), today
            )
        )
    return tuple(found)


def _degree(dice: Random, region: str, kind: str, title: str, subject: str, year: int, today: date) -> Degree:
    level = "HSSC" if title == "Intermediate" else LEVELS.get(title, "BS")
    mark = f"{dice.uniform(2.4, 3.9):.2f} of 4.00" if kind == "university" else f"{dice.randint(620, 1020)} of 1100"
    finished = min(date(year, 7, 15), today - timedelta(days=30))
    return Degree(
        level=level, title=title, subject=subject, institution=dice.choice(_schools(region, kind))["name"], finished_on=finished, mark=mark
    )


def _work(dice: Random, trade: dict[str, Any], since: date, today: date) -> tuple[Work, ...]:
    """Up to three posts one after the other since the degree, newest first."""
    found, start = [], since + timedelta(days=dice.randint(30, 300))
    for _ in range(dice.choices((0, 1, 2, 3), (20, 40, 28, 12))[0]):
        end = start + timedelta(days=dice.randint(250, 1300))
        if start >= today - timedelta(days=60):
            break
        found.append(
            Work(title=dice.choice(trade["jobs"]), place=dice.choice(trade["places"]), since=start, until=end if end < today else None)
        )
        start = end + timedelta(days=dice.randint(10, 120))
    return tuple(reversed(found))
