"""An e-mail address or a phone as people type it: Urdu and full-width digits, spaces, dashes. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

LONGEST = 254
# Where our people live and work; an SMS elsewhere mostly feeds fraud with expensive numbers.
_ASIA = (
    "PK",
    "JP",
    "AE",
    "SA",
    "QA",
    "KW",
    "OM",
    "BH",
    "MY",
    "SG",
    "KR",
    "CN",
    "HK",
    "TH",
    "ID",
    "BD",
    "LK",
    "NP",
    "AF",
    "IR",
    "IQ",
    "JO",
    "TR",
)
_WEST = (
    "GB",
    "IE",
    "US",
    "CA",
    "AU",
    "NZ",
    "DE",
    "AT",
    "CH",
    "FR",
    "IT",
    "ES",
    "PT",
    "NL",
    "BE",
    "SE",
    "NO",
    "DK",
    "FI",
    "PL",
    "CZ",
    "GR",
    "CY",
)
COUNTRIES = frozenset(_ASIA + _WEST)
REGIONS = ("PK", "JP")  # a number without a country code is read as one of these, in this order
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")


class Kind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True)
class Contact:
    """Where a person is reached: an address in lower case, or a number in E.164."""

    kind: Kind
    value: str


def plain(text: str) -> str:
    """NFKC, every digit as 0-9, no invisible marks, no spaces around."""
    shown = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) not in ("Cf", "Cc"))
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in shown).strip()


def digits(text: str) -> str:
    """Only the digits of a code, in any script."""
    return re.sub(r"[^0-9]", "", plain(text[:200]))


def read(text: str) -> Contact | None:
    """The contact that was meant, or None."""
    if len(text) > LONGEST:
        return None
    clean = plain(text)
    return read_email(clean) if "@" in clean else read_phone(clean)


def read_email(text: str) -> Contact | None:
    """An address in lower case, at most 254 characters."""
    clean = plain(text).replace(" ", "").lower()
    return Contact(Kind.EMAIL, clean) if len(clean) <= LONGEST and _EMAIL.fullmatch(clean) else None


def read_phone(text: str) -> Contact | None:
    """A number in E.164. Without a country code it is Pakistani, or else Japanese."""
    clean = plain(text)
    if len(clean) > 40 or not re.fullmatch(r"[+0-9 ().\-/]+", clean):
        return None
    for region in REGIONS:
        try:
            number = phonenumbers.parse(clean, region)
        except phonenumbers.NumberParseException:
            continue
        if _gets_sms(number):
            return Contact(Kind.PHONE, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return None


def _gets_sms(number: phonenumbers.PhoneNumber) -> bool:
    """A mobile number in a country that we send to."""
    is_mobile = phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in _MOBILE
    return is_mobile and phonenumbers.region_code_for_number(number) in COUNTRIES


_MOBILE = frozenset({phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE})
