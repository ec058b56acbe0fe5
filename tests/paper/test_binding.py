"""A file bound in pieces: stopped after each of them it is the same file, and no line or letter is lost without a word."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from paper import binding, sheets
from paper.binding import FORMS
from paper.flowing import xlsx_pieces
from paper.table import xlsx_stream
from tests.reviews.workbooks import cells

HEADS = ["number", "day", "words"]
LIVE = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1"]
ROWS = [[n, date(2026, 11, n % 28 + 1), LIVE[n % len(LIVE)]] for n in range(50)]


def bound(form, rows, at_once):
    """The bytes, written by a new writer for each few lines that knows only what the one before it remembered."""
    state, pieces = {}, []
    for start in range(0, len(rows), at_once):
        writer = FORMS[form](HEADS, json.loads(json.dumps(state)))
        pieces += writer.add(rows[start : start + at_once])
        state = writer.memory
    pieces += FORMS[form](HEADS, json.loads(json.dumps(state))).end()
    assert len({number for number, _data in pieces}) == len(pieces)
    return b"".join(data for _number, data in sorted(pieces))


def lines_of(book: bytes) -> list[list[list[str]]]:
    """Sheet by sheet the values of its lines, as they stand in the XML."""
    with ZipFile(BytesIO(book)) as package:
        assert package.testzip() is None
        names = sorted((name for name in package.namelist() if "worksheets" in name), key=lambda name: (len(name), name))
        roots = [ElementTree.fromstring(package.read(name)) for name in names]
    return [[["".join(cell.itertext()) for cell in row] for row in root.iter(f"{{{sheets.MAIN}}}row")] for root in roots]


@pytest.mark.parametrize("at_once", [1, 7, 49, 50])
def test_a_csv_file_is_the_same_wherever_it_was_stopped(at_once):
    data = bound("csv", ROWS, at_once)
    assert data == bound("csv", ROWS, 3)
    read = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert (data[:3], read[0], len(read)) == (b"\xef\xbb\xbf", HEADS, 51)
    assert all(row[2].startswith("'") for row in read[1:]), "no live formula"


@pytest.mark.parametrize("at_once", [1, 7, 49, 50])
def test_a_workbook_has_the_same_lines_wherever_it_was_stopped(at_once):
    data = bound("xlsx", ROWS, at_once)
    (sheet,) = lines_of(data)
    assert (sheet[0], len(sheet)) == (HEADS, 51)
    assert [row[2] for row in sheet[1:]] == [row[2] for row in ROWS]
    assert sheet[1][:2] == ["0", "46327"], "1 November 2026 as a day"
    assert cells(BytesIO(data))["formulas"] == 0


def test_the_sizes_stand_before_the_bytes_where_every_spreadsheet_looks():
    with ZipFile(BytesIO(bound("xlsx", ROWS, 9))) as package:
        for part in package.infolist():
            assert (part.flag_bits & 0x08, part.extract_version, part.file_size > 0) == (0, 20, True)


@pytest.mark.parametrize("at_once", [1, 4, 10, 50])
def test_lines_that_do_not_fit_on_a_sheet_stand_on_the_next(monkeypatch, at_once):
    monkeypatch.setattr(sheets, "MOST_LINES", 10)
    found = lines_of(bound("xlsx", ROWS, at_once))
    assert [len(sheet) for sheet in found] == [11] * 5
    assert [sheet[0] for sheet in found] == [HEADS] * 5
    assert [row[0] for sheet in found for row in sheet[1:]] == [str(n) for n in range(50)]


def test_a_sheet_ends_before_a_zip_would_need_marks_that_excel_does_not_like(monkeypatch):
    monkeypatch.setattr(binding, "MOST_BYTES", 2_000)
    found = lines_of(bound("xlsx", ROWS, 5))
    assert len(found) > 3
    assert [row[0] for sheet in found for row in sheet[1:]] == [str(n) for n in range(50)]


def test_the_limit_is_the_one_of_a_spreadsheet():
    assert sheets.MOST_LINES + 1 == 1_048_576


@pytest.mark.parametrize("form", FORMS)
def test_a_table_without_a_line_has_its_heads(form):
    data = bound(form, [], 1)
    read = lines_of(data)[0] if form == "xlsx" else list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    assert read == [HEADS]


@pytest.mark.parametrize("words", ["x" * 40_000, "漢" * 40_000, "😀" * 20_000])
def test_a_text_too_long_for_a_cell_is_cut_with_a_word_and_is_whole_as_csv(words):
    held = [
        lines_of(bound("xlsx", [[words]], 1))[0][1][0],
        lines_of(b"".join(xlsx_pieces(["a"], [[words]])))[0][1][0],
        cells(BytesIO(b"".join(xlsx_stream("a.xlsx", ["a"], [[words]]).streaming_content)))["words"][-1],
    ]
    for text in held:
        assert len(text.encode("utf-16-le")) // 2 <= 32_767
        assert (text.startswith(words[:15_000]), "the CSV file is whole" in text) == (True, True)
    assert words in bound("csv", [[words]], 1).decode()


def test_a_text_that_fits_is_left_alone():
    assert sheets.fitting("x" * 32_767) == "x" * 32_767


def test_a_long_table_written_at_once_goes_on_on_a_second_sheet(monkeypatch):
    monkeypatch.setattr("paper.table.MOST_LINES", 20)
    answer = xlsx_stream("numbers.xlsx", ["number"], ([n] for n in range(50)))
    found = lines_of(b"".join(answer.streaming_content))
    assert [len(sheet) for sheet in found] == [21, 21, 11]
    assert [row[0] for sheet in found for row in sheet[1:]] == [str(n) for n in range(50)]


def test_a_japanese_name_of_a_file_arrives():
    assert "filename*=utf-8''%E6%B1%82" in xlsx_stream("求人.xlsx", [], [])["Content-Disposition"]
