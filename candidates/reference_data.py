"""Loads the districts of Pakistan from candidates/data. Safe to run again: an Urdu name that somebody entered stays."""

from candidates.models import District
from candidates.reference import districts


def load() -> dict[str, int]:
    """Everything of candidates; gives the number of rows that the files hold."""
    names = ("province_code", "province_en", "province_ur", "division", "name", "name_ur")
    rows = [District(**{name: getattr(row, name) for name in names}) for row in districts()]
    values = ["province_en", "province_ur", "division"]
    District.objects.bulk_create(rows, update_conflicts=True, unique_fields=["province_code", "name"], update_fields=values)
    urdu = {(row.province_code, row.name): row.name_ur for row in rows}
    for district in District.objects.filter(name_ur=""):
        district.name_ur = urdu.get((district.province_code, district.name), "")
        district.save(update_fields=["name_ur"])
    return {"districts": len(rows)}
