"""Words as the search keeps and compares them: one normal form for all scripts, Japanese by pairs of letters. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST_WORDS, MOST_PAIRS, LONGEST = 5, 12, 40
PREFIX_FROM = 3  # shorter last words are meant as they stand: C, R, Go, UI
VOICED = "\u3099\u309a"  # marks that make another Japanese letter, not an accent
ONE_FORM = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ۀ": "ہ", "ە": "ہ", "ة": "ہ", "\u0640": "", "\u200c": " ", "\u200d": ""})
SYMBOLS = ((re.compile(r"\bc\+\+"), "cplusplus"), (re.compile(r"\b([cfj])#"), r"\1sharp"), (re.compile(r"(?<!\w)\.net\b"), "dotnet"))
CJK = "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
IS_CJK = re.compile(rf"[{CJK}]")


def normal(text: str) -> str:
    """The same words in the same letters: full width, case, accents, Urdu vowel signs, Arabic forms and digits fall together."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(char for char in folded if unicodedata.category(char) not in ("Mn", "Cf", "Cc") or char in f"{VOICED}\u200c\n\t")
    plain = unicodedata.normalize("NFKC", bare.translate(ONE_FORM))
    return " ".join("".join(map(digit, plain)).split())


def digit(char: str) -> str:
    """A decimal digit of any script as Western digit; anything else as it is."""
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def squeezed(text: str) -> str:
    """The normal form without spaces, dots and strokes, so that Node.js, node js and NodeJS are one; + and # stay."""
    return re.sub(r"[^\w+#]|_", "", normal(text))


def words(text: str) -> Iterator[str]:
    """Words of spaced scripts, and unbroken runs of Japanese or Chinese; nothing but letters and digits."""
    plain = normal(text)
    for pattern, word in SYMBOLS:
        plain = pattern.sub(word, plain)
    return (found.group() for found in WORD.finditer(plain))


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a Japanese run; a single letter stands for itself."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def terms(*texts: str) -> str:
    """What is kept of these texts, each term once, apart by spaces: PostgreSQL's parser finds exactly these words."""
    found: dict[str, None] = {}
    for text in texts:
        for word in words(text):
            kept = [*pairs(word), word[-1]] if IS_CJK.match(word) else [word[:LONGEST]]  # the last letter too: 車 finds 電車
            found |= dict.fromkeys(kept)
    return " ".join(found)


def skill_mark(code: str) -> str:
    """The term by which a skill itself is found, however people call it; a word that nobody types."""
    return f"zz0{re.sub(r'[^a-z0-9]', '', code)}"


def any_of(marks: Iterable[str]) -> str:
    """The tsquery for rows with at least one of these marks."""
    return " | ".join(f"'{mark}'" for mark in marks)


def wanted(text: str) -> str:
    """The tsquery for what somebody typed, at most five words, all of them, the last one as a beginning; "" if there is no word in it."""
    typed = list(words(text))[:MOST_WORDS]
    asked = [term for place, word in enumerate(typed) for term in asked_for(word, is_last=place == len(typed) - 1)]
    return " & ".join(dict.fromkeys(asked))


def asked_for(word: str, *, is_last: bool) -> list[str]:
    """One word as terms of a tsquery; only letters and digits come here, so the quotes always close."""
    if IS_CJK.match(word):
        return [f"'{word}':*"] if len(word) == 1 else [f"'{pair}'" for pair in pairs(word)[:MOST_PAIRS]]
    is_beginning = is_last and len(word) >= PREFIX_FROM
    return [f"'{word[:LONGEST]}':*" if is_beginning else f"'{word[:LONGEST]}'"]
