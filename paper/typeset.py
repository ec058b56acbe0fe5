"""A layout of templates/paper/ filled with values: PDF or PNG. Values travel as JSON, so that no text of a person is ever markup."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse

FONTS = Path(__file__).parent / "fonts"
LAYOUTS = Path(settings.BASE_DIR) / "templates" / "paper"


@cache
def fonts() -> typst.Fonts:
    """BIZ UDPGothic and Noto Nastaliq Urdu, read once in a process; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def compiler(layout: str) -> typst.Compiler:
    return typst.Compiler(str(LAYOUTS / f"{layout}.typ"), root=str(LAYOUTS), font_paths=fonts(), ignore_system_fonts=True)


def pdf(layout: str, values: Mapping[str, Any], *, made_on: date | None = None) -> bytes:
    """A tagged PDF of the layout; dates as ISO text; what is not in `values` makes typst raise TypstError."""
    day = made_on or datetime.now(UTC).date()
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC)
    found = compiler(layout).compile(format="pdf", sys_inputs=_inputs(values), timestamp=stamp)
    assert isinstance(found, bytes)
    return found


def png(layout: str, values: Mapping[str, Any], *, ppi: float = 144) -> bytes:
    """The first page as a picture."""
    found = compiler(layout).compile(format="png", sys_inputs=_inputs(values), ppi=ppi)
    return found[0] if isinstance(found, list) else found  # type: ignore[return-value]


def _inputs(values: Mapping[str, Any]) -> dict[str, str]:
    return {"values": json.dumps(values, ensure_ascii=False, default=str)}


def paper_answer(content: bytes, name: str, *, media_type: str = "application/pdf") -> HttpResponse:
    """The page to look at and to print; kept by nobody on the way."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
