"""A table as a CSV or XLSX file that spreadsheets open rightly: UTF-8 with its mark, and no cell that they take for a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook

from paper.sheets import MOST_LINES, XLSX_TYPE, fitting

Answer = TypeVar("Answer", bound=HttpResponseBase)
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CSV_TYPE = "text/csv; charset=utf-8"
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
    return attached(name, ("\ufeff" + out.getvalue()).encode(), CSV_TYPE)


def csv_stream(name: str, heads: Sequence[object], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The same, written while it is sent: for lists whose length nobody knows."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow([cell(value) for value in row]) for row in chain([heads], rows))
    response = StreamingHttpResponse(chain(["\ufeff"], lines), content_type=CSV_TYPE)
    return headed(response, name)


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def xlsx_answer(name: str, heads: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The same as a workbook."""
    out = BytesIO()
    write_book(out, heads, rows, in_memory=True)
    return attached(name, out.getvalue(), XLSX_TYPE)


def write_book(out: Any, heads: Sequence[object], rows: Iterable[Sequence[object]], *, in_memory: bool) -> None:
    """A workbook: numbers and days as such, text as text, the heads fixed; written row by row, on as many sheets as it needs."""
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, plain | {"default_date_format": "yyyy-mm-dd", "in_memory": in_memory}) as book:
        sheet = new_sheet(book, heads)
        for number, row in enumerate(rows):
            if number and number % MOST_LINES == 0:
                sheet = new_sheet(book, heads)
            for column, value in enumerate(row):
                put(sheet, number % MOST_LINES + 1, column, value)


def new_sheet(book: Workbook, heads: Sequence[object]) -> object:
    """A sheet with its heads in bold, which stay where they are when one scrolls."""
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(heads) - 1, 0), 18)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, str(head), bold)
    return sheet


def put(sheet: object, place: int, column: int, value: object) -> None:
    """One cell by the kind of its value; nothing is ever a formula."""
    if isinstance(value, bool) or value is None or value == "":
        sheet.write_string(place, column, "" if value in (None, "") else str(value))  # type: ignore[attr-defined]
    elif isinstance(value, int | float):
        sheet.write_number(place, column, value)  # type: ignore[attr-defined]
    elif isinstance(value, date):
        sheet.write_datetime(place, column, value)  # type: ignore[attr-defined]
    else:
        sheet.write_string(place, column, fitting(str(value).replace("\x00", "")))  # type: ignore[attr-defined]


def attached(name: str, body: bytes, kind: str) -> HttpResponse:
    """A file as an answer of its own, never kept by anybody on the way."""
    return headed(HttpResponse(body, content_type=kind), name)


def headed(response: Answer, name: str) -> Answer:
    """To be kept as a file of this name, and by nobody on the way."""
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def xlsx_stream(name: str, heads: Sequence[object], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A workbook written to a file on disk first, row by row, and sent in pieces; the file goes with the answer."""
    out = TemporaryFile()  # noqa: SIM115  the answer closes it
    write_book(out, heads, rows, in_memory=False)
    out.seek(0)
    return headed(FileResponse(out, content_type=XLSX_TYPE), name)
