"""Sixty vacancies with every disclosure item; days are counted from the day on which the demo is made."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from jobs.translations import PAIRS
from portal.demo.companies import DATA, Company, companies, more_companies

ROUNDS_A_BRANCH = 4
STATES = {  # of the sixty: the rest are published
    "graduate-developer": "draft",
    "machining": "submitted",
    "data-analyst": "submitted",
    "gis-developer": "vetted",
    "body-repair": "vetted",
    "inn-cleaning": "returned",
    "ui-designer": "draft",
    "performance-test": "paused",
    "painting": "paused",
    "protocol-researcher": "closed",
    "network": "closed",
    "mechanic": "closed",
    "care-cleaning": "closed",
    "fleet-systems": "ended",
}
WEEKEND = "土曜・日曜・祝日、年末年始、夏季休暇 / Saturdays, Sundays, public holidays, New Year, summer"
BY_ROSTER = "4週8休以上のシフト制、年末年始は交替 / By roster, at least 8 days off in 4 weeks; New Year in turns"
SSW_RENEWAL = (
    "契約満了時の業務量、勤務成績、在留期間により更新する場合あり。通算の上限は5年 / "
    "May be renewed by amount of work, performance and period of stay; at most 5 years in all"
)
DEFAULTS: dict[str, Any] = {
    "contract_kind": "indefinite",
    "contract_ends_on": None,
    "renewal_criteria": "",
    "hours_system": "",
    "break_minutes": 60,
    "daily_hours": "8.00",
    "has_overtime": True,
    "pay_unit": "month",
    "counted_allowances": 0,
    "excluded_allowances": 0,
    "allowances_note": "",
    "fixed_overtime_pay": 0,
    "fixed_overtime_hours": 0,
    "fixed_overtime_excess_paid": False,
    "insurance_health": True,
    "insurance_pension": True,
    "insurance_employment": True,
    "insurance_accident": True,
    "is_dispatch": False,
    "dispatch_client": "",
    "field_code": "",
    "japanese_level": "",
    "english_level": "",
    "no_fee_declared": True,
    "equal_pay_declared": True,
}


@dataclass(frozen=True, kw_only=True)
class Post:
    """One vacancy: whose it is, how far its life has gone, its skills, and its fields under the names of the model."""

    key: str
    number: int
    company: Company
    state: str
    skills: tuple[str, ...]
    fields: dict[str, Any] = field(repr=False)

    @property
    def reference(self) -> str:
        """The D marks the demo, so that no number of a real vacancy is ever taken."""
        return demo_reference("V", self.number)


def demo_reference(prefix: str, number: int) -> str:
    """A number of the house's form, such as V-D000-0001, counted up."""
    digits = f"D{number + 1:07d}"
    return f"{prefix}-{digits[:4]}-{digits[4:]}"


def number_of(reference: str) -> int:
    """The number that a demo reference was made from."""
    return int(reference.replace("-", "")[2:]) - 1


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def posts(today: date) -> Iterator[Post]:
    """The sixty, IT first, in a fixed order; the same day gives the same posts."""
    by_key = {company.key: company for company in companies()}
    number = 0
    for name in ("vacancies_it.toml", "vacancies_ssw.toml"):
        book = _read(name)
        for row in book["vacancy"]:
            company = by_key[row["company"]]
            said = DEFAULTS | _usual(row) | book["conditions"][company.key] | row
            fields = _filled(said, company, today, number)
            yield Post(
                key=row["key"],
                number=number,
                company=company,
                state=STATES.get(row["key"], "published"),
                skills=tuple(row["skills"]),
                fields=fields,
            )
            number += 1


def more_posts(count: int, today: date, *, have: int = 0) -> Iterator[Post]:
    """Vacancies number `have` to `count`: after the sixty, the same work at branches, a little better paid (so still lawful)."""
    first = tuple(posts(today))
    everyone = tuple(more_companies(companies_for(count)))
    keys = [company.key for company in companies()]
    for number in range(have, count):
        post, round_ = first[number % len(first)], number // len(first)
        company = everyone[keys.index(post.company.key) + len(keys) * branch_of(round_)]
        step = 0 if post.fields["pay_unit"] == "hour" else 1000 * (round_ % 20)
        yield replace(post, company=company, number=number, fields=post.fields | {"base_pay": post.fields["base_pay"] + step})


def branch_of(round_: int) -> int:
    """Four rounds of posts share a branch; the first round is the companies' own."""
    return (round_ + ROUNDS_A_BRANCH - 1) // ROUNDS_A_BRANCH


def companies_for(vacancies: int) -> int:
    """How many companies so many vacancies need."""
    return len(companies()) * (branch_of((max(vacancies, 1) - 1) // 60) + 1)


def _usual(row: dict[str, Any]) -> dict[str, Any]:
    """Posts in an SSW field are for a year and renewed; the others have no end."""
    if not row.get("field_code"):
        return {}
    return {"contract_kind": "fixed", "contract_months": 12, "renewal_criteria": SSW_RENEWAL, "routes": ["ssw1"]}


def _filled(said: dict[str, Any], company: Company, today: date, number: int) -> dict[str, Any]:
    """The fields of the model, from what was said, the company and the day."""
    said = dict(said)
    for name in ("company", "key", "skills"):
        said.pop(name)
    starts_on = first_of_month(today, 4 + number % 3)
    months = said.pop("contract_months", None)
    daily = Decimal(said["daily_hours"])
    return in_two_languages(said | {
        "visa_routes": said.pop("routes"),
        "prefecture": company.prefecture,
        "workplace_address": said.get("workplace_address") or company.address,
        "starts_at": time.fromisoformat(said["starts_at"]),
        "ends_at": time.fromisoformat(said["ends_at"]),
        "daily_hours": daily,
        "yearly_hours": int((365 - said["annual_holidays"]) * daily),
        "holidays": BY_ROSTER if said["hours_system"] == "shifts" else WEEKEND,
        "fixed_overtime_excess_paid": bool(said["fixed_overtime_pay"]),
        "starts_on": starts_on,
        "closes_on": today + timedelta(days=30 + number % 45),
        "contract_ends_on": first_of_month(starts_on, months) - timedelta(days=1) if months else None,
        "renewal_criteria": said["renewal_criteria"] if months else "",
    })  # fmt: skip


def in_two_languages(said: dict[str, Any]) -> dict[str, Any]:
    """Texts written as "Japanese / English", each in its own column."""
    pairs = {name: said[name].partition(" / ") for name in PAIRS if " / " in said.get(name, "")}
    return said | {name: text[0] for name, text in pairs.items()} | {PAIRS[name]: text[2] for name, text in pairs.items()}


def first_of_month(day: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `day`."""
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
