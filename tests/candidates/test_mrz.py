# ruff: noqa: E501 - tables read better in one line each
"""The machine lines of a passport: read as people copy them, wrong digits named, compared with what was typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates import mrz
from candidates.words import WORDS

NAME = "P<PAKKHAN<<AYESHA<<<<<<<<<<<<<<<<<<<<<<<<<<<"
PAKISTAN = "AB12345671PAK9505140M31093064210112345671<36"
SPECIMEN = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
SPECIMEN_NAME = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
WIDE = str.maketrans("0123456789<", "０１２３４５６７８９＜")
TYPED = {"number": "AB1234567", "expires_on": date(2031, 9, 30), "birth": date(1995, 5, 14), "cnic": "4210112345671", "name": "Ayesha Khan"}


def codes(line1, line2):
    with pytest.raises(mrz.MrzInvalid) as raised:
        mrz.read_td3(line1, line2)
    return [reason.code for reason in raised.value.reasons]


def changed(line, place, sign):
    return line[:place] + sign + line[place + 1 :]


def test_lines_of_a_pakistani_passport():
    read = mrz.read_td3(NAME, PAKISTAN)
    assert (read.issuer, read.number, read.cnic, read.full_name) == ("PAK", "AB1234567", "4210112345671", "AYESHA KHAN")
    assert (read.birth, read.expires_on) == (date(1995, 5, 14), date(2031, 9, 30))


def test_specimen_of_the_standard():
    read = mrz.read_td3(SPECIMEN_NAME, SPECIMEN)
    assert (read.surname, read.given_names, read.number, read.cnic) == ("ERIKSSON", "ANNA MARIA", "L898902C3", "")
    assert (read.birth, read.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))
    assert [mrz.check_digit(text) for text in ("L898902C3", "740812", "120415", "ZE184226B<<<<<")] == ["6", "2", "9", "1"]


@pytest.mark.parametrize(
    "typed",
    [
        PAKISTAN.lower(), PAKISTAN.translate(WIDE), " ".join(PAKISTAN), PAKISTAN + "\u200e\n", PAKISTAN.replace("<", "‹"),
        changed(PAKISTAN, 19, "O"), PAKISTAN.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    ],
)  # fmt: skip
def test_lines_are_read_however_they_are_typed(typed):
    assert mrz.read_td3(NAME.lower(), typed) == mrz.read_td3(NAME, PAKISTAN)


@pytest.mark.parametrize("name", ["P<PAKKHAN<<AYESHA", NAME + "<<", "P<PAKKHAN«AYESHA"])
def test_fillers_at_the_end_of_the_first_line_need_not_be_counted(name):
    assert mrz.read_td3(name, PAKISTAN).full_name == "AYESHA KHAN"


@pytest.mark.parametrize(
    ("place", "sign", "code"),
    [
        (8, "8", "mrz_number_digit"), (9, "2", "mrz_number_digit"), (18, "5", "mrz_birth_digit"), (19, "1", "mrz_birth_digit"), (22, "2", "mrz_expiry_digit"),
        (27, "7", "mrz_expiry_digit"), (40, "2", "mrz_optional_digit"), (42, "4", "mrz_optional_digit"), (43, "7", "mrz_last_digit"),
    ],
)  # fmt: skip
def test_a_wrong_digit_names_its_group(place, sign, code):
    assert codes(NAME, changed(PAKISTAN, place, sign)) == [code]


@pytest.mark.parametrize(
    ("line1", "line2", "found"),
    [
        (PAKISTAN, NAME, ["mrz_lines_swapped"]), ("", "", ["mrz_not_passport", "mrz_line_length", "mrz_line_length"]), (NAME, PAKISTAN[:-1], ["mrz_line_length"]),
        (NAME, PAKISTAN + "6", ["mrz_line_length"]), ("I" + NAME[1:], PAKISTAN, ["mrz_not_passport"]), (NAME.replace("Y", "Ü"), PAKISTAN, ["mrz_strange_sign"]),
        (NAME, changed(PAKISTAN, 3, "*"), ["mrz_strange_sign"]), (NAME + "A", PAKISTAN, ["mrz_line_length"]),
    ],
)  # fmt: skip
def test_wrong_lines_say_what_is_wrong(line1, line2, found):
    assert codes(line1, line2) == found


def test_impossible_day_with_a_good_digit_is_refused():
    second = changed(changed(PAKISTAN, 15, "1"), 16, "9")
    second = changed(second, 19, mrz.check_digit(second[13:19]))
    second = changed(second, 43, mrz.check_digit(second[:10] + second[13:20] + second[21:43]))
    assert codes(NAME, second) == ["mrz_birth_impossible"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []), ({"number": "AB1234568"}, ["mrz_number_differs"]), ({"expires_on": date(2031, 9, 29)}, ["mrz_expiry_differs"]), ({"birth": date(1995, 4, 15)}, ["mrz_birth_differs"]),
        ({"cnic": "3520212345671"}, ["mrz_cnic_differs"]), ({"name": "Ayesha Bibi"}, ["mrz_name_differs"]), ({"name": "KHAN AYESHA"}, []), ({"name": "", "cnic": ""}, []),
    ],
)  # fmt: skip
def test_lines_are_compared_with_what_was_typed(change, found):
    assert [reason.code for reason in mrz.blockers(mrz.read_td3(NAME, PAKISTAN), **TYPED | change)] == found


@pytest.mark.parametrize(
    ("line1", "name"),
    [
        ("P<PAKAYESHA<<", "Ayesha"), ("P<PAK<<AYESHA", "Ayesha"), ("P<PAKUR<REHMAN<<MUHAMMAD<ABD", "Muhammad Abd-ur-Rehman"), ("P<PAKDSOUZA<<ANNE", "Anne D'Souza"),
        ("P<PAKABDULRAHMAN<KHAN<<MUHAMMAD<MUSTAFA<ALI<", "Muhammad Mustafa Ali Abdulrahman Khan"), ("P<PAKABDULRAHMAN<KHAN<<MUHAMMAD<MUSTAFA<HUSS", "Muhammad Mustafa Hussain Abdulrahman Khan"),
    ],
)  # fmt: skip
def test_one_name_many_names_and_cut_names(line1, name):
    assert mrz.is_same_name(mrz.read_td3(line1, PAKISTAN), name)


def test_passport_of_another_state_is_named():
    assert [reason.code for reason in mrz.blockers(mrz.read_td3(SPECIMEN_NAME, SPECIMEN))] == ["mrz_not_pakistan"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(line1, line2):
    try:
        reasons = [] if mrz.read_td3(line1, line2).number else ["no number"]
    except mrz.MrzInvalid as invalid:
        reasons = [reason.code for reason in invalid.reasons if reason.code not in WORDS]
    assert reasons == []


@given(st.integers(0, 43), st.sampled_from("0123456789"))
def test_no_single_wrong_digit_passes(place, sign):
    second = changed(PAKISTAN, place, sign)
    if PAKISTAN[place].isdigit() and sign != PAKISTAN[place]:
        with pytest.raises(mrz.MrzInvalid):
            mrz.read_td3(NAME, second)
