"""Loads what programmes/data holds. Safe to run again: rows entered at the desk stay."""

import csv
from datetime import date
from pathlib import Path

from programmes.models import FieldQuota

QUOTAS = Path(__file__).parent / "data" / "field_quotas.csv"


def load() -> dict[str, int]:
    """The known quotas of fields; gives how many the file holds."""
    with QUOTAS.open(encoding="utf-8", newline="") as lines:
        rows = [quota_of(row) for row in csv.DictReader(lines)]
    return {"quotas of fields": len(FieldQuota.objects.bulk_create(rows, ignore_conflicts=True))}


def quota_of(row: dict[str, str]) -> FieldQuota:
    return FieldQuota(
        field_id=row["field"],
        valid_from=date.fromisoformat(row["valid_from"]),
        places=int(row["places"]),
        source=row["source"],
        as_of=date.fromisoformat(row["as_of"]),
        is_sure=row["is_sure"] == "yes",
    )
