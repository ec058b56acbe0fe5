"""Loads what jobs/data holds: places, wages, fields, skills, rates. Safe to run again: dated rows and added rows stay."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from jobs.models import ExchangeRate, FieldOpening, MinimumWage, Prefecture, Skill, SkillWord, SswField, Vacancy
from jobs.reference import field_states, rows_of, wage_rates
from jobs.skills import spellings


def load() -> dict[str, int]:
    """Everything of jobs; gives the number of rows of each kind that the files hold."""
    return {
        "prefectures": load_prefectures(),
        "minimum wages": load_wages(),
        "SSW fields": load_fields(),
        "field openings": load_openings(),
        "skills": load_skills(),
        "exchange rates": load_rates(),
        "vacancies made findable": index_vacancies(Vacancy.objects.filter(search_terms="")),
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


def load_skills() -> int:
    """The vocabulary with every way to write each skill; vacancies whose skills gained or lost a word are made findable anew."""
    rows = rows_of("skills.csv")
    names = ("group", "name_en", "name_ja", "name_ur", "isco")
    skills = [
        Skill(code=row["code"], order=place, field_id=row["field"] or None, **{name: row[name] for name in names})
        for place, row in enumerate(rows, 1)
    ]
    values = [*names, "field", "order"]
    Skill.objects.bulk_create(skills, update_conflicts=True, unique_fields=["code"], update_fields=values)
    changed = load_words({row["code"]: spellings(*(row[name] for name in names[1:4]), *row["synonyms"].split("|")) for row in rows})
    index_vacancies(Vacancy.objects.filter(wanted_skills__skill__in=changed).distinct())
    return len(skills)


def load_words(shipped: dict[str, set[str]]) -> set[str]:
    """Add the spellings that are missing; gives the skills that gained one. What staff added stays."""
    there = set(SkillWord.objects.filter(skill__in=shipped).values_list("skill_id", "word"))
    missing = [(code, word) for code, words in shipped.items() for word in sorted(words) if (code, word) not in there]
    SkillWord.objects.bulk_create([SkillWord(skill_id=code, word=word) for code, word in missing], ignore_conflicts=True)
    return {code for code, _word in missing}


def load_rates() -> int:
    """Rupees for a yen by day; a rate that OEC entered for the same day stays."""
    rows = [
        ExchangeRate(valid_from=date.fromisoformat(row["valid_from"]), rupees_per_yen=Decimal(row["rupees_per_yen"]), source=row["source"])
        for row in rows_of("exchange_rates.csv")
    ]
    return len(ExchangeRate.objects.bulk_create(rows, ignore_conflicts=True))


def index_vacancies(vacancies: Iterable[Vacancy]) -> int:
    """Write anew the words by which these vacancies are found; gives how many."""
    return sum(vacancy.write_search_terms() for vacancy in vacancies)


def urdu_names(kind: str) -> dict[str, str]:
    """Urdu names by code."""
    return {row["code"]: row["name_ur"] for row in rows_of("names_ur.csv") if row["kind"] == kind}
