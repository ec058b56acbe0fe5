"""Numbers and names on Pakistani papers, in the one form in which they are kept and compared (domain section 3.3)."""

import re
import unicodedata
from datetime import date

from workflow.steps import Reason

SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−ー۔_.]")
ADULT = 18


class IdentityInvalid(ValueError):
    """What was typed is no such number or name; `code` has its words in words.py."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ascii_digits(text: str) -> str:
    """NFKC, and every decimal digit of any script (Urdu, Arabic, Devanagari, full-width) as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", text))


def _bare(text: str) -> str:
    visible = "".join(c for c in ascii_digits(text) if unicodedata.category(c) != "Cf")
    return SEPARATORS.sub("", visible)


def canonical_cnic(text: str) -> str:
    """The 13 ASCII digits of a CNIC or NICOP number (S45, S47), or IdentityInvalid; no meaning is read from any digit."""
    digits = _bare(text)
    if not re.fullmatch(r"[0-9]{13}", digits):
        raise IdentityInvalid("cnic_not_13_digits")
    if digits[0] not in "12345678":
        raise IdentityInvalid("cnic_first_digit")
    return digits


def format_cnic(cnic: str) -> str:
    """A canonical number as people read it: 42101-1234567-1."""
    return f"{cnic[:5]}-{cnic[5:12]}-{cnic[12:]}"


def canonical_passport(text: str) -> str:
    """A passport number in capitals without blanks, or IdentityInvalid; older forms are kept (see passport_warnings)."""
    number = _bare(text).upper()
    if not re.fullmatch(r"[A-Z0-9]{6,9}", number) or not re.search(r"[0-9]", number):
        raise IdentityInvalid("passport_malformed")
    return number


def passport_warnings(number: str) -> list[Reason]:
    """Today's Pakistani passports are two letters and seven digits (S47); others exist, so this only warns."""
    return [] if re.fullmatch(r"[A-Z]{2}[0-9]{7}", number) else [Reason("passport_unusual")]


def age_on(birth: date, day: date) -> int:
    """Full years on that day; who was born on 29 February grows older on 1 March in other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_adult_on(birth: date, day: date) -> bool:
    """18 or over on that day (SSW-1, Emigration Rule 31-A, N11)."""
    return age_on(birth, day) >= ADULT


def birth_blockers(*, birth: date | None, today: date) -> list[Reason]:
    """A day of birth that can be true: in the past, and not over a hundred years ago."""
    if birth is None:
        return [Reason("birth_missing")]
    return [] if birth < today and age_on(birth, today) <= 100 else [Reason("birth_impossible")]


def canonical_name(text: str) -> str:
    """A name as on the passport: NFC, single blanks, invisible characters dropped; or IdentityInvalid. One word is a whole name."""
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in ("Cf", "Cc") or c in "\u200c\t\n")
    name = " ".join(visible.split())
    if not any(c.isalpha() for c in name):
        raise IdentityInvalid("name_missing")
    if len(name) > 120:
        raise IdentityInvalid("name_too_long")
    if not all(c.isalpha() or unicodedata.category(c) in ("Mn", "Mc") or c in " .'’-\u200c" for c in name):
        raise IdentityInvalid("name_has_other_signs")
    return name


def passport_name_blockers(*, full_name_as_passport: str) -> list[Reason]:
    """The passport's machine zone knows Latin letters only (ICAO 9303); surname and given names may be one word."""
    letters = full_name_as_passport.strip()
    if not letters:
        return [Reason("name_missing")]
    return [] if re.fullmatch(r"[A-Za-z][A-Za-z .'\-]*", letters) else [Reason("name_not_latin")]
