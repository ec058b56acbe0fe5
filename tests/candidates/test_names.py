"""Names by their sound: the same in Latin and Urdu letters, one wrong letter forgiven, anything typed is read."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from candidates.names import LONGEST, keys, likeness, name_keys, same_name, sound, words


def pairs():
    """137 names in both scripts."""
    with (Path(settings.BASE_DIR) / "portal/demo/data/names.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["latin"], row["urdu"]) for row in csv.DictReader(lines) if row["urdu"]]


def meets(one, other):
    return all(any(keys(a) & keys(b) for b in words(other)) for a in words(one))


def test_nearly_every_name_sounds_the_same_in_both_scripts():
    rows = pairs()
    assert len(rows) > 100
    apart = [(latin, urdu) for latin, urdu in rows if not meets(latin, urdu)]
    assert len(apart) <= 0.03 * len(rows), apart


SPELLINGS = [
    ("Muhammad", "Mohammed", "Muhamad", "Mohammad", "محمد"), ("Ayesha", "Aisha", "Aysha", "عائشہ"), ("Hussain", "Hussein", "حسین"),
    ("Yousaf", "Yusuf", "Yousuf", "یوسف"), ("Usman", "Osman", "عثمان"), ("Qureshi", "Koreshi", "قریشی"), ("Iqbal", "Ikbal", "اقبال"),
    ("Rehman", "Rahman", "رحمان"), ("Zainab", "Zaynab", "Zenab", "زینب"), ("Tariq", "Tarik", "طارق"), ("Khan", "خان"), ("Shah", "شاہ"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_spellings_of_one_name_have_one_sound(spellings):
    assert len({sound(words(name)[0]) for name in spellings}) == 1


@pytest.mark.parametrize("name", ["Muhammad", "Hussain", "Mehwish", "Taimoor", "Shahzaib", "Qureshi"])
def test_a_wrong_firm_letter_is_forgiven(name):
    whole = words(name)[0]
    for place in range(2, len(whole)):
        typo = whole[:place] + "k" + whole[place + 1 :]
        if len(sound(whole)) > 3 and len(sound(typo)) > 3:
            assert keys(whole) & keys(typo), typo


def test_the_likest_comes_first():
    people = ["Ayesha Khan", "Aisha Khanum", "Bushra Khan", "Ayesha Bibi"]
    assert sorted(people, key=lambda name: -likeness("ayesha khan", name))[0] == "Ayesha Khan"
    assert likeness("", "Ayesha") == likeness("Ayesha", "") == 0
    assert likeness("khan ayesha", "Ayesha Khan") == 1


@given(st.text(max_size=80))
def test_anything_typed_is_read(text):
    for key in name_keys(text):
        assert 1 < len(key) <= LONGEST
        assert key.isascii()
        assert key.isalpha()
    assert 0 <= likeness(text, text) <= 1


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ayesha Khan", "Aisha Khan", True),
        ("Ayesha Khan", "عائشہ خان", True),
        ("Khan Ayesha", "Ayesha Bibi Khan", True),
        ("Ayesha", "Ayesha", True),
        ("Ayesha", "Ayesha Khan", False),
        ("Muhammad Ali Khan", "Muhammad Asif Khan", False),
        ("Ali Ali", "Ali Raza", False),
        ("", "Ayesha", False),
        ("12", "34", False),
    ],
)
def test_the_same_name(one, other, is_same):
    assert same_name(one, other) == same_name(other, one) == is_same
