"""Japan's corporate number (法人番号): 13 digits, the first of them a check digit. Holds since 2015-10-05."""

import re
import unicodedata


class CorporateNumberInvalid(ValueError):
    """The text is no corporate number; `code` says why and has its words in words.py."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_digit(base: str) -> int:
    """The check digit, 1 to 9, of the twelve digits that follow it."""
    weighted = sum(int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(base), start=1))
    return 9 - weighted % 9


def canonical_corporate_number(text: str) -> str:
    """Thirteen ASCII digits from what a person typed (full-width, hyphens, spaces, the invoice's T), or CorporateNumberInvalid."""
    plain = re.sub(r"[\s\-‐‑–—−ー]", "", unicodedata.normalize("NFKC", text)).removeprefix("T")
    if not re.fullmatch(r"[0-9]{13}", plain):
        raise CorporateNumberInvalid("corporate_number_not_13_digits")
    if int(plain[0]) != check_digit(plain[1:]):
        raise CorporateNumberInvalid("corporate_number_check_digit")
    return plain
