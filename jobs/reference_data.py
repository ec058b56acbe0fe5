"""Loads prefectures, dated minimum wages and dated SSW fields. Safe to run again: dated rows are kept, rows that somebody added stay."""

from jobs.models import FieldOpening, MinimumWage, Prefecture, SswField
from jobs.reference import field_states, rows_of, wage_rates


def load() -> dict[str, int]:
    """Everything of jobs; gives the number of rows of each kind that the files hold."""
    return {
        "prefectures": load_prefectures(),
        "minimum wages": load_wages(),
        "SSW fields": load_fields(),
        "field openings": load_openings(),
    }


def load_prefectures() -> int:
    """The 47, with their Urdu names."""
    urdu = urdu_names("prefecture")
    names = ("name_en", "name_ja", "name_kana", "region_en")
    rows = [
        Prefecture(code=row["jis_code"], name_ur=urdu.get(row["jis_code"], ""), **{name: row[name] for name in names})
        for row in rows_of("prefectures_min_wage.csv")
    ]
    return len(Prefecture.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=[*names, "name_ur"]))


def load_wages() -> int:
    """One row a prefecture and day; a rate that was corrected is corrected here too."""
    rows = [
        MinimumWage(prefecture_id=code, valid_from=rate.from_on, yen_per_hour=rate.yen, is_provisional=rate.is_planned)
        for code, rates in wage_rates().items()
        for rate in rates
    ]
    values = ["yen_per_hour", "is_provisional"]
    return len(
        MinimumWage.objects.bulk_create(rows, update_conflicts=True, unique_fields=["prefecture", "valid_from"], update_fields=values)
    )


def load_fields() -> int:
    """The fields of the cabinet decision, without their switches."""
    urdu = urdu_names("field")
    names = ("order", "name_en", "name_ja", "skill_test_ja", "japanese_min", "extra_japanese_test")
    rows = [
        SswField(
            code=row["code"],
            name_ur=urdu.get(row["code"], ""),
            fee_placement_allowed=row["fee_charging_placement_allowed"] == "yes",
            dispatch_allowed=row["dispatch_allowed"] == "yes",
            **{name: row[name] for name in names},
        )
        for row in rows_of("ssw_fields.csv")
    ]
    values = [*names, "name_ur", "fee_placement_allowed", "dispatch_allowed"]
    return len(SswField.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=values))


def load_openings() -> int:
    """The dated switches: open, suspended, decided but not open (N12)."""
    rows = [
        FieldOpening(field_id=code, valid_from=state.from_on, state=state.state)
        for code, states in field_states().items()
        for state in states
    ]
    return len(
        FieldOpening.objects.bulk_create(rows, update_conflicts=True, unique_fields=["field", "valid_from"], update_fields=["state"])
    )


def urdu_names(kind: str) -> dict[str, str]:
    """Urdu names by code."""
    return {row["code"]: row["name_ur"] for row in rows_of("names_ur.csv") if row["kind"] == kind}
