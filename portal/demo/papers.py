"""Tests with true scores and sittings, and small pictures of papers that nobody could take for real ones."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

BLACK, RED = 1, 2  # places in the palette
PASS_MARKS = {"N5": 80, "N4": 90, "N3": 95, "N2": 90, "N1": 100}  # of 180 (domain.md 4)
JFT_PASS, JFT_FULL, JFT_SINCE = 200, 250, date(2025, 10, 1)  # Islamabad
SITTINGS = tuple(
    date(*day) for day in ((2023, 7, 2), (2023, 12, 3), (2024, 7, 7), (2024, 12, 1), (2025, 7, 6), (2025, 12, 7), (2026, 7, 5))
)
CEFR_SINCE = date(2025, 12, 1)  # older certificates carry none
SKILL_TESTS_SINCE = date(2024, 1, 15)


@dataclass(frozen=True, kw_only=True)
class LanguageTest:
    name: str  # JLPT or JFT-Basic
    level: str  # N5 to N1; A2 for JFT-Basic
    score: int
    full_score: int
    taken_on: date
    number: str
    cefr: str  # only where the certificate carries it


@dataclass(frozen=True, kw_only=True)
class SkillTest:
    field: str
    taken_on: date
    number: str


def language_test(dice: Random, today: date, *, is_ssw: bool) -> LanguageTest | None:
    """A passed test of Japanese, or None: readiness for Japan is scarce."""
    if dice.random() > (0.75 if is_ssw else 0.4):
        return None
    if is_ssw and today > JFT_SINCE and dice.random() < 0.5:
        return _jft(dice, today)
    level = dice.choices(list(PASS_MARKS), (22, 45, 22, 9, 2))[0]
    score = min(dice.randint(PASS_MARKS[level], PASS_MARKS[level] + 60), 180)
    sitting = dice.choice([day for day in SITTINGS if day < today] or [SITTINGS[0]])
    cefr = cefr_of(level, score) if sitting >= CEFR_SINCE else ""
    return LanguageTest(
        name="JLPT",
        level=level,
        score=score,
        full_score=180,
        taken_on=sitting,
        number=f"SPECIMEN-{dice.randint(10**6, 10**7 - 1)}",
        cefr=cefr,
    )


def _jft(dice: Random, today: date) -> LanguageTest:
    day = JFT_SINCE + timedelta(days=dice.randrange(max((min(today, date(2026, 11, 1)) - JFT_SINCE).days, 1)))
    score = dice.randint(JFT_PASS, JFT_FULL)
    return LanguageTest(
        name="JFT-Basic",
        level="A2",
        score=score,
        full_score=JFT_FULL,
        taken_on=day,
        number=f"SPECIMEN-{dice.randint(10**6, 10**7 - 1)}",
        cefr="A2",
    )


def cefr_of(level: str, score: int) -> str:
    """The CEFR level of a JLPT pass from December 2025 on, by total score."""
    higher = {"N3": (104, "A2", "B1"), "N2": (112, "B1", "B2"), "N1": (142, "B2", "C1")}
    if level not in higher:
        return {"N5": "A1", "N4": "A2"}[level]
    mark, below, above = higher[level]
    return above if score >= mark else below


def skill_test(dice: Random, today: date, field: str) -> SkillTest | None:
    """A passed SSW (i) skills test of the field, or None."""
    if dice.random() > 0.6:
        return None
    day = SKILL_TESTS_SINCE + timedelta(days=dice.randrange((today - SKILL_TESTS_SINCE).days - 20))
    return SkillTest(field=field, taken_on=day, number=f"SPECIMEN-{dice.randint(10**6, 10**7 - 1)}")


@cache
def _blank() -> Image.Image:
    """The empty form, drawn once."""
    picture = Image.new("P", (480, 300), 0)
    picture.putpalette([255, 255, 255, 0, 0, 0, 200, 60, 60])
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"
    pen.rectangle((6, 6, 473, 293), outline=BLACK, width=2)
    pen.text((90, 190), "SPECIMEN", fill=RED, font=_font(64))
    pen.text((90, 262), "Demo. Not a document.", fill=RED, font=_font(16))
    return picture


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def specimen(heading: str, *lines: str) -> bytes:
    """A small PNG of a paper, marked SPECIMEN across its face; it bears no seal and no photograph."""
    picture = _blank().copy()
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"
    pen.text((24, 22), heading, fill=BLACK, font=_font(20))
    for place, line in enumerate(lines):
        pen.text((24, 64 + 24 * place), line, fill=BLACK, font=_font(16))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
