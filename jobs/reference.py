"""The dated facts that ship in jobs/data, for the loader and for whoever needs the law without a database. Read once."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jobs.rules import FieldState
from jobs.wages import Rate, read_rates

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True)
class Prefecture:
    """A prefecture: JIS code and names."""

    code: str
    name_ja: str
    name_kana: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class SswField:
    """A specified-skilled-worker field, without its dated switch (see field_states)."""

    code: str
    name_ja: str
    name_en: str
    allows_fee: bool
    dispatch_allowed: bool
    skill_test_ja: str
    source: str
    confidence: str


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one file of jobs/data, as text."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def prefectures() -> tuple[Prefecture, ...]:
    """All 47, in the order of their JIS code."""
    rows = rows_of("prefectures_min_wage.csv")
    return tuple(
        Prefecture(code=row["jis_code"], name_ja=row["name_ja"], name_kana=row["name_kana"], name_en=row["name_en"]) for row in rows
    )


@cache
def wage_rates() -> dict[str, tuple[Rate, ...]]:
    """The dated minimum wages by JIS code."""
    with (DATA / "prefectures_min_wage.csv").open(encoding="utf-8", newline="") as lines:
        return read_rates(lines)


@cache
def ssw_fields() -> dict[str, SswField]:
    """The 19 fields of the cabinet decision of 23 January 2026, by code."""
    return {row["code"]: _field(row) for row in rows_of("ssw_fields.csv")}


def _field(row: dict[str, str]) -> SswField:
    return SswField(
        code=row["code"],
        name_ja=row["name_ja"],
        name_en=row["name_en"],
        allows_fee=row["fee_charging_placement_allowed"] == "yes",
        dispatch_allowed=row["dispatch_allowed"] == "yes",
        skill_test_ja=row["skill_test_ja"],
        source=row["source"],
        confidence=row["confidence"],
    )


@cache
def field_states() -> dict[str, tuple[FieldState, ...]]:
    """The dated switches of each field, oldest first."""
    states: dict[str, tuple[FieldState, ...]] = {}
    for row in rows_of("ssw_field_states.csv"):
        state = FieldState(state=row["state"], from_on=date.fromisoformat(row["from_on"]))
        states[row["code"]] = (*states.get(row["code"], ()), state)
    return states
