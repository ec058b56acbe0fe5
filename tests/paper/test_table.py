"""Tables for spreadsheets: nothing in them is computed, numbers stay numbers."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper.table import cell, csv_answer


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+81 3", "'+81 3"), ("-x", "'-x"), ("\t=1", "'\t=1"),
        (-5, "-5"), ("-1.5", "-1.5"), (0, "0"), (None, ""), ("株式会社", "株式会社"),
    ],
)  # fmt: skip
def test_a_cell_is_never_a_formula(value, text):
    assert cell(value) == text


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x00"), max_size=20), min_size=2, max_size=2)
    )
)
def test_what_is_written_is_read_again(rows):
    answer = csv_answer("x.csv", ["a", "b"], rows)
    read = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [[text.removeprefix("'") for text in row] for row in read[1:]] == [[text.removeprefix("'") for text in row] for row in rows]


def test_nobody_on_the_way_keeps_the_file():
    answer = csv_answer("x.csv", [], [])
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/csv; charset=utf-8", "private, no-store")
