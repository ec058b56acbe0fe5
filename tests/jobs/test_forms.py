"""What people type into the forms of companies, vacancies and letters: any digits, nothing, too much, and what is not allowed."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.forms import model_to_dict
from hypothesis import given
from hypothesis import strategies as st

from jobs import allowances, skills
from jobs.forms import AttestationForm, CompanyForm, DemandForm, PublishForm, RemarksForm, VacancyForm, field_of
from jobs.forms.pages import COLUMNS, PAGES, WORK, pages_of
from jobs.forms.vacancy import FIELDS
from jobs.models import Allowance, DemandLetter, Vacancy, Workplace
from jobs.transitions import letters_for, submit_blockers, submit_warnings
from tests.jobs.factories import DemandLetterFactory, VacancyFactory, corporate_number, tokyo


def typed(vacancy, **changes):
    """The vacancy as a browser would send it."""
    data = {}
    for name, value in model_to_dict(vacancy, FIELDS).items():
        if isinstance(value, date):
            data |= {f"{name}_year": value.year, f"{name}_month": value.month, f"{name}_day": value.day}
        elif value is not None and value is not False:
            data[name] = value if isinstance(value, list) else str(value)
        elif value is False and name.startswith(("insurance", "is_", "has_")):
            data[name] = "False"
    data |= {f"allowance_{kind}": str(amount) for kind, amount in allowances.amounts_of(vacancy).items()}
    for place, row in enumerate(skills.wanted(vacancy), start=1):
        data |= {f"skill_{place}": row.name, f"skill_{place}_level": row.level} | ({f"skill_{place}_need": "on"} if row.is_required else {})
    return data | {"seen": f"{vacancy.version}.{vacancy.revision}"} | changes


def kept(vacancy, data):
    """Send the form once."""
    form = VacancyForm(data, instance=Vacancy.objects.get(pk=vacancy.pk))
    return form.is_valid() and form.keep()


def test_form_round_trip_changes_nothing(vacancy):
    before = {name: getattr(vacancy, name) for name in FIELDS}
    form = VacancyForm(typed(vacancy), instance=Vacancy.objects.get(pk=vacancy.pk))
    assert form.is_valid(), form.errors
    assert form.keep()
    after = Vacancy.objects.get(pk=vacancy.pk)
    assert {name: getattr(after, name) for name in FIELDS} == before
    assert after.revision == 1


def test_empty_draft_asks_only_for_what_names_it(company):
    form = VacancyForm({}, instance=Vacancy(employer=company))
    assert set(form.errors) == {"title_ja", "seats", "pay_unit"}


def test_only_what_the_law_does_not_want_is_called_optional(company):
    page = str(VacancyForm(instance=Vacancy(employer=company))["base_pay"].as_field_group())
    other = str(VacancyForm(instance=Vacancy(employer=company))["bonus"].as_field_group())
    assert ("(optional)" in page, "(optional)" in other) == (False, True)


def test_draft_with_a_title_is_kept_as_it_is(company):
    form = VacancyForm({"title_en": "Welder", "seats": "1", "pay_unit": "hour"}, instance=Vacancy(employer=company))
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("base_pay", "３００，０００円", 300_000),
        ("base_pay", "۲۸۰٬۰۰۰", 280_000),
        ("base_pay", "٢٥٠٠٠٠", 250_000),
        ("base_pay", "¥ 300 000", 300_000),
        ("seats", "５", 5),
        ("daily_hours", "７．５", Decimal("7.5")),
        ("daily_hours", "۷٫۵", Decimal("7.5")),
        ("starts_at", "０９：３０", time(9, 30)),
        ("break_minutes", "", None),
        ("allowance_housing", "", None),
        ("allowance_housing", "２０，０００", 20_000),
    ],
)
def test_numbers_of_any_script_are_read(vacancy, name, text, value):
    form = VacancyForm(typed(vacancy, **{name: text}), instance=vacancy)
    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("base_pay", "much"),
        ("base_pay", "-1"),
        ("base_pay", "9" * 30),
        ("base_pay", "1.5"),
        ("seats", "0"),
        ("seats", ""),
        ("probation_months", "99999"),
        ("daily_hours", "25"),
        ("daily_hours", "NaN"),
        ("starts_at", "25:00"),
        ("title_ja", "あ" * 10_000),
        ("duties_ja", "a" * 10_000),
        ("duties_en", "nul\x00byte"),
        ("skill_1", "x" * 10_000),
        ("skill_2_level", "9"),
        ("allowance_housing", "-1"),
        ("visa_routes", ["moon"]),
        ("prefecture", "99"),
        ("field", "no-such-field"),
        ("pay_unit", "year"),
        ("has_overtime", "perhaps"),
        ("starts_on_month", "13"),
    ],
)
def test_bad_input_is_told_at_its_field(vacancy, name, text):
    form = VacancyForm(typed(vacancy, **{name: text}), instance=vacancy)
    assert set(form.errors) == {name.removesuffix("_month")}


def test_older_page_is_refused_once_with_the_text_still_there(vacancy):
    data = typed(vacancy, title_ja="二番目")
    assert kept(vacancy, typed(vacancy, title_ja="一番目"))
    stale = VacancyForm(data, instance=Vacancy.objects.get(pk=vacancy.pk))
    assert stale.errors.as_data()["__all__"][0].code == "changed_meanwhile"
    assert stale["title_ja"].value() == "二番目"
    assert kept(vacancy, stale.data)
    assert Vacancy.objects.get(pk=vacancy.pk).title_ja == "二番目"


def test_two_people_save_at_once_and_the_second_is_told(vacancy):
    first, second = (VacancyForm(typed(vacancy, title_ja=title), instance=Vacancy.objects.get(pk=vacancy.pk)) for title in ("一", "二"))
    assert (first.is_valid(), second.is_valid()) == (True, True)
    assert (first.keep(), second.keep()) == (True, False)
    assert Vacancy.objects.get(pk=vacancy.pk).title_ja == "一"


def test_submitted_vacancy_cannot_be_saved_over(company):
    vacancy = VacancyFactory(employer=company, state="submitted")
    form = VacancyForm(typed(vacancy, base_pay="1"), instance=vacancy)
    assert form.is_valid()
    assert not form.keep()
    assert Vacancy.objects.get(pk=vacancy.pk).base_pay == 300_000


def test_every_reason_about_an_empty_vacancy_leads_to_a_field(company):
    vacancy = VacancyFactory.build(
        employer=company, title_ja="", title_en="", duties_ja="", contract_kind="", starts_on=None, closes_on=None, base_pay=None
    )
    for name in ("smoking", "holidays", "workplace_address", "duties_change_range", "workplace_change_range"):
        setattr(vacancy, name, "")
    vacancy.visa_routes, vacancy.no_fee_declared, vacancy.is_dispatch, vacancy.annual_holidays = [], False, None, None
    reasons = [*submit_blockers(vacancy), *submit_warnings(vacancy)]
    assert [reason.code for reason in reasons if not field_of(reason)] == []


COMPANY = {
    "name_ja": "架空",
    "name_en": "Kakuu",
    "prefecture": "13",
    "address": "東京",
    "industry": "IT",
    "declares_job_offers": "on",
    "declares_no_crime_ties": "on",
}


WIDE, URDU = str.maketrans("0123456789", "０１２３４５６７８９"), str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
NUMBER = corporate_number(1)


@pytest.mark.parametrize(
    "number", [f"T{NUMBER[0]}-{NUMBER[1:5]}-{NUMBER[5:]}", NUMBER.translate(WIDE), f" {NUMBER[:5]} {NUMBER[5:]}", NUMBER.translate(URDU)]
)
def test_corporate_number_is_read_as_people_write_it(db, number):
    tokyo()
    form = CompanyForm(COMPANY | {"corporate_number": number, "employees": "۱۲۰", "website": "example.org"})
    assert form.is_valid(), form.errors
    found = form.cleaned_data
    assert (found["corporate_number"], found["employees"], found["website"]) == (NUMBER, 120, "https://example.org")


@pytest.mark.parametrize("number", ["", "123", "x" * 10_000, "1234567890123"])
def test_wrong_corporate_number_is_told(db, number):
    tokyo()
    assert set(CompanyForm(COMPANY | {"corporate_number": number}).errors) == {"corporate_number"}


def test_checked_company_keeps_its_name_and_number(company):
    data = COMPANY | {"corporate_number": "1", "name_ja": "別", "address": "大阪", "seen": CompanyForm(instance=company).mark}
    form = CompanyForm(data, instance=company)
    assert form.is_valid(), form.errors
    assert form.keep()
    before = (company.corporate_number, company.name_ja)
    company.refresh_from_db()
    assert ((company.corporate_number, company.name_ja), company.address) == (before, "大阪")


def test_letter_covers_only_free_vacancies_of_its_own_company(company, vacancy):
    other = VacancyFactory()
    assert DemandForm({"vacancies": [str(vacancy.public_id)], "seats": "٢"}, employer=company).is_valid()
    assert set(DemandForm({"vacancies": [str(other.public_id)], "seats": "2"}, employer=company).errors) == {"vacancies"}
    assert set(DemandForm({"vacancies": [str(vacancy.public_id)], "seats": "1"}, employer=company).errors) == {"seats"}
    assert set(DemandForm({"vacancies": ["junk"]}, employer=company).errors) == {"vacancies", "seats"}


def test_attestation_form_leaves_the_row_alone(company):
    letter = DemandLetterFactory(employer=company, state="waiting")
    dates = {
        f"{name}_{part}": value for name in ("attested_on", "valid_until") for part, value in (("year", 2026), ("month", 11), ("day", 1))
    }
    form = AttestationForm({"number": "N1", "authority": "jp_mofa", "seats": "３", **dates}, instance=letter)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["seats"], letter.number, DemandLetter.objects.get(pk=letter.pk).number) == (3, "", "")
    assert set(AttestationForm({}, instance=letter).errors) == {"number", "authority", "attested_on", "valid_until", "seats"}


def test_remarks_come_by_field(db):
    form = RemarksForm({"field_1": "base_pay", "text_1": "Too low?", "field_2": "base_pay", "text_2": "A month?"})
    assert form.is_valid(), form.errors
    assert form.remarks() == {"base_pay": "Too low?\nA month?"}
    assert set(RemarksForm({}).errors) == {"__all__"}
    assert set(RemarksForm({"text_1": "x", "field_2": "seats"}).errors) == {"field_1", "text_2"}


def test_publish_form_offers_attested_letters_of_the_company_only(company, vacancy):
    good, waiting, other = (
        DemandLetterFactory(employer=company),
        DemandLetterFactory(employer=company, state="waiting"),
        DemandLetterFactory(),
    )
    answers = [PublishForm({"letter": str(row.public_id)}, letters=letters_for(vacancy)).is_valid() for row in (good, waiting, other)]
    assert answers == [True, False, False]


def test_a_page_saves_its_own_fields_and_leaves_the_others(vacancy):
    before = vacancy.base_pay
    form = VacancyForm(typed(vacancy, title_ja="新しい", base_pay="1"), instance=Vacancy.objects.get(pk=vacancy.pk), page=WORK)
    assert form.is_valid(), form.errors
    assert form.keep()
    after = Vacancy.objects.get(pk=vacancy.pk)
    assert (after.title_ja, after.base_pay) == ("新しい", before)


def test_every_column_of_the_form_stands_on_one_page():
    names = [name for page in PAGES for name in page.names]
    assert len(names) == len(set(names))
    assert set(COLUMNS) <= {field.name for field in Vacancy._meta.fields}


def test_pages_beyond_three_come_with_the_field_or_the_contract(vacancy):
    assert [page.code for page in pages_of(vacancy)] == ["work", "terms", "selection"]
    vacancy.visa_routes, vacancy.is_dispatch = ["engineer", "ssw1"], True
    assert [page.code for page in pages_of(vacancy)] == ["work", "field", "terms", "dispatch", "selection"]


def test_a_workplace_fills_its_columns(vacancy):
    place = Workplace.objects.create(employer=vacancy.employer, name="大阪", prefecture=tokyo(), address="大阪市北区1", smoking="none")
    assert kept(vacancy, typed(vacancy, workplace=str(place.public_id)))
    after = Vacancy.objects.get(pk=vacancy.pk)
    assert (after.workplace_address, after.smoking) == ("大阪市北区1", "none")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(Allowance.Kind.values, st.integers(min_value=0, max_value=1_000_000))))
def test_every_allowance_is_in_exactly_one_sum(amounts):
    found = allowances.sums(amounts)
    assert sum(found.values()) == sum(amounts.values())
    assert found["excluded_allowances"] == sum(amounts.get(kind, 0) for kind in ("commuting", "family", "attendance"))


def test_skills_known_become_rows_and_the_others_stay_words(vacancy, reference):
    changes = {"skill_1": "Go", "skill_1_level": "3", "skill_1_need": "on", "skill_2": "Kakuu-Framework", "skill_2_level": "2"}
    data = {name: value for name, value in typed(vacancy).items() if not name.startswith("skill_")}
    assert kept(vacancy, data | changes)
    row = vacancy.wanted_skills.get()
    assert (row.skill.name_en, row.level, row.is_required) == ("Go", 3, True)
    assert Vacancy.objects.get(pk=vacancy.pk).skills == ["Go", "Kakuu-Framework"]
