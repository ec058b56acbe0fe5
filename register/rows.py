"""One row of OEC's register: what is kept of it, and what is wrong with it. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from accounts.contact import plain, read_email, read_phone
from candidates.identity import IdentityInvalid, ascii_digits, birth_blockers, canonical_cnic, canonical_name
from jobs.search import normal
from register.columns import LONGEST

PLAIN_CNIC = re.compile(r"[1-8][0-9]{4}-?[0-9]{7}-?[0-9]")
CUT_CNIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")
MOBILE = re.compile(r"(?:\+92|0092|92|0)?3[0-9]{9}")
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d-%b-%Y", "%d %b %Y", "%d-%B-%Y", "%d %B %Y", "%Y/%m/%d", "%Y%m%d")
SEXES = {  # as NADRA's cards have it
    "f": ("f", "female", "woman", "عورت", "خاتون", "زنانہ"),
    "m": ("m", "male", "man", "مرد", "مردانہ"),
    "x": ("x", "t", "transgender", "خواجہ سرا"),
}
FIRST_SERIAL, LAST_SERIAL, SERIAL_ZERO = 3_653, 54_789, date(1899, 12, 30)  # days as spreadsheets count them: 1910 to 2049


@dataclass
class Checked:
    """What is kept, and (field, code) of what is wrong. Without a CNIC or a name nothing is kept."""

    values: dict[str, object] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        return bool(self.values.get("cnic") and self.values.get("full_name"))


def check(cells: Mapping[str, str], *, today: date, districts: Mapping[str, int]) -> Checked:
    """Read one row; `districts` maps normal names to ids."""
    row = Checked()
    for name, raw in cells.items():
        text = " ".join(raw.replace("\0", "").split())
        if name in ("cnic", "full_name") or text:
            try:
                row.values[name] = READ[name](text, today, districts)
            except IdentityInvalid as invalid:
                row.problems.append((name, invalid.code))
    return row


def _cnic(text: str, *_: object) -> str:
    if PLAIN_CNIC.fullmatch(text):
        return text.replace("-", "")
    if CUT_CNIC.fullmatch(text):
        raise IdentityInvalid("cnic_cut_by_spreadsheet")
    return canonical_cnic(text)


def _name(text: str, *_: object) -> str:
    return canonical_name(text)


def _birth(text: str, today: date, *_: object) -> date:
    day = day_of(ascii_digits(text))
    if day is None:
        raise IdentityInvalid("birth_not_a_day")
    if birth_blockers(birth=day, today=today):
        raise IdentityInvalid("birth_impossible")
    return day


def day_of(text: str) -> date | None:
    """A day as people in Pakistan write it (day before month), or a spreadsheet's count of days."""
    bare = re.sub(r"[T ]0?0:00(:00)?(\.0+)?$", "", text)
    if re.fullmatch(r"[0-9]{4,5}(\.0+)?", bare) and FIRST_SERIAL <= int(float(bare)) <= LAST_SERIAL:
        return SERIAL_ZERO + timedelta(days=int(float(bare)))
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def _phone(text: str, *_: object) -> str:
    bare = re.sub(r"[\s\-().]", "", ascii_digits(text))
    if MOBILE.fullmatch(bare):
        return f"+92{bare[-10:]}"
    contact = read_phone(text)
    if contact is None:
        raise IdentityInvalid("phone_unreadable")
    return contact.value


def _email(text: str, *_: object) -> str:
    contact = read_email(text)
    if contact is None:
        raise IdentityInvalid("email_unreadable")
    return contact.value


def _district(text: str, _today: date, districts: Mapping[str, int]) -> int:
    name = normal(text).removesuffix(" district").removeprefix("district ")
    if name not in districts:
        raise IdentityInvalid("district_unknown")
    return districts[name]


def _years(text: str, *_: object) -> int:
    number = re.match(r"[0-9]{1,2}(?![0-9])", ascii_digits(text))
    if not number or int(number.group()) > 60:
        raise IdentityInvalid("years_unreadable")
    return int(number.group())


def _sex(text: str, *_: object) -> str:
    word = text.casefold().strip(".")
    found = next((code for code, words in SEXES.items() if word in words), None)
    if found is None:
        raise IdentityInvalid("sex_unreadable")
    return found


def _text(name: str):  # type: ignore[no-untyped-def]
    def read(text: str, *_: object) -> str:
        clean = plain(text)
        if len(clean) > LONGEST[name]:
            raise IdentityInvalid("text_too_long")
        return clean

    return read


READ = {
    "cnic": _cnic, "full_name": _name, "birth_date": _birth, "phone": _phone, "email": _email, "district": _district,
    "experience_years": _years, "sex": _sex,
    **{name: _text(name) for name in ("number", "education_level", "education_subject", "trade", "japanese")},
}  # fmt: skip
