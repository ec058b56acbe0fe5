"""What can be wrong with a translation, found without knowing the language by heart."""

import re
from collections import Counter
from collections.abc import Iterator

import polib

PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%[sdr]|\{[\w.:!]*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+/-]*[A-Za-z0-9]|[A-Za-z]")
DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]")
# Arabic kaf, yeh, heh and alef maksura look like Urdu letters but no Urdu search finds them; no Urdu word begins with the aspiration sign.
NOT_URDU = re.compile("[\u0643\u064a\u0647\u0649]|(?<![\u0621-\u06ff])\u06be")
# Names, abbreviations and computer words that stay in Latin letters in Urdu and in Japanese.
NAMES = set(
    re.findall(
        r"\S+",
        """
        OEC Inter-SES PR CNIC JLPT IELTS JFT-Basic SSW PDF JPEG JPG PNG pdf jpg png HEIC MB kg dpi QR SMS PIN IT API
        URL UUID JSON IPv4 IPv6 ID WhatsApp iPhone Mac Safari Firefox JavaScript WCAG AA Settings Camera Formats Most Compatible
        Control Command Python PostgreSQL welding Go Docker Idempotency-Key Accept basic token base64 method null true/false True False None
        GitHub Resume json jsonresume.org Excel Easypaisa JazzCash Solidity xls xlsx csv https github.com/ayesha MSc cm
        N1 N2 N3 N4 N5 A1 A2 B1 B2 C1 O A BA BSc BS BE MS MPhil YYYY-MM-DD HH MM ss uuuuuu TZ DD
        """,
    )
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
    """Names stay as they are, and words of the original that are a code: with a digit, all capitals, or part of an address."""
    if word in NAMES:
        return True
    is_code = word.isupper() or any(sign.isdigit() for sign in word) or f"@{word}" in source or f"{word}@" in source
    return is_code and word in LATIN.findall(source)
