"""The company's own forms: what is taken however it is typed, what is refused and with which sentence."""

from datetime import date

import pytest
from django.utils import translation

from jobs.forms import CompanyForm, RegisterForm
from jobs.forms.terms import UsualTermsForm, WorkplaceForm
from jobs.models import Employer, UsualTerms, Workplace
from jobs.standing import japan_today
from jobs.usual import NAMES, start_values
from tests.jobs.factories import EmployerFactory, corporate_number

FIRST = {
    "corporate_number": corporate_number(81_000_001),
    "name_ja": "株式会社あさひ",
    "name_en": "Asahi Works K.K.",
    "prefecture": "13",
    "address": "千代田区1-1",
    "industry": "情報サービス業",
    "employees": "１２０",
    "declares_job_offers": "on",
    "declares_no_crime_ties": "on",
}
pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def register(**changed):
    return RegisterForm(FIRST | changed)


def errors(form, name):
    return [str(error) for error in form.errors.get(name, [])]


# ── registering ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("typed", ["{}", "T{}", " {} "])
def test_the_number_is_taken_in_any_width_with_hyphens(typed):
    plain = FIRST["corporate_number"]
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in plain)
    for number in (plain, wide, f"{plain[0]}-{plain[1:5]}-{plain[5:9]}-{plain[9:]}"):
        form = register(corporate_number=typed.format(number))
        assert form.is_valid(), form.errors
        assert form.cleaned_data["corporate_number"] == plain


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"corporate_number": "1234567890123"}, "corporate_number", "wrong digit"),
        ({"corporate_number": "123"}, "corporate_number", "13 digits"),
        ({"postal_code": "100-001"}, "postal_code", "7 digits"),
        ({"name_kana": "朝日"}, "name_kana", "in kana"),
        ({"declares_job_offers": ""}, "declares_job_offers", "Tick this declaration"),
        ({"declares_no_crime_ties": ""}, "declares_no_crime_ties", "Tick this declaration"),
        ({"website": "not a site"}, "website", "URL"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(changed, field, words):
    assert words in " ".join(errors(register(**changed), field))


def test_a_number_that_is_registered_is_refused():
    EmployerFactory(corporate_number=FIRST["corporate_number"])
    assert "already" in " ".join(errors(register(), "corporate_number"))


@pytest.mark.parametrize("typed", ["100-0001", "1000001", "〒100-0001", "１００－０００１", "100ー0001"])
def test_a_postal_code_is_kept_in_one_form(typed):
    form = register(postal_code=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["postal_code"] == "100-0001"


@pytest.mark.parametrize("typed", ["ｱｻﾋ ﾜｰｸｽ", "あさひ わーくす", "アサヒ ワークス"])
def test_kana_become_full_width_katakana(typed):
    form = register(name_kana=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name_kana"] == "アサヒ ワークス"


def test_answers_give_the_category_and_ticks_the_day():
    form = register(is_listed="False", paid_much_tax="False", filed_tax_report="True")
    assert form.is_valid(), form.errors
    company = form.new_company()
    assert (company.category, company.employees) == (3, 120)
    assert company.job_offers_lawful_on == company.no_crime_ties_on == japan_today()


def test_without_answers_there_is_no_category():
    form = register()
    assert form.is_valid(), form.errors
    assert form.new_company().category is None


# ── changing ──────────────────────────────────────────────────────────────────────────────────────────
def change(company, **changed):
    seen = CompanyForm(instance=company).mark
    return CompanyForm(FIRST | {"seen": seen} | changed, instance=Employer.objects.get(pk=company.pk))


def test_checked_facts_stay_as_they_were_checked():
    company = EmployerFactory(job_offers_lawful_on=date(2026, 1, 5))
    form = change(company, declares_job_offers="", address="新宿区2-2")
    assert form.is_valid(), form.errors
    assert form.keep()
    company.refresh_from_db()
    assert (company.job_offers_lawful_on, company.address) == (date(2026, 1, 5), "新宿区2-2")
    assert company.corporate_number != FIRST["corporate_number"]


def test_a_checked_company_can_make_up_a_declaration_that_is_missing():
    company = EmployerFactory(no_crime_ties_on=None)
    assert not change(company, declares_no_crime_ties="").is_valid()
    form = change(company)
    assert form.is_valid(), form.errors
    assert form.keep()
    company.refresh_from_db()
    assert company.no_crime_ties_on == japan_today()


@pytest.mark.parametrize("typed", ["男性のみの職場です", "Men only, please", "保証金50,000円をいただきます"])
def test_what_candidates_read_is_scanned(typed):
    form = change(EmployerFactory(), about_ja=typed)
    assert errors(form, "about_ja")


@pytest.mark.parametrize(
    ("typed", "is_good"), [("派13-300000", True), ("派１３－３０００００", True), ("13-300000", False), ("派13-30000", False), ("", True)]
)
def test_a_dispatch_licence_has_its_form(typed, is_good):
    form = change(EmployerFactory(), dispatch_licence=typed)
    assert form.is_valid() is is_good
    if is_good and typed:
        assert form.cleaned_data["dispatch_licence"] == "派13-300000"


def test_the_slower_of_two_colleagues_is_told():
    company = EmployerFactory()
    form = change(company, address="A")
    Employer.objects.filter(pk=company.pk).update(address="B")
    assert form.is_valid() is True
    assert form.keep() is False
    assert Employer.objects.get(pk=company.pk).address == "B"


# ── usual terms and workplaces ────────────────────────────────────────────────────────────────────────
def usual(company, **typed):
    return UsualTermsForm(typed, instance=UsualTerms(employer=company))


def test_terms_may_be_saved_half_empty_and_saved_again():
    company = EmployerFactory()
    form = usual(company, starts_at="９：００", ends_at="18:00", daily_hours="7.5")
    assert form.is_valid(), form.errors
    form.keep()
    again = usual(company, starts_at="10:00")
    assert again.is_valid()
    again.keep()
    assert [str(row.starts_at) for row in UsualTerms.objects.filter(employer=company)] == ["10:00:00"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"starts_at": "09:00", "ends_at": "09:00"}, "ends_at"),
        ({"retirement_age": "65", "rehired_until": "60"}, "rehired_until"),
        ({"annual_holidays": "400"}, "annual_holidays"),
        ({"support": ["airport", "a_lamb"]}, "support"),
        ({"starts_at": "25:00"}, "starts_at"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(typed, field):
    form = usual(EmployerFactory(), **typed)
    assert not form.is_valid()
    assert field in form.errors


def test_the_older_page_of_terms_is_refused_once():
    company = EmployerFactory()
    row = UsualTerms.objects.create(employer=company)
    form = UsualTermsForm({"seen": "another", "pay_day": "25日"}, instance=row)
    assert not form.is_valid()
    again = UsualTermsForm(form.data, instance=row)
    assert again.is_valid(), again.errors


def test_a_workplace_has_its_name_once_in_a_company():
    company, other = EmployerFactory(), EmployerFactory()
    typed = {"name": "本社", "prefecture": "13", "address": "千代田区1-1"}
    assert WorkplaceForm(typed, instance=Workplace(employer=company)).save().pk
    assert "already" in " ".join(errors(WorkplaceForm(typed, instance=Workplace(employer=company)), "name"))
    assert WorkplaceForm(typed, instance=Workplace(employer=other)).is_valid()


# ── what a vacancy starts from ────────────────────────────────────────────────────────────────────────
def test_start_values_come_from_terms_and_the_first_workplace():
    company = EmployerFactory()
    form = usual(company, starts_at="09:00", insurance_health="True", support=["papers", "halal"], pay_day="25日")
    assert form.is_valid(), form.errors
    form.keep()
    Workplace.objects.create(employer=company, name="大阪", prefecture_id="27", address="北区3", smoking="indoor_ban", order=2)
    osaka = company.workplaces.get()
    Workplace.objects.create(employer=company, name="本社", prefecture_id="13", address="千代田区1", address_en="Chiyoda", order=1)
    values = start_values(company)
    assert (values["insurance_health"], values["support"], values["pay_day"]) == (True, ["papers", "halal"], "25日")
    assert (values["prefecture"].pk, values["workplace_address_en"]) == ("13", "Chiyoda")
    assert start_values(company, osaka)["smoking"] == "indoor_ban"


def test_start_values_of_a_new_company_are_empty():
    values = start_values(EmployerFactory())
    assert set(NAMES) == set(values)
    assert not any(values.values())
