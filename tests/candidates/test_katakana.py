# ruff: noqa: E501 - tables read better in one line each
"""Katakana is proposed for every name and never anything but katakana."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates import katakana

LATIN = st.text("abcdefghijklmnopqrstuvwxyz '-.", min_size=1, max_size=60)
URDU = st.text("ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءئیے ", min_size=1, max_size=40)
ONLY = re.compile(r"[ァ-ヺー・]*")


@pytest.mark.parametrize(
    ("name", "kana"),
    [
        ("AYESHA KHAN", "アーイシャ・カーン"), ("Muhammad Hussain", "ムハンマド・フセイン"), ("Ahmed Ali", "アフマド・アリ"), ("Abdul Rehman", "アブドゥル・ラフマーン"),
        ("Zia-ul-Haq", "ズィア・ウル・ハク"), ("Fatima", "ファーティマ"), ("محمد بلال", "ムハンマド・ビラール"), ("عائشہ خان", "アーイシャ・カーン"),
        ("Asma Bibi", "アスマー・ビービー"), ("D'Souza", "ドスーザ"), ("بی بی", "ビー・ビー"), ("Ayésha", "アーイシャ"),
    ],
)  # fmt: skip
def test_common_names_are_written_as_people_write_them(name, kana):
    assert katakana.propose(name) == kana


@pytest.mark.parametrize(
    ("word", "kana"),
    [
        ("Tahmina", "タフミナ"), ("Lubna", "ルブナ"), ("Gulzar", "グルザル"), ("Shabana", "シャバナ"), ("Mumbara", "ムンバラ"), ("Bakkar", "バッカル"), ("Jannat", "ジャンナト"),
        ("Nafisah", "ナフィサー"), ("Faheem", "ファヒーム"), ("Chand", "チャンド"), ("Vaqar", "ヴァカル"), ("Roohi", "ルーヒ"), ("Ghazala", "ガザラ"), ("Aijaz", "アイジャズ"), ("Butt", "バット"),
    ],
)  # fmt: skip
def test_other_names_go_by_sound(word, kana):
    assert katakana.propose(word) == kana


def test_the_first_name_that_can_be_written_counts():
    assert katakana.propose("", "عمران") == "イムラーン"
    assert katakana.propose("山田", "") == ""


@given(LATIN | URDU)
def test_a_proposal_is_katakana_and_not_empty_for_a_name_with_a_letter(name):
    kana = katakana.propose(name)
    assert ONLY.fullmatch(kana)
    assert len(kana) <= katakana.LONGEST
    assert kana or not re.search("[a-gi-z]", name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("アーイシャ・カーン", []),
        ("", ["katakana_missing"]),
        ("・ー", ["katakana_missing"]),
        ("あいしゃ", ["katakana_only"]),
        ("アーイシャKhan", ["katakana_only"]),
    ],
)
def test_what_is_fixed_must_be_katakana(text, found):
    assert [reason.code for reason in katakana.katakana_blockers(text)] == found


def test_half_width_and_blanks_are_made_one_form():
    assert katakana.clean(" ｱｰｲｼｬ ｶｰﾝ ") == "アーイシャ・カーン"
