"""The dated facts load, load twice without a change, and keep what somebody added."""

from datetime import date

import pytest
from django.core.management import call_command

from candidates.models import District
from jobs.models import ExchangeRate, FieldOpening, MinimumWage, Prefecture, Skill, SkillWord, SswField, Vacancy
from jobs.references import ALPHABET, new_reference, unused_reference
from tests.jobs.factories import VacancyFactory
from workflow.models import Holiday, Term


def counts():
    return [model.objects.count() for model in (Prefecture, MinimumWage, SswField, FieldOpening, District, Holiday, Term)]


def test_reference_data_is_complete(reference):
    assert counts()[:5] == [47, 94, 19, 20, 169]
    assert not Prefecture.objects.filter(name_ur="").exists()
    assert not SswField.objects.filter(name_ur="").exists()


def test_loading_twice_changes_nothing_and_keeps_added_rows(reference):
    MinimumWage.objects.create(prefecture_id="13", valid_from=date(2027, 10, 1), yen_per_hour=1340)
    FieldOpening.objects.create(field_id="food_service", valid_from=date(2027, 4, 1), state="open")
    Holiday.objects.filter(country="PK", day="2027-03-10").update(is_provisional=False)
    before = counts()
    call_command("load_reference", verbosity=0)
    assert counts() == before
    assert not Holiday.objects.get(country="PK", day="2027-03-10").is_provisional


def test_skills_stay_as_staff_left_them_but_for_what_a_release_brings(reference):
    Skill.objects.create(code="kintsugi", group="trade", name_en="Kintsugi", name_ja="金継ぎ")
    SkillWord.objects.create(skill_id="python", word="snake")
    SkillWord.objects.filter(skill="go", word="golang").delete()
    before = Skill.objects.count()
    call_command("load_reference", verbosity=0)
    assert (Skill.objects.count(), SkillWord.objects.filter(skill="python", word="snake").count()) == (before, 1)
    assert SkillWord.objects.filter(skill="go", word="golang").exists()


def test_a_rate_that_oec_set_stays(reference):
    shipped = ExchangeRate.objects.get()
    assert shipped.source == "example rate, to be set by OEC"
    ExchangeRate.objects.update(rupees_per_yen="1.9", source="State Bank of Pakistan")
    call_command("load_reference", verbosity=0)
    assert ExchangeRate.objects.get().source == "State Bank of Pakistan"


def test_a_new_word_of_a_skill_makes_its_vacancies_findable(company):
    job = VacancyFactory(employer=company)
    job.wanted_skills.create(skill_id="go")
    SkillWord.objects.filter(skill="go", word="golang").delete()
    job.write_search_terms()
    assert not Vacancy.objects.says("golang").exists()
    call_command("load_reference", verbosity=0)
    assert Vacancy.objects.says("golang").exists()


def test_vacancies_of_an_older_release_are_made_findable(vacancy):
    Vacancy.objects.update(search_terms="")
    call_command("load_reference", verbosity=0)
    assert Vacancy.objects.says("backend developer").exists()


def test_wages_and_switches_carry_their_days(reference):
    tokyo = MinimumWage.objects.filter(prefecture_id="13").values_list("valid_from", "yen_per_hour")
    assert list(tokyo) == [(date(2025, 10, 3), 1226), (date(2026, 10, 1), 1280)]
    assert MinimumWage.objects.get(prefecture_id="45", valid_from=date(2026, 10, 24)).is_provisional
    food = FieldOpening.objects.filter(field_id="food_service").values_list("valid_from", "state")
    assert list(food) == [(date(2019, 4, 1), "open"), (date(2026, 4, 13), "suspended")]


@pytest.mark.parametrize(
    ("country", "day", "provisional"),
    [("JP", "2026-11-23", False), ("JP", "2027-03-22", False), ("PK", "2027-03-10", True), ("PK", "2026-12-25", False)],
)
def test_holidays_of_both_countries(reference, country, day, provisional):
    assert Holiday.objects.get(country=country, day=day).is_provisional == provisional


def test_reference_numbers_are_short_and_unlike():
    numbers = {new_reference() for _ in range(2000)}
    assert len(numbers) == 2000
    assert {len(number) for number in numbers} == {11}
    assert set("".join(numbers)) <= set(ALPHABET) | {"-"}


def test_a_taken_number_is_tried_again_but_not_for_ever():
    tries = iter(["J-A", "J-A", "J-B"])
    assert unused_reference(lambda number: number == "J-A", lambda: next(tries)) == "J-B"
    with pytest.raises(RuntimeError):
        unused_reference(lambda number: True)
