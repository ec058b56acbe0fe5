"""The rows of a CSV or XLSX file, one after the other, whatever the size; what is not safe to read is refused. Pure."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from register import workbook
from register.faults import FileFault

MAX_BYTES, MAX_ROWS, MAX_COLUMNS, MAX_CELL, MAX_LINE = 100_000_000, 400_000, 100, 5_000, 100_000
CHUNK = 1 << 20
SEPARATORS = ",;\t|"
CSV, XLSX = "csv", "xlsx"
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OTHER_FILES = (
    (b"\xd0\xcf\x11\xe0", "list_old_excel"),
    (b"%PDF", "list_not_table"),
    (b"\xff\xd8\xff", "list_not_table"),
    (b"\x89PNG", "list_not_table"),
)


@dataclass(frozen=True)
class Layout:
    """How a file is to be read."""

    kind: str
    encoding: str = ""
    separator: str = ""


def look(file: BinaryIO) -> Layout:
    """How to read this file, judged by its bytes and never by its name; raises FileFault."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(4096)
    if not head.strip(b" \r\n\t\0"):
        raise FileFault("list_empty")
    if size > MAX_BYTES:
        raise FileFault("list_too_big")
    for magic, code in OTHER_FILES:
        if head.startswith(magic):
            raise FileFault(code)
    if head.startswith(b"PK"):
        workbook.check(file)
        return Layout(XLSX)
    encoding = encoding_of(file, head)
    return Layout(CSV, encoding, separator_of(file, encoding))


def encoding_of(file: BinaryIO, head: bytes) -> str:
    """UTF-8 or UTF-16 by its mark or its bytes; anything else is what Windows writes in our countries."""
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        if head[1::2].count(0) > len(head) // 3:
            return "utf-16-le"
        if head[::2].count(0) > len(head) // 3:
            return "utf-16-be"
        raise FileFault("list_not_table")
    return "utf-8" if _is_utf8(file) else "cp1252"


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while part := file.read(CHUNK):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(file: BinaryIO, encoding: str) -> str:
    """The sign between cells: the one that cuts the first line into most cells."""
    file.seek(0)
    text = io.TextIOWrapper(_Kept(file), encoding, errors="replace", newline="")
    first = text.readline(MAX_LINE)
    if len(first) >= MAX_LINE:
        raise FileFault("cell_too_big")
    return max(SEPARATORS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


class _Kept(io.RawIOBase):
    """The same bytes; closing the reader of the text does not close the file."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        part = self.file.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


def rows(file: BinaryIO, layout: Layout, *, skip: int = 0) -> Iterator[tuple[float, list[str]]]:
    """How far we are (0 to 1) and the cells of each row from the row after `skip`; raises FileFault."""
    file.seek(0)
    found = workbook.rows(file, skip=skip, most=MAX_COLUMNS) if layout.kind == XLSX else _csv_rows(file, layout, skip)
    for number, (share, cells) in enumerate(found, skip + 1):
        if number > MAX_ROWS + 1:
            raise FileFault("too_many_rows")
        if len(cells) > MAX_COLUMNS:
            raise FileFault("too_many_columns")
        if any(len(cell) > MAX_CELL for cell in cells):
            raise FileFault("cell_too_big")
        yield share, cells


def _csv_rows(file: BinaryIO, layout: Layout, skip: int) -> Iterator[tuple[float, list[str]]]:
    size = file.seek(0, io.SEEK_END) or 1
    file.seek(0)
    text = io.TextIOWrapper(io.BufferedReader(_Kept(file), 1 << 16), layout.encoding, errors="replace", newline="")
    reader = csv.reader(_lines(text), delimiter=layout.separator)
    try:
        for number, cells in enumerate(reader):
            if number >= skip:
                yield file.tell() / size, cells
    except csv.Error:
        raise FileFault("cell_too_big") from None


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_LINE):
        if len(line) >= MAX_LINE:
            raise FileFault("cell_too_big")
        yield line
