"""What can be wrong with a translation, found without knowing the language by heart."""

import re
from collections import Counter
from collections.abc import Iterator

import polib

PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%[sdr]|\{[\w.:!]*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+/-]*[A-Za-z0-9]|[A-Za-z]")
DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]")
# Arabic letters that look like Urdu ones but are found by no Urdu search: kaf, yeh, heh, alef maksura, teh marbuta; and he written with the aspiration sign.
NOT_URDU = re.compile("[\u0643\u064a\u0647\u0649]|\u06be\u06d2|\u06be\u06cc\u06ba")
# Names and abbreviations that stay in Latin letters in Urdu and in Japanese.
NAMES = set(
    """
    OEC Inter-SES CNIC JLPT IELTS JFT-Basic SSW CoE HEC NADRA
    PDF JPEG JPG PNG HEIC MB dpi QR SMS PIN IT API URL UUID JSON IPv4 IPv6 ID WhatsApp iPhone Mac Safari Firefox JavaScript WCAG AA
    Python PostgreSQL Go Docker Settings Camera Formats Most Compatible Control Command
    Idempotency-Key Accept basic token base64 method null true/false True False None N1 N2 N3 N4 N5 A1 A2 B1 B2 C1 O A BA BSc BS BE MS MPhil
    YYYY-MM-DD HH MM ss uuuuuu TZ DD
    """.split()
)


def faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    """All that is wrong with one entry, in words; nothing for a good one."""
    texts = [entry.msgstr_plural.get(index, "") for index in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]
    if "fuzzy" in entry.flags:
        yield "is marked fuzzy"
    if not texts or not all(text.strip() for text in texts):
        yield "is missing"
        return
    for index, text in enumerate(texts):
        original = entry.msgid_plural if entry.msgid_plural and (index or len(texts) == 1) else entry.msgid
        yield from _shape(original, text)
        yield from _letters(original, text, language)


def _shape(original: str, text: str) -> Iterator[str]:
    if Counter(PLACEHOLDER.findall(original)) != Counter(PLACEHOLDER.findall(text)):
        yield f"has other placeholders: {' '.join(sorted(PLACEHOLDER.findall(text))) or 'none'}"
    if "%" in PLACEHOLDER.sub("", text) and "%" not in PLACEHOLDER.sub("", original):
        yield "has a lone per cent sign"
    if Counter(TAG.findall(original)) != Counter(TAG.findall(text)):
        yield f"has other tags: {' '.join(TAG.findall(text)) or 'none'}"
    if (original[:1] == "\n", original[-1:] == "\n") != (text[:1] == "\n", text[-1:] == "\n"):
        yield "begins or ends with another line break"


def _letters(original: str, text: str, language: str) -> Iterator[str]:
    plain, source = (TAG.sub(" ", PLACEHOLDER.sub(" ", value)) for value in (text, original))
    if digits := DIGITS.findall(plain):
        yield f"has digits that are not Western: {' '.join(digits)}"
    if language == "ur" and NOT_URDU.search(plain):
        yield "has letters that are not Urdu"
    if strange := [word for word in LATIN.findall(plain) if not _may_stay(word, source)]:
        yield f"has Latin letters: {' '.join(strange)}"


def _may_stay(word: str, source: str) -> bool:
    """Names and codes stay as they are: those of the list, and words of the original that hold a digit, an @ or only capitals."""
    return word in NAMES or (word in LATIN.findall(source) and (any(sign.isdigit() for sign in word) or word.isupper() or f"@{word}" in source or f"{word}@" in source))
