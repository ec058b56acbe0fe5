# ruff: noqa: E501 - tables read better as tables
"""Files of every kind that Windows and phones write, and those that must be refused."""

import io
import zipfile
from datetime import date
from itertools import islice

import pytest

from register import reading
from register.columns import guess
from register.faults import FileFault
from register.rows import check
from tests.register.lists import COLUMNS, HEAD, person, text, workbook

TODAY = date(2026, 11, 23)


def read(data: bytes, skip: int = 0) -> list[list[str]]:
    file = io.BytesIO(data)
    return [cells for _share, cells in reading.rows(file, reading.look(file), skip=skip)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_every_encoding_and_separator_is_read_alike(encoding, sign):
    row = person(1, full_name="عائشہ خان")
    assert read(text(row, sign=sign).encode(encoding)) == [HEAD, row]


def test_what_windows_writes_without_a_mark_is_read():
    assert read(text(person(1, full_name="José Ali")).encode("cp1252"))[1][2] == "José Ali"


def test_a_workbook_is_read_with_numbers_as_numbers():
    row = person(1, cnic="3520212345671", birth_date="35866")
    assert read(workbook(row)) == [HEAD, row]
    assert check(dict(zip(COLUMNS, row, strict=True)), today=TODAY, districts={"lahore": 7}).values["birth_date"] == date(1998, 3, 12)


def test_reading_goes_on_from_any_row():
    rows = [person(n) for n in range(5)]
    for data in (text(*rows).encode(), workbook(*rows)):
        assert read(data, skip=3) == rows[2:]


def bomb() -> bytes:
    out = io.BytesIO(workbook(person(1)))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet2.xml", b" " * 20_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "list_empty"), (b"\xef\xbb\xbf".ljust(3) , "list_no_cells"), (b"\xd0\xcf\x11\xe0old", "list_old_excel"), (b"%PDF-1.7", "list_not_table"),
        (b"PK\x03\x04 no zip", "list_damaged"), (b"a,b\n" + b"," * 1000, "too_many_columns"), (b"a,b\nx," + b"y" * 50_000, "cell_too_big"),
        (b'a,b\n"' + b"y,\n" * 200_000, "cell_too_big"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused(data, code):
    if code == "list_no_cells":
        assert read(data) == [[""]] or read(data) == []
        return
    with pytest.raises(FileFault) as refused:
        read(data)
    assert refused.value.code == code


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    with pytest.raises(FileFault) as refused:
        read(bomb())
    assert refused.value.code == "list_unpacks_too_big"


def test_headings_are_guessed_once_each():
    assert guess(HEAD) == COLUMNS
    assert guess(["شناختی کارڈ نمبر", "نام"]) == {"cnic": 0, "full_name": 1}


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"cnic": "3.52021E+12"}, [("cnic", "cnic_cut_by_spreadsheet")]), ({"cnic": "12345"}, [("cnic", "cnic_not_13_digits")]),
        ({"cnic": "۳۵۲۰۲-۱۲۳۴۵۶۷-۱"}, []), ({"full_name": "=HYPERLINK(1)"}, [("full_name", "name_has_other_signs")]),
        ({"birth_date": "31/02/1998"}, [("birth_date", "birth_not_a_day")]), ({"birth_date": "12/03/1850"}, [("birth_date", "birth_impossible")]),
        ({"birth_date": "12-Mar-1998"}, []), ({"phone": "+92 300 1234567"}, []), ({"phone": "12"}, [("phone", "phone_unreadable")]),
        ({"sex": "FEMALE"}, []), ({"sex": "عورت"}, []), ({"sex": "7"}, [("sex", "sex_unreadable")]),
        ({"district": "Atlantis"}, [("district", "district_unknown")]), ({"trade": "x" * 200}, [("trade", "text_too_long")]),
    ],
)  # fmt: skip
def test_a_row_says_exactly_what_is_wrong(changed, problems):
    cells = dict(zip([*COLUMNS, *changed], [*person(1), *changed.values()], strict=True))
    row = check(cells, today=TODAY, districts={"lahore": 7})
    assert row.problems == problems
    assert row.is_kept == all(name not in ("cnic", "full_name") for name, _code in problems)


def test_rows_come_one_by_one():
    endless = io.BytesIO(text(*[person(n) for n in range(2000)]).encode())
    assert len(list(islice(reading.rows(endless, reading.look(endless)), 5))) == 5
