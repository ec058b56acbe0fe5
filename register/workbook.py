"""The first sheet of an XLSX file as a stream (ECMA-376): memory stays flat, and a file that unpacks to too much is refused. Pure."""

import re
import zipfile
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from register.faults import FileFault

MOST_FILES, MOST_SHEET, MOST_STRINGS, MOST_RATIO, MOST_ROW = 2_000, 900_000_000, 200_000_000, 250, 8_000_000
SMALL = 5_000_000
WORKBOOK, RELATIONS, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def check(file: BinaryIO) -> None:
    """Refuse what is no workbook, is closed by a password, or would unpack to too much."""
    book = _opened(file)
    if len(book.namelist()) > MOST_FILES or WORKBOOK not in book.namelist():
        raise FileFault("list_not_table")
    for part in book.infolist():
        if part.flag_bits & 1:
            raise FileFault("list_has_password")
        if part.file_size > MOST_SHEET or (part.file_size > SMALL and part.file_size > MOST_RATIO * max(1, part.compress_size)):
            raise FileFault("list_unpacks_too_big")
    sheet_of(book)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError):
        raise FileFault("list_damaged") from None


class Counted:
    """A part of the workbook that gives at most `most` bytes, and at most `MOST_ROW` between two rows."""

    def __init__(self, part: Any, most: int) -> None:
        self.part, self.most, self.seen, self.since = part, most, 0, 0

    def read(self, size: int = -1) -> bytes:
        data = self.part.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self.seen += len(data)
        self.since += len(data)
        if self.seen > self.most:
            raise FileFault("list_unpacks_too_big")
        if self.since > MOST_ROW:
            raise FileFault("cell_too_big")
        return bytes(data)


def elements(book: zipfile.ZipFile, name: str, tag: str, most: int) -> Iterator[tuple[Any, Counted]]:
    """Each element of this name, forgotten after it was used; raises FileFault."""
    try:
        with book.open(name) as part:
            source = Counted(part, most)
            for _event, element in etree.iterparse(
                source, events=("end",), tag=f"{{*}}{tag}", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            ):
                source.since = 0
                yield element, source
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise FileFault("list_damaged") from None


def sheet_of(book: zipfile.ZipFile) -> str:
    """The name of the part that holds the first sheet."""
    ids = [element.get(ID) or element.get(STRICT_ID) for element, _source in elements(book, WORKBOOK, "sheet", SMALL)]
    for element, _source in elements(book, RELATIONS, "Relationship", SMALL):
        if ids and element.get("Id") == ids[0]:
            target = str(element.get("Target"))
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if name in book.namelist():
                return name
    raise FileFault("list_damaged")


class Strings:
    """The shared texts, one after the other in one block of bytes."""

    def __init__(self, book: zipfile.ZipFile) -> None:
        self.block, self.ends = bytearray(), array("Q", [0])
        if STRINGS in book.namelist():
            for element, _source in elements(book, STRINGS, "si", MOST_STRINGS):
                self.block += text_of(element).encode("utf-8", "replace")
                self.ends.append(len(self.block))

    def at(self, place: str) -> str:
        number = int(place)
        if not 0 <= number < len(self.ends) - 1:
            raise FileFault("list_damaged")
        return self.block[self.ends[number] : self.ends[number + 1]].decode()


def text_of(element: Any) -> str:
    """The letters of a text with formats, without reading aids."""
    return "".join(part.text or "" for part in element.iter("{*}t") if not part.getparent().tag.endswith("}rPh"))


def rows(file: BinaryIO, *, skip: int, most: int) -> Iterator[tuple[float, list[str]]]:
    """How far we are, and the cells of each row after `skip`. Numbers come as they are kept: a date is a count of days."""
    book = _opened(file)
    name, strings = sheet_of(book), Strings(book)
    size = book.getinfo(name).file_size or 1
    for number, (row, source) in enumerate(elements(book, name, "row", MOST_SHEET)):
        if number >= skip:
            yield min(1.0, source.seen / size), cells_of(row, strings, most)


def cells_of(row: Any, strings: Strings, most: int) -> list[str]:
    """The cells at their places."""
    cells: list[str] = []
    for place, cell in enumerate(row):
        column = column_of(cell.get("r") or "", place)
        if column >= most:
            raise FileFault("too_many_columns")
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = value_of(cell, strings)
    return cells


def column_of(name: str, place: int) -> int:
    """The place of a cell called "C12", from 0."""
    letters = re.match(r"[A-Z]{1,3}", name)
    if not letters:
        return place
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def value_of(cell: Any, strings: Strings) -> str:
    """The text of a cell; formulas give the result that was kept, errors give nothing."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return text_of(cell)
    text = next((part.text or "" for part in cell if part.tag.endswith("}v")), "")
    if kind == "s" and text:
        return strings.at(text)
    return "" if kind == "e" else _whole(text) if kind == "n" else text


def _whole(text: str) -> str:
    """3.520212345671E12 is a number of 13 digits."""
    if "E" not in text and "e" not in text and not text.endswith(".0"):
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text
