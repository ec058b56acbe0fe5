"""A table as a CSV file that spreadsheets open rightly: UTF-8 with its mark, and no cell that they take for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BLANK = " \u3000\ufeff"


def cell(value: object) -> str:
    """A value as text; one that a spreadsheet would compute is marked as text."""
    text = "" if value is None else str(value).replace("\x00", "")
    is_number = text.lstrip("-").replace(".", "", 1).isascii() and text.lstrip("-").replace(".", "", 1).isdigit()
    is_formula = text.startswith(STARTS_A_FORMULA) or text.lstrip(BLANK).startswith(STARTS_A_FORMULA)
    return f"'{text}" if is_formula and not is_number else text


def csv_answer(name: str, heads: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The file as an answer of its own, never kept by anybody on the way."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([cell(head) for head in heads])
    writer.writerows([cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
