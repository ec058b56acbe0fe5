# ruff: noqa: E501 - tables read better in one line each
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates import identity
from candidates.identity import IdentityInvalid

CNIC = st.from_regex(r"\A[1-8][0-9]{12}\Z")
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    "typed",
    [
        "42101-1234567-1",
        "4210112345671",
        " 42101 1234567 1 ",
        "42101–1234567—1",
        "۴۲۱۰۱-۱۲۳۴۵۶۷-۱",
        "４２１０１１２３４５６７１",
        "42101\u200f-1234567-1",
    ],
)
def test_a_cnic_is_read_however_it_is_typed(typed):
    assert identity.canonical_cnic(typed) == "4210112345671"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("92101-1234567-1", "cnic_first_digit"), ("02101-1234567-1", "cnic_first_digit"), ("4210-1234567-1", "cnic_not_13_digits"), ("421011234567", "cnic_not_13_digits"),
        ("42101123456711", "cnic_not_13_digits"), ("", "cnic_not_13_digits"), ("4210I-1234567-1", "cnic_not_13_digits"), ("42101-12345x7-1", "cnic_not_13_digits"),
    ],
)  # fmt: skip
def test_a_wrong_cnic_says_why(typed, code):
    with pytest.raises(IdentityInvalid) as raised:
        identity.canonical_cnic(typed)
    assert raised.value.code == code


@given(CNIC, st.sampled_from([URDU, ARABIC, FULL]))
def test_digits_of_any_script_and_the_printed_form_are_the_same_number(number, script):
    assert identity.canonical_cnic(number.translate(script)) == number
    assert identity.canonical_cnic(identity.format_cnic(number)) == number


@given(st.text())
def test_any_text_is_a_canonical_cnic_or_a_coded_refusal(text):
    try:
        result = identity.canonical_cnic(text)
    except IdentityInvalid as invalid:
        result = invalid.code
    assert result in ("cnic_not_13_digits", "cnic_first_digit") or re.fullmatch("[1-8][0-9]{12}", result, re.ASCII)


@pytest.mark.parametrize(
    ("typed", "number", "warned"),
    [("ab 1234567", "AB1234567", False), ("ＡＢ１２３４５６７", "AB1234567", False), ("A123456", "A123456", True)],
)
def test_passports(typed, number, warned):
    assert identity.canonical_passport(typed) == number
    assert bool(identity.passport_warnings(number)) == warned


@pytest.mark.parametrize("typed", ["", "AB123", "AB12345678", "ABCDEFG", "AB12345/7"])
def test_impossible_passports(typed):
    with pytest.raises(IdentityInvalid, match="passport_malformed"):
        identity.canonical_passport(typed)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2008, 12, 1), date(2026, 11, 30), 17), (date(2008, 12, 1), date(2026, 12, 1), 18), (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18), (date(2000, 1, 1), date(2000, 1, 1), 0),
    ],
)  # fmt: skip
def test_age_on_a_day(birth, day, age):
    assert identity.age_on(birth, day) == age
    assert identity.is_adult_on(birth, day) == (age >= 18)


@given(st.dates(date(1950, 1, 1), date(2020, 1, 1)), st.integers(0, 20_000))
def test_nobody_grows_younger(birth, days):
    day = birth + timedelta(days=days)
    assert 0 <= identity.age_on(birth, day) <= identity.age_on(birth, day + timedelta(days=1))


@pytest.mark.parametrize(
    ("birth", "found"),
    [(None, "birth_missing"), (date(2026, 11, 23), "birth_impossible"), (date(1900, 1, 1), "birth_impossible"), (date(2000, 1, 1), "")],
)
def test_birth_blockers(birth, found):
    assert [r.code for r in identity.birth_blockers(birth=birth, today=date(2026, 11, 23))] == ([found] if found else [])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ayesha   Siddiqa ", "Ayesha Siddiqa"),
        ("Ayesha", "Ayesha"),
        ("عائشہ صدیقہ", "عائشہ صدیقہ"),
        ("O'Neil-Khan Jr.", "O'Neil-Khan Jr."),
        ("Ay\u202eesha", "Ayesha"),
    ],
)
def test_names_of_one_word_or_any_script(typed, name):
    assert identity.canonical_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name_missing"),
        (" .-", "name_missing"),
        ("A" * 121, "name_too_long"),
        ("A<b>", "name_has_other_signs"),
        ("Ali 2", "name_has_other_signs"),
        ("Ali\r\nBcc: x", "name_has_other_signs"),
    ],
)
def test_names_that_are_none(typed, code):
    with pytest.raises(IdentityInvalid, match=code):
        identity.canonical_name(typed)


@pytest.mark.parametrize(
    ("name", "found"), [("AYESHA SIDDIQA", []), ("", ["name_missing"]), ("عائشہ", ["name_not_latin"]), ("AYESHA 2", ["name_not_latin"])]
)
def test_the_name_on_the_passport_is_latin(name, found):
    assert [r.code for r in identity.passport_name_blockers(full_name_as_passport=name)] == found
