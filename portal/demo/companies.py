"""Twelve companies that do not exist, and as many more as a large demo needs."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jobs.corporate_number import check_digit

DATA = Path(__file__).parent / "data"
FICTIONAL_OFFICE = "9999"  # no registry office has this number, so no real company can have such a corporate number


@dataclass(frozen=True, kw_only=True)
class Company:
    """A company as it would register itself."""

    key: str
    corporate_base: str
    name_ja: str
    name_en: str
    name_kana: str
    prefecture: str
    postcode: str
    address_ja: str
    address_en: str
    industry_ja: str
    industry_en: str
    size: int
    category: int
    founded: int
    about_ja: str
    about_en: str
    contact_ja: str
    contact_en: str
    contact_post_ja: str
    contact_post_en: str

    @property
    def corporate_number(self) -> str:
        """Thirteen digits with a valid check digit, of the fictional registry office 9999."""
        return f"{check_digit(self.corporate_base)}{self.corporate_base}"

    @property
    def address(self) -> str:
        return f"〒{self.postcode} {self.address_ja} / {self.address_en}"

    @property
    def contact_email(self) -> str:
        """An address under a name that RFC 2606 keeps out of the real world."""
        given, family = self.contact_en.lower().split()
        return f"{given}.{family}@{self.key}.example"


@cache
def companies() -> tuple[Company, ...]:
    """The twelve companies of the standard demo, in a fixed order."""
    rows = tomllib.loads((DATA / "companies.toml").read_text(encoding="utf-8"))["company"]
    return tuple(Company(**row | {"category": int(row["category"])}) for row in rows)


def more_companies(count: int) -> Iterator[Company]:
    """`count` companies; from the thirteenth on branches named by number, so that a large demo has many employers."""
    for number in range(count):
        model = companies()[number % len(companies())]
        yield model if number < len(companies()) else _branch(model, number)


def _branch(model: Company, number: int) -> Company:
    changed = {
        "key": f"{model.key}-{number}",
        "corporate_base": f"{FICTIONAL_OFFICE}02{number:06d}",
        "name_ja": f"{model.name_ja} 第{number}事業所",
        "name_en": f"{model.name_en} No. {number}",
    }
    return Company(**model.__dict__ | changed)
