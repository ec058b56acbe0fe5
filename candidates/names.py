"""Names as they sound: the same key for Ayesha, Aisha and عائشہ, and for a word with one wrong letter. Pure."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

MOST_WORDS, LONGEST, FORGIVES_FROM = 5, 12, 3
SOUNDS = (
    ("اآأإٱعء", "a"), ("ئؤ", ""), ("وٶ", "w"), ("یيىےۓ", "y"), ("ہهھحةۃە", "h"), ("ب", "b"), ("پ", "p"), ("تٹط", "t"), ("ثسصش", "s"),
    ("جچ", "j"), ("خقکك", "k"), ("دڈ", "d"), ("ذزضظژ", "z"), ("رڑ", "r"), ("غگ", "g"), ("ف", "f"), ("ل", "l"), ("م", "m"), ("نں", "n"),
)  # fmt: skip
URDU = {letter: latin for letters, latin in SOUNDS for letter in letters}
TOGETHER = (
    ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "j"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("zh", "z"), ("bh", "b"), ("jh", "j"),
    ("ck", "k"), ("x", "ks"),
)  # fmt: skip
ONE = {"c": "k", "q": "k", "v": "w", "e": "a", "i": "a", "o": "a", "u": "a"}
WORD = re.compile(r"[^\W\d_]+")
WEAK = set("awyh")  # vowels and what comes and goes between the scripts; only the first of a word is kept


def words(text: str) -> list[str]:
    """The words of a name in small letters, without accents and signs."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if unicodedata.category(char) not in ("Mn", "Cf"))
    return WORD.findall(plain.replace("'", "").replace("’", "").replace("-", " "))[: 2 * MOST_WORDS]


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The skeleton of a word: how it begins and its firm consonants, the same in Latin and Urdu letters."""
    letters = "".join(
        URDU.get(char, char) for char in re.sub(r"([a-z])\1+", r"\1", word)
    )  # Urdu writes a letter twice only where it is said twice
    for pair, one in TOGETHER:
        letters = letters.replace(pair, one)
    letters = "".join(char for one in letters if "a" <= (char := ONE.get(one, one)) <= "z")
    firm = "".join(char for char in letters[1:] if char not in WEAK)
    return (letters[:1] + firm)[:LONGEST]


def keys(word: str) -> set[str]:
    """Its sound, and the sound with any one letter left out: two words with one wrong letter share a key."""
    whole = sound(word)
    return {whole} | ({whole[:place] + whole[place + 1 :] for place in range(1, len(whole))} if len(whole) >= FORGIVES_FROM else set())


def name_keys(*names: str) -> list[str]:
    """Every key of these names, in order."""
    return sorted({key for name in names for word in words(name) for key in keys(word) if len(key) > 1})


def likeness(asked: str, name: str) -> float:
    """How like a name is to what was asked, from 0 to 1: each asked word against its best word, by letters and by sound."""
    there = words(name)
    best = [max((pair(word, other) for other in there), default=0.0) for word in words(asked)[:MOST_WORDS]]
    return sum(best) / len(best) if best else 0.0


@lru_cache(maxsize=20_000)
def pair(asked: str, other: str) -> float:
    """How like two words are: by their letters, or a little less by their sound."""
    letters = SequenceMatcher(None, asked, other).ratio()
    return max(letters, 0.95 * SequenceMatcher(None, sound(asked), sound(other)).ratio())


ALIKE = 0.85  # two words that are one with a letter or two written otherwise


def same_name(one: str, other: str) -> bool:
    """Each word of the shorter name is a word of its own in the longer, by sound or nearly by letter; a lone word answers a lone word."""
    short, long = sorted((words(one), words(other)), key=len)
    if not short or (len(short) == 1 and len(long) > 1):
        return False
    for word in short:
        best = max(long, key=lambda there: nearness(word, there))
        if nearness(word, best) < ALIKE:
            return False
        long.remove(best)
    return True


def nearness(word: str, other: str) -> float:
    """1 for words that sound the same, else how like they are."""
    return 1.0 if sound(word) == sound(other) else pair(word, other)
