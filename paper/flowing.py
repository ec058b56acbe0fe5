"""A table as a CSV or XLSX file that flows: piece by piece, never whole in memory, and no cell that a spreadsheet computes."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from paper import sheets
from paper.table import cell

AT_A_TIME = 1 << 16


def csv_pieces(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """UTF-8 with its mark; what a spreadsheet would compute is marked as text."""
    out = StringIO("\ufeff")
    out.seek(0, 2)
    writer = csv.writer(out)
    writer.writerow([cell(head) for head in heads])
    for row in rows:
        writer.writerow([cell(value) for value in row])
        if out.tell() > AT_A_TIME:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


class _Pipe:
    """What the ZIP writer has written since it was last emptied; it cannot be wound back."""

    def __init__(self) -> None:
        self.held = bytearray()

    def write(self, data: bytes) -> int:
        self.held += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def taken(self) -> bytes:
        taken, self.held = bytes(self.held), bytearray()
        return taken


def xlsx_pieces(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A workbook of one sheet, for a list whose length has a limit far below that of a sheet (EXPORT_MOST_ROWS).

    Without the marks of a ZIP above 4 GB: Excel takes a workbook that has them for broken.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in sheets.parts_of(1).items():
            book.writestr(name, text)
        with book.open(sheets.name_of(1), "w") as sheet:
            sheet.write(sheets.begins(heads).encode())
            for row in rows:
                sheet.write(sheets.row(row).encode())
                if len(pipe.held) > AT_A_TIME:
                    yield pipe.taken()
            sheet.write(sheets.ENDS.encode())
    yield pipe.taken()
