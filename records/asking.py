"""An inquiry as lines of words: on the page and in the file."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from privacy.words import FIELDS as IDENTITY
from records.models import Inquiry
from records.sight import Line
from records.words import FIELDS, LOGS, PAGE, PAGES, PURPOSES


def heads(asked: Inquiry) -> list[Any]:
    """The columns; the clock stands over its times."""
    return [asked.get_clock_display(), _("Who"), _("What"), _("Of what"), _("About"), _("Purpose"), _("Reason"), _("Case")]  # type: ignore[attr-defined]


def cells(asked: Inquiry, line: Line) -> list[Any]:
    """One line by the clock of the inquiry."""
    at = line.at.astimezone(ZoneInfo(asked.clock))
    what = LOGS[line.source]
    return [
        f"{at:%Y-%m-%d %H:%M:%S}",
        line.who,
        what,
        detail(line),
        line.about,
        PURPOSES.get(line.reason, line.reason),
        line.note,
        line.case,
    ]


def detail(line: Line) -> Any:
    """Which field, document or page."""
    if line.source != "look":
        return PAGES.get(line.what, "") if line.source != "inquiry" else Inquiry.What(line.what).label
    return field_words(line.what)


def field_words(field: str) -> str:
    """ "cnic+birth_date" or "page 2" in words."""
    if field.startswith("page "):
        return str(PAGE) % {"number": field.removeprefix("page ")}
    return ", ".join(str(FIELDS.get(part) or IDENTITY.get(part, part)) for part in field.split("+"))


def rows(asked: Inquiry, found: Iterator[Line], most: int) -> Iterator[list[Any]]:
    """The lines of a file; where it is full it says so, and how to go on."""
    for place, line in enumerate(found):
        if place == most:
            yield [_("This file is full. Ask again from the time of the line before on.")]
            return
        yield cells(asked, line)
