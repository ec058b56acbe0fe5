"""Canaries: a mark that occurs nowhere else in every text field of every object, and finding them again in an answer."""

import html
import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tests.authz.oracle import CLASS_OF, Facts

TOKEN = re.compile(r"zq[a-z]{4}xk")
CNIC = re.compile(r"3520255\d{6}")
PHONE = re.compile(r"3005\d{6}")
PASSPORT = re.compile(r"ab55\d{5}")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
INDEXES = {
    "candidates.profile": ("cnic_index", "passport_index"),
    "register.registerentry": ("cnic_index",),
    "register.registerclaim": ("cnic_index",),
}
SEPARATORS = re.compile(r"(?<=\d)[ ‑–-](?=\d)")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


@dataclass(frozen=True)
class Canary:
    """Where a mark stands, of which class it is, and what is true of its object."""

    field: str
    kind: str
    facts: Facts


class Marks:
    """All marks of a world."""

    def __init__(self) -> None:
        self.of: dict[str, Canary] = {}
        self._next = count(1)
        self.dates: dict[str, str] = {}

    def token(self) -> str:
        number, letters = next(self._next), ""
        for _ in range(4):
            number, rest = divmod(number, 26)
            letters += chr(97 + rest)
        return f"zq{letters}xk"

    def keep(self, mark: str, field: str, kind: str, facts: Facts) -> str:
        self.of[mark] = Canary(field, kind, facts)
        return mark

    def put(self, row: Any, facts: Facts, **kinds: str) -> Any:
        """Mark every text field of a row; `kinds` overrides the class of a field for this row."""
        label, written = row._meta.label_lower, []
        for field in row._meta.get_fields():
            place = f"{label}.{field.name}"
            if place in CLASS_OF and isinstance(field, models.Field):
                setattr(row, field.name, self.value(field, place, kinds.get(field.name, CLASS_OF[place]), facts))
                written.append(field.name)
        row.save(update_fields=[*written, *INDEXES.get(label, ())])
        return row

    def value(self, field: Any, place: str, kind: str, facts: Facts) -> Any:
        """A marked value that the field takes."""
        special = {"cnic": self._cnic, "phone": self._phone, "passport_number": self._passport, "birth_date": self._birth}
        if field.name in special:
            return special[field.name](place, kind, facts)
        token = self.keep(self.token(), place, kind, facts)
        if isinstance(field, ArrayField):
            return [token]
        if isinstance(field, models.JSONField):
            return {"title_ja": token}
        shapes = {"email": f"{token}@example.org", "website": f"https://{token}.example.org/", "link": f"/en/inbox/?{token}"}
        if isinstance(field, models.URLField):
            return f"https://{token}.example.org/"
        return shapes.get(field.name, token)

    def _cnic(self, place: str, kind: str, facts: Facts) -> str:
        return self.keep(f"3520255{next(self._next):05d}1", place, kind, facts)

    def _phone(self, place: str, kind: str, facts: Facts) -> str:
        return f"+92{self.keep(f'3005{next(self._next):06d}', place, kind, facts)}"

    def _passport(self, place: str, kind: str, facts: Facts) -> str:
        return self.keep(f"ab55{next(self._next):05d}", place, kind, facts).upper()

    def _birth(self, place: str, kind: str, facts: Facts) -> date:
        day = date(1985, 1, 3) + timedelta(days=next(self._next) * 5)
        month = MONTHS[day.month - 1]
        for shape in (
            day.isoformat(),
            f"{day.day} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{day.day} {month[:3]} {day.year}",
            f"{day.year}年{day.month}月{day.day}日",
        ):
            self.dates[shape.casefold()] = self.keep(f"born {day}", place, kind, facts)
        return day

    def found_in(self, text: str) -> set[str]:
        """Every mark in an answer, however it was escaped or spaced."""
        plain = plain_of(text)
        found = {mark for mark in TOKEN.findall(plain) if mark in self.of}
        digits = SEPARATORS.sub("", plain)
        for pattern in (CNIC, PHONE, PASSPORT):
            found |= {mark for mark in pattern.findall(digits) if mark in self.of}
        return found | {mark for shape, mark in self.dates.items() if shape in plain}


def plain_of(text: str) -> str:
    """Lower case, with HTML and JSON escapes undone and invisible breaks taken out."""
    plain = html.unescape(text).replace("\u200b", "").replace("\u00ad", "").replace("<wbr>", "")
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), plain)
    return plain.casefold()
