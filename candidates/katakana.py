# ruff: noqa: E501 - tables read better in one line each
"""A name in katakana, as a first proposal that Inter-SES fixes: a table of common names of Pakistan, and rules by sound for the rest."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

from workflow.steps import Reason

DOT, LONGEST = "・", 160
KATAKANA = re.compile(r"[ァ-ヺー・ ]+")

URDU_NAMES = {
    "محمد": "muhammad", "احمد": "ahmad", "علی": "ali", "خان": "khan", "عائشہ": "ayesha", "فاطمہ": "fatima", "حسین": "hussain", "حسن": "hassan",
    "عبداللہ": "abdullah", "عبد": "abdul", "الرحمن": "rahman", "رحمن": "rahman", "رحمان": "rahman", "عمر": "umar", "عثمان": "usman", "بلال": "bilal",
    "شاہ": "shah", "ملک": "malik", "بی": "bi", "زینب": "zainab", "خدیجہ": "khadija", "مریم": "maryam", "اقبال": "iqbal", "عمران": "imran", "کامران": "kamran",
    "یوسف": "yousaf", "ابراہیم": "ibrahim", "اسماعیل": "ismail", "طارق": "tariq", "خالد": "khalid", "شیخ": "sheikh", "سید": "syed", "صدیقی": "siddiqui",
    "قریشی": "qureshi", "چوہدری": "chaudhry", "بیگم": "begum", "بٹ": "butt", "نور": "noor", "حمزہ": "hamza", "سعد": "saad", "ثناء": "sana", "سارہ": "sara",
}  # fmt: skip
URDU_LETTERS = {
    "ا": "a", "آ": "aa", "أ": "a", "ب": "b", "پ": "p", "ت": "t", "ٹ": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ڈ": "d", "ذ": "z",
    "ر": "r", "ڑ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ک": "k",
    "گ": "g", "ل": "l", "م": "m", "ن": "n", "ں": "n", "و": "oo", "ؤ": "o", "ہ": "h", "ھ": "", "ء": "", "ئ": "y", "ی": "ee", "ے": "ay", "ۃ": "a", "ة": "a",
}  # fmt: skip
ONE_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ۂ": "ہ"})

ROWS = {  # the sound before a, i, u, e, o, and alone
    "": "ア イ ウ エ オ ", "k": "カ キ ク ケ コ ク", "q": "カ キ ク ケ コ ク", "c": "カ シ ク セ コ ク", "kh": "ハ ヒ フ ヘ ホ フ", "g": "ガ ギ グ ゲ ゴ グ", "gh": "ガ ギ グ ゲ ゴ グ",
    "s": "サ スィ ス セ ソ ス", "sh": "シャ シ シュ シェ ショ シュ", "z": "ザ ズィ ズ ゼ ゾ ズ", "zh": "ジャ ジ ジュ ジェ ジョ ジュ", "j": "ジャ ジ ジュ ジェ ジョ ジュ",
    "t": "タ ティ トゥ テ ト ト", "th": "タ ティ トゥ テ ト ト", "d": "ダ ディ ドゥ デ ド ド", "dh": "ダ ディ ドゥ デ ド ド", "ch": "チャ チ チュ チェ チョ チ", "n": "ナ ニ ヌ ネ ノ ン",
    "h": "ハ ヒ フ ヘ ホ フ", "b": "バ ビ ブ ベ ボ ブ", "bh": "バ ビ ブ ベ ボ ブ", "p": "パ ピ プ ペ ポ プ", "ph": "パ ピ プ ペ ポ プ", "f": "ファ フィ フ フェ フォ フ", "m": "マ ミ ム メ モ ム",
    "y": "ヤ イ ユ イェ ヨ イ", "r": "ラ リ ル レ ロ ル", "l": "ラ リ ル レ ロ ル", "w": "ワ ウィ ウ ウェ ウォ ウ", "v": "ヴァ ヴィ ヴ ヴェ ヴォ ヴ", "x": "クサ クスィ クス クセ クソ クス",
}  # fmt: skip
SOUNDS = {consonant: row.split(" ") for consonant, row in ROWS.items()}
VOWELS = {
    "aa": "aー", "ee": "iー", "ii": "iー", "oo": "uー", "uu": "uー", "ai": "aイ", "ay": "eイ", "ei": "eイ", "ey": "eイ", "au": "aウ", "aw": "aウ", "ou": "uー",
    "ie": "iー", "ea": "iー", "a": "a", "i": "i", "u": "u", "e": "e", "o": "o",
}  # fmt: skip
SYLLABLE = re.compile(
    r"(kh|gh|sh|zh|th|dh|ch|bh|ph|[bcdfghjklmnpqrstvwxyz]?)(aa|ee|ii|oo|uu|ai(?![aeiou])|ay(?![aeiou])|ei|ey(?![aeiou])|au|aw(?![aeiou])|ou|ie|ea|[aiueo])?"
)


@cache
def names() -> dict[str, str]:
    """Common names in any of their spellings, the way they are mostly written in Japan."""
    with (Path(__file__).parent / "data" / "katakana_names.csv").open(encoding="utf-8", newline="") as lines:
        return {spelling: row["katakana"] for row in csv.DictReader(lines) for spelling in row["spellings"].split()}


def propose(*names: str) -> str:
    """The first of these names that can be written, in katakana with ・ between its words; "" if none can."""
    for name in names:
        words = [kana for word in _words(name) if (kana := _word(word))]
        if words:
            return DOT.join(words)[:LONGEST]
    return ""


def katakana_blockers(text: str) -> list[Reason]:
    """Nothing but katakana, the long mark and the dot between names."""
    if not text.strip(f"ー{DOT} "):
        return [Reason("katakana_missing")]
    return [] if KATAKANA.fullmatch(text) else [Reason("katakana_only")]


def clean(text: str) -> str:
    """As it is kept: full width, ・ for any gap between names."""
    return DOT.join(unicodedata.normalize("NFKC", text).replace(DOT, " ").replace("=", " ").split())


def _words(name: str) -> list[str]:
    """Words in small letters without accents and vowel marks; an Urdu letter with a hamza is one letter and stays whole."""
    form: Literal["NFC", "NFKD"] = "NFC" if re.search(r"[\u0600-\u06ff]", name) else "NFKD"
    plain = "".join(c for c in unicodedata.normalize(form, name.translate(ONE_LETTER).lower()) if unicodedata.category(c) != "Mn")
    return [word for word in re.split(r"[^a-z\u0600-\u06ff]+", re.sub("['’]", "", plain)) if word]


def _word(word: str) -> str:
    if not word.isascii():
        word = URDU_NAMES.get(word) or _latin(word)
    return names().get(word) or _by_sound(word)


def _latin(word: str) -> str:
    """An Urdu word letter by letter; a short vowel that is not written is taken as a between two consonants."""
    letters = [URDU_LETTERS.get(letter, "") for letter in word]
    out = ""
    for letter in filter(None, letters):
        is_gap = out and out[-1] not in "aeiou" and letter[0] not in "aeiou"
        out += f"a{letter}" if is_gap else letter
    return out


def _by_sound(word: str) -> str:
    """Syllable by syllable; a doubled consonant is a small ッ, an h after a vowel makes it long at the end."""
    out, place = "", 0
    while place < len(word):
        if _is_doubled(word, place):
            out += "ン" if word[place] in "mn" else "ッ"
            place += 1
            continue
        match = SYLLABLE.match(word, place)
        if match is None or not match.group():  # pragma: no cover - every Latin letter is in the table
            return out
        out += _kana(word, *match.groups(), end=match.end(), is_first=place == 0)
        place = match.end()
    return out


def _is_doubled(word: str, place: int) -> bool:
    """The same consonant twice before a vowel."""
    pair, after = word[place : place + 2], word[place + 2 : place + 3]
    return place > 0 and len(pair) == 2 and pair[0] == pair[1] and pair[0] not in "aeiou" and after in tuple("aeiou")


def _kana(word: str, consonant: str, vowel: str | None, *, end: int, is_first: bool) -> str:
    sounds = SOUNDS[consonant]
    if vowel is not None:
        sound, tail = VOWELS[vowel][0], VOWELS[vowel][1:]
        return sounds["aiueo".index(sound)] + tail
    if consonant == "h" and end == len(word) and not is_first:
        return "ー"
    if consonant == "m" and word[end : end + 1] in ("b", "p"):
        return "ン"
    return "" if consonant == word[end - 2 : end - 1] and not is_first else sounds[5]
