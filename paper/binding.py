"""A CSV file or a workbook of any length, made in pieces by work that may stop after each of them and go on elsewhere.

What has to be remembered between two pieces is a handful of numbers (`memory`, fit for JSON). Pieces carry a number; in the order of their
numbers they are the file. A workbook keeps the places of its heads free and fills them when it knows what they say: sizes and sums then
stand where every spreadsheet looks for them. Each sheet is a chain of deflated pieces that do not look back at each other.
"""

import csv
import struct
import zlib
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from paper import sheets
from paper.table import cell

Piece = tuple[int, bytes]
LEVEL = 1
MOST_BYTES = 3 << 30  # of one sheet, before it is packed: well below the 4 GB at which a ZIP needs marks that Excel does not like
DATE, TIME = 0x21, 0  # 1 January 1980, the first day of a ZIP: the same lines give the same file
MEMBER = struct.Struct("<4s5H3L2H")
ENTRY = struct.Struct("<4s6H3L5H2L")
LAST = struct.Struct("<4s4H2LH")


class Csv:
    """UTF-8 with its mark, whole at any length; what a spreadsheet would compute is marked as text."""

    def __init__(self, heads: Sequence[object], memory: dict[str, Any]) -> None:
        self.heads, self.memory = heads, memory or {"next": 0}

    def add(self, rows: Sequence[Sequence[object]]) -> Iterator[Piece]:
        """The next lines."""
        out, number = StringIO(), self.memory["next"]
        writer = csv.writer(out)
        if number == 0:
            out.write("\ufeff")
            writer.writerow([cell(head) for head in self.heads])
        writer.writerows([cell(value) for value in row] for row in rows)
        self.memory["next"] += 1
        yield number, out.getvalue().encode()

    def end(self) -> Iterator[Piece]:
        """Only heads, where there was no line at all."""
        if self.memory["next"] == 0:
            yield from self.add([])


class Xlsx:
    """A workbook; where a sheet is full the next one begins, with the same heads, so that no line is lost."""

    def __init__(self, heads: Sequence[object], memory: dict[str, Any]) -> None:
        self.heads, self.memory = heads, memory or {"next": 1, "sheets": []}  # the first place is for the small parts

    def add(self, rows: Sequence[Sequence[object]]) -> Iterator[Piece]:
        """The next lines, on as many sheets as they need."""
        place = 0
        while place < len(rows):
            if self.room() <= 0:
                yield from self.close_sheet()
                self.open_sheet()
            some = rows[place : place + self.room()]
            yield self.piece("".join(map(sheets.row, some)), lines=len(some))
            place += len(some)

    def end(self) -> Iterator[Piece]:
        """What is left: the end of the last sheet, the small parts, the list of everything."""
        if not self.memory["sheets"]:
            self.open_sheet()
        yield from self.close_sheet()
        small = [packed(name, text.encode()) for name, text in sheets.parts_of(len(self.memory["sheets"])).items()]
        yield 0, b"".join(member(*part[:4]) + part[4] for part in small)
        yield self.memory["next"], directory([*(part[:4] for part in small), *self.parts()])

    def room(self) -> int:
        """How many lines the sheet still takes."""
        if not self.memory["sheets"]:
            return 0
        sheet = self.memory["sheets"][-1]
        return sheets.MOST_LINES - sheet["lines"] if sheet["size"] < MOST_BYTES else 0

    def open_sheet(self) -> None:
        """Keeps a place free for its head."""
        self.memory["sheets"].append({"at": self.memory["next"], "lines": 0, "crc": 0, "size": 0, "packed": 0})
        self.memory["next"] += 1

    def close_sheet(self) -> Iterator[Piece]:
        """Its last piece, and its head, which now knows its size and its sum."""
        if self.memory["sheets"]:
            yield self.piece(sheets.ENDS, last=True)
            yield self.memory["sheets"][-1]["at"], member(*self.parts()[-1])

    def piece(self, text: str, *, lines: int = 0, last: bool = False) -> Piece:
        """Some of the sheet, packed so that the next piece can follow without knowing this one."""
        sheet, number = self.memory["sheets"][-1], self.memory["next"]
        data = ((sheets.begins(self.heads) if sheet["size"] == 0 else "") + text).encode()
        press = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
        body = press.compress(data) + press.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
        sheet["crc"], sheet["size"] = zlib.crc32(data, sheet["crc"]), sheet["size"] + len(data)
        sheet["packed"], sheet["lines"] = sheet["packed"] + len(body), sheet["lines"] + lines
        self.memory["next"] += 1
        return number, body

    def parts(self) -> list[tuple[str, int, int, int]]:
        return [(sheets.name_of(n), row["crc"], row["packed"], row["size"]) for n, row in enumerate(self.memory["sheets"], start=1)]


FORMS = {"csv": Csv, "xlsx": Xlsx}


def packed(name: str, data: bytes) -> tuple[str, int, int, int, bytes]:
    """A small part of a ZIP: its name, sum, packed size, size and bytes."""
    press = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    body = press.compress(data) + press.flush()
    return name, zlib.crc32(data), len(body), len(data), body


def member(name: str, crc: int, held: int, size: int) -> bytes:
    """The head that stands before the bytes of one part."""
    return MEMBER.pack(b"PK\3\4", 20, 0, 8, TIME, DATE, crc, held, size, len(name), 0) + name.encode("ascii")


def directory(parts: Sequence[tuple[str, int, int, int]]) -> bytes:
    """The list of all parts with which a ZIP ends; struct.error where the file is too long for one."""
    out, offset = b"", 0
    for name, crc, held, size in parts:
        out += ENTRY.pack(b"PK\1\2", 20, 20, 0, 8, TIME, DATE, crc, held, size, len(name), 0, 0, 0, 0, 0, offset) + name.encode("ascii")
        offset += MEMBER.size + len(name) + held
    return out + LAST.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(out), offset, 0)
