"""The demo's content holds what it promises: fictional, varied, lawful, the same each time."""

from collections import Counter
from datetime import date, datetime, timedelta

import phonenumbers
import pytest

from candidates.identity import canonical_cnic, canonical_name, is_adult_on, passport_name_blockers
from jobs import rules
from jobs.corporate_number import canonical_corporate_number
from jobs.wages import WARN_ABOVE_HOURS, fixed_overtime_warnings, hourly_of, read_rates
from portal.demo.companies import companies, more_companies
from portal.demo.papers import PASS_MARKS, SITTINGS
from portal.demo.people import people, person
from portal.demo.vacancies import posts

TODAY = date(2026, 11, 23)
CLOSED_FIELDS = {"food_service", "construction", "linen_supply", "logistics_warehouse", "resource_circulation"}
DAYS = [TODAY, date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2), date(2027, 2, 28), date(2027, 9, 15)]


def as_values(post):
    return post.fields | {"prefecture_code": post.fields["prefecture"], "employer_name": post.company.name_ja}


@pytest.fixture(scope="module")
def rates():
    with open("jobs/data/prefectures_min_wage.csv", encoding="utf-8") as lines:
        return read_rates(lines)


@pytest.fixture(scope="module")
def crowd():
    return list(people(3000, today=TODAY))


def test_twelve_companies_in_at_least_nine_prefectures_with_valid_but_fictional_numbers():
    found = companies()
    assert len(found) == len({company.corporate_number for company in found}) == 12
    assert len({company.prefecture for company in found}) >= 9
    for company in more_companies(40):
        assert canonical_corporate_number(company.corporate_number)[1:5] == "9999"
        assert "架空" in company.address_ja


@pytest.mark.parametrize("day", DAYS)
def test_all_sixty_vacancies_are_lawful_on_that_day(rates, day):
    """Every blocker and every orange warning of the house's own rules; only the next, still unknown minimum wage may be warned of."""
    for post in posts(day):
        vacancy = as_values(post)
        known = rates[vacancy["prefecture"]]
        assert rules.submit_blockers(vacancy=vacancy, rates=known, today=day) == [], post.key
        assert rules.vet_blockers(vacancy=vacancy, employer_state="verified") == [], post.key
        warned = {reason.code for reason in rules.submit_warnings(vacancy=vacancy, rates=known, today=day)}
        assert warned <= {"minimum_wage_may_rise", "minimum_wage_day_planned"}, post.key


def test_the_rules_would_have_caught_an_unlawful_one(rates):
    """The control: the same vacancy, one yen an hour, asked of men only, without its workplace."""
    vacancy = as_values(next(posts(TODAY))) | {"base_pay": 200, "requirements_en": "Men only.", "workplace_address": ""}
    codes = {reason.code for reason in rules.submit_blockers(vacancy=vacancy, rates=rates[vacancy["prefecture"]], today=TODAY)}
    assert codes == {"wage_below_minimum", "unlawful_gender", "ESA-06"}


def test_sixty_vacancies_it_first_and_only_open_fields():
    found = list(posts(TODAY))
    assert len({post.key for post in found}) == len(found) == 60
    fields = [post.fields["field_code"] for post in found]
    assert fields[:20] == [""] * 20
    assert not CLOSED_FIELDS & set(fields)
    assert fields.count("") >= 40
    assert len({code for code in fields if code}) >= 7


def test_hours_add_up_and_overtime_is_moderate():
    for post in posts(TODAY):
        fields = post.fields
        span = datetime.combine(TODAY, fields["ends_at"]) - datetime.combine(TODAY, fields["starts_at"])
        assert span - timedelta(minutes=fields["break_minutes"]) == timedelta(hours=float(fields["daily_hours"])), post.key
        assert fields["yearly_hours"] <= 52 * 40
        assert fields["overtime_hours"] <= WARN_ABOVE_HOURS
        assert fixed_overtime_warnings(fields) == [], post.key


def test_pay_is_realistic_and_reaches_what_the_highly_skilled_route_asks():
    for post in posts(TODAY):
        yearly = hourly_of(post.fields) * post.fields["yearly_hours"]
        assert 2_200_000 < yearly < 9_000_000, post.key
        assert "hsp" not in post.fields["visa_routes"] or yearly >= 3_000_000, post.key


def test_texts_stand_in_three_languages_and_are_nobodys_copy():
    found = list(posts(TODAY))
    for name in ("title_en", "title_ja", "title_ur", "duties_en", "duties_ja", "requirements_en", "requirements_ja"):
        assert all(post.fields[name] for post in found), name
    for name in ("title_en", "duties_en", "duties_ja"):
        assert len({post.fields[name] for post in found}) == 60


def test_the_same_seed_gives_the_same_people_and_another_gives_others():
    assert list(people(50, today=TODAY)) == list(people(50, today=TODAY))
    assert person(7, today=TODAY) == list(people(10, today=TODAY))[7]
    assert person(7, today=TODAY, seed=1) != person(7, today=TODAY)


def test_numbers_are_unique_and_have_the_true_form(crowd):
    assert len({one.cnic for one in crowd}) == len({one.phone for one in crowd}) == len({one.email for one in crowd}) == len(crowd)
    for one in crowd:
        assert canonical_cnic(one.cnic) == one.cnic
        assert int(one.cnic[-1]) % 2 == (0 if one.is_woman else 1)
        assert phonenumbers.is_valid_number(phonenumbers.parse(one.phone)), one.phone


def test_the_cnic_begins_as_the_region_does(crowd):
    firsts = {"PK-PB": "3", "PK-SD": "4", "PK-KP": "12", "PK-BA": "5", "PK-IS": "6", "PK-JK": "8", "PK-GB": "7"}
    assert all(one.cnic[0] in firsts[one.region] for one in crowd)
    assert {one.cnic[0] for one in crowd if one.district in ("Khyber", "Bajaur", "Mohmand")} <= {"2"}
    assert {one.region for one in crowd} == set(firsts)


def test_names_can_be_written_and_people_are_adult(crowd):
    for one in crowd:
        assert canonical_name(one.full_name) == one.full_name
        assert canonical_name(one.name_urdu) == one.name_urdu
        assert passport_name_blockers(full_name_as_passport=one.full_name) == []
        assert is_adult_on(one.birth, TODAY)
    assert 0.3 < sum(one.is_woman for one in crowd) / len(crowd) < 0.45
    assert len({one.full_name for one in crowd}) > 800


def test_tests_are_passes_of_real_sittings(crowd):
    jlpt = [one.japanese for one in crowd if one.japanese and one.japanese.name == "JLPT"]
    assert {test.level for test in jlpt} == set(PASS_MARKS)
    for test in jlpt:
        assert PASS_MARKS[test.level] <= test.score <= 180
        assert test.taken_on in SITTINGS
        assert bool(test.cefr) == (test.taken_on >= date(2025, 12, 1))
    jft = [one.japanese for one in crowd if one.japanese and one.japanese.name == "JFT-Basic"]
    assert jft
    assert all(200 <= test.score <= 250 and date(2025, 10, 1) <= test.taken_on < TODAY for test in jft)


def test_schooling_comes_before_work_and_nothing_lies_in_the_future(crowd):
    levels = Counter(one.highest.level for one in crowd)
    assert set(levels) == {"SSC", "HSSC", "DAE", "BS", "MS"}
    for one in crowd:
        assert all(degree.finished_on < TODAY for degree in one.degrees)
        assert all(one.highest.finished_on < work.since < TODAY for work in one.work)
        assert all(work.until is None or work.since < work.until < TODAY for work in one.work)
