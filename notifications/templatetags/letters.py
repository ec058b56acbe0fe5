"""What plain-text letters may do with a value: dates in words, times in both countries, other people's words made harmless."""

import unicodedata
from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

from workflow.clock import ZONES

register = template.Library()
WITH_WEEKDAY = {"ja": "Y年n月j日(D) H:i", "ur": "l، j F Y، H:i"}
JOINERS = "\u200c\u200d"  # Urdu and other scripts need them inside words
LONGEST = 160


@register.filter
def line(value: object) -> str:
    """Somebody's words as part of one line: no line breaks, no controls, no marks that turn the direction, not endless."""
    spaced = " ".join(str(value).split())
    kept = "".join(char for char in spaced if char == " " or char in JOINERS or unicodedata.category(char)[0] != "C")
    return kept if len(kept) <= LONGEST else f"{kept[: LONGEST - 1]}…"


@register.filter
def text(value: object) -> str:
    """Somebody's words over several lines, each of them harmless; set in, so that they cannot pass for ours."""
    return "\n".join(f"> {line(row)}" for row in str(value).splitlines() if row.strip())


@register.filter
def day(value: date | None) -> str:
    """A date with the month as a word, in the reader's language; empty when there is none."""
    return date_format(value, "DATE_FORMAT") if value else ""


@register.filter
def at(value: datetime, country: str) -> str:
    """Weekday, date and time on the clocks of PK or JP; the letter names the zone."""
    return date_format(value.astimezone(ZONES[country]), WITH_WEEKDAY.get(get_language() or "", "l j F Y, H:i"), use_l10n=False)


@register.filter
def paragraphs(body: str) -> list[list[dict[str, object]]]:
    """A letter for a page: paragraphs of lines, each with whether it runs left to right by itself (address, number, phone)."""
    return [[{"text": row, "is_ltr": row.isascii()} for row in part.splitlines()] for part in body.split("\n\n")]


@register.filter
def direction(language: str) -> str:
    """How this language runs; never guessed from the first letter, which may be that of OEC."""
    return "rtl" if language == "ur" else "ltr"
