"""Loads the districts of Pakistan from candidates/data. Safe to run again: an Urdu name that somebody entered stays."""

from candidates.models import District
from candidates.reference import districts


def load() -> dict[str, int]:
    """Everything of candidates; gives the number of rows that the files hold."""
    rows = [
        District(
            province_code=row.province_code, province_en=row.province_en, province_ur=row.province_ur, division=row.division, name=row.name
        )
        for row in districts()
    ]
    values = ["province_en", "province_ur", "division"]
    District.objects.bulk_create(rows, update_conflicts=True, unique_fields=["province_code", "name"], update_fields=values)
    return {"districts": len(rows)}
