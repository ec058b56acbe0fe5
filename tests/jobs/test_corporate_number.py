import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.jp import cn

from jobs.corporate_number import CorporateNumberInvalid, canonical_corporate_number, check_digit

VALID = ["4011001098993", "7010705000725", "7000012050002", "1010001000006"]


@pytest.mark.parametrize("number", VALID)
def test_known_numbers_are_taken(number):
    assert canonical_corporate_number(number) == number


@pytest.mark.parametrize(
    "typed", ["４０１１００１０９８９９３", "T4011001098993", "4-0110-0109-8993", " 4011 0010 98993 ", "4011001098993\n"]
)
def test_widths_and_separators_do_not_matter(typed):
    assert canonical_corporate_number(typed) == "4011001098993"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("5011001098993", "corporate_number_check_digit"),
        ("0011001098993", "corporate_number_check_digit"),
        ("401100109899", "corporate_number_not_13_digits"),
        ("40110010989933", "corporate_number_not_13_digits"),
        ("", "corporate_number_not_13_digits"),
        ("٤٠١١٠٠١٠٩٨٩٩٣", "corporate_number_not_13_digits"),
        ("401100109899x", "corporate_number_not_13_digits"),
    ],
)
def test_wrong_numbers_say_why(typed, code):
    with pytest.raises(CorporateNumberInvalid) as raised:
        canonical_corporate_number(typed)
    assert raised.value.code == code


@given(st.from_regex(r"\A[0-9]{13}\Z"))
def test_agrees_with_stdnum_on_any_13_digits(number):
    try:
        ours = canonical_corporate_number(number) == number
    except CorporateNumberInvalid:
        ours = False
    assert ours == cn.is_valid(number)


@given(st.from_regex(r"\A[0-9]{12}\Z"))
def test_every_base_has_exactly_one_check_digit_from_1_to_9(base):
    valid = [digit for digit in "0123456789" if cn.is_valid(digit + base)]
    assert valid == [str(check_digit(base))]
