"""The company's pages and the page before registering, through the front door."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import Membership
from jobs import transitions
from jobs.hiring import COSTS, STEPS, costs, stages, timeline
from jobs.models import Employer, UsualTerms, Workplace
from jobs.rules import TO_CHECK
from jobs.standing import japan_today
from tests.conftest import person
from tests.jobs.factories import EmployerFactory
from tests.jobs.test_company_forms import FIRST
from workflow.models import Entry

PAGES = ("company", "company_edit", "terms", "workplaces", "workplace_new")


def at(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"employer:{name}", args=args)


@pytest.fixture
def browser(client, sato):
    client.force_login(sato)
    return client


@pytest.fixture
def place(company):
    return Workplace.objects.create(employer=company, name="本社", prefecture_id="13", address="千代田区1-1")


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


# ── registering ───────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def newcomer(client, reference):
    client.force_login(person("employer", "Tanaka Ken"))
    return client


def test_a_company_registers_with_its_declarations(newcomer):
    answer = newcomer.post(at("register"), FIRST | {"is_listed": "False", "paid_much_tax": "True"})
    assert answer.status_code == 302
    company = Employer.objects.get()
    assert (company.state, company.owner, company.category) == ("registered", "inter_ses", 2)
    assert company.job_offers_lawful_on == company.no_crime_ties_on == japan_today()
    assert Entry.objects.about(company).get().kind == "employer.register"


def test_what_was_typed_stays_when_the_number_is_wrong(newcomer):
    answer = newcomer.post(at("register"), FIRST | {"corporate_number": "4011001098994"})
    assert answer.status_code == 200
    assert "wrong digit" in text_of(answer)
    assert FIRST["name_ja"] in answer.content.decode()
    assert not Employer.objects.exists()


def test_the_second_registration_of_a_number_is_refused(newcomer):
    EmployerFactory(corporate_number=FIRST["corporate_number"])
    answer = newcomer.post(at("register"), FIRST)
    assert (answer.status_code, Employer.objects.count()) == (200, 1)


def test_registering_asks_only_for_what_the_check_needs(newcomer):
    page = newcomer.get(at("register")).content.decode()
    assert "id_declares_job_offers" in page
    assert "id_about_ja" not in page
    assert "id_dispatch_licence" not in page


# ── the company's page ────────────────────────────────────────────────────────────────────────────────
def test_the_page_says_who_checked_what_and_when(browser, sato, ken):
    company = EmployerFactory(state="registered", verified_checks=[], member=sato)
    assert "Checked by Inter-SES on" not in text_of(browser.get(at("company")))
    transitions.verify(company, by=ken, verified_how="telephone to the number in the register", verified_checks=TO_CHECK)
    words = text_of(browser.get(at("company")))
    assert "Checked by Inter-SES on" in words
    assert words.count("its declaration on") == 2
    assert "telephone to the number" not in words


def test_the_page_says_which_answer_gave_the_category(browser, company):
    Employer.objects.filter(pk=company.pk).update(is_listed=False, paid_much_tax=False, filed_tax_report=False, category=4)
    words = text_of(browser.get(at("company")))
    assert "Category 4" in words
    assert "Since 15 April 2026" in words


@pytest.mark.parametrize(("days", "words"), [(-1, "ended"), (30, "ends soon"), (400, "")])
def test_the_page_warns_before_the_dispatch_licence_ends(browser, company, days, words):
    until = japan_today().fromordinal(japan_today().toordinal() + days)
    Employer.objects.filter(pk=company.pk).update(dispatch_licence="派13-300000", dispatch_licence_until=until)
    shown = text_of(browser.get(at("company")))
    assert ("Enter the new last day" in shown) == bool(words)
    assert words in shown


def test_missing_declarations_are_asked_for(browser, company):
    Employer.objects.filter(pk=company.pk).update(no_crime_ties_on=None)
    assert "Two declarations are missing" in text_of(browser.get(at("company")))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("who", "status"), [("ayesha", 403), ("ken", 403), ("omar", 403)])
def test_the_pages_are_the_employers(client, company, request, page, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at(page)).status_code == status


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "ja", "ur"])
def test_the_pages_open_in_every_language(browser, company, place, page, language):
    assert browser.get(at(page, language=language)).status_code == 200


def queries(browser, page):
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(at(page)).status_code == 200
    return len(seen)


@pytest.mark.parametrize("page", ["company", "workplaces", "terms", "company_edit"])
def test_queries_do_not_grow_with_places_and_people(browser, company, place, page):
    queries(browser, page)
    few = queries(browser, page)
    for number in range(12):
        Workplace.objects.create(employer=company, name=f"第{number}", prefecture_id="27", address="大阪市")
        colleague = person("employer", f"colleague{number} X")
        Membership.objects.create(user=colleague, party=company.party)
    assert queries(browser, page) == few


# ── usual terms ───────────────────────────────────────────────────────────────────────────────────────
def test_terms_are_saved_once_for_the_company(browser, company):
    typed = {"starts_at": "09:00", "ends_at": "18:00", "break_minutes": "60", "daily_hours": "8", "holidays": "土日祝"}
    assert browser.post(at("terms"), typed).url == at("company")
    row = UsualTerms.objects.get(employer=company)
    assert (row.holidays, row.break_minutes) == ("土日祝", 60)


def test_terms_that_do_not_fit_are_saved_and_asked_about(browser, company):
    answer = browser.post(at("terms"), {"starts_at": "09:00", "ends_at": "18:00", "break_minutes": "60", "daily_hours": "5"}, follow=True)
    assert UsualTerms.objects.filter(employer=company).exists()
    assert "From begin to end without the break are 8 hours, but 5 hours" in text_of(answer)


def test_unlawful_words_in_the_terms_are_shown_at_once(browser, company):
    answer = browser.post(at("terms"), {"probation_conditions": "30歳以下のみ"}, follow=True)
    assert "sets an age limit (30歳以下" in text_of(answer)


def test_a_mistake_keeps_what_was_typed(browser, company):
    answer = browser.post(at("terms"), {"holidays": "土日祝", "retirement_age": "65", "rehired_until": "60"})
    assert "above the retirement age" in text_of(answer)
    assert "土日祝" in answer.content.decode()
    assert not UsualTerms.objects.exists()


# ── workplaces ────────────────────────────────────────────────────────────────────────────────────────
def test_the_first_workplace_begins_as_the_companys_address(browser, company):
    page = browser.get(at("workplace_new")).content.decode()
    assert company.address in page
    typed = {"name": "本社", "prefecture": "13", "address": company.address}
    assert browser.post(at("workplace_new"), typed).url == at("workplaces")
    assert company.workplaces.get().order == 1


def test_a_workplace_is_changed_and_removed_after_a_question(browser, company, place):
    browser.post(at("workplace", place.public_id), {"name": "本店", "prefecture": "27", "address": "大阪市北区"})
    place.refresh_from_db()
    assert (place.name, place.prefecture_id) == ("本店", "27")
    assert "Remove this workplace?" in text_of(browser.get(at("workplace_remove", place.public_id)))
    assert company.workplaces.count() == 1
    browser.post(at("workplace_remove", place.public_id))
    assert company.workplaces.count() == 0


@pytest.mark.parametrize("page", ["workplace", "workplace_remove"])
@pytest.mark.parametrize(("who", "status"), [("zed", 404), ("ayesha", 403), ("ken", 403)])
def test_a_workplace_of_others_does_not_exist(client, place, request, page, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at(page, place.public_id)).status_code == status
    assert client.post(at(page, place.public_id), {"name": "x"}).status_code == status
    assert Workplace.objects.filter(pk=place.pk, name="本社").exists()


# ── contact persons ───────────────────────────────────────────────────────────────────────────────────
def test_owner_and_recruiter_are_named_and_only_owners_invite(client, company, sato):
    jiro = person("employer", "Jiro Ito")
    Membership.objects.create(user=jiro, party=company.party)
    client.force_login(sato)
    words = text_of(client.get(at("company")))
    assert "recruiter" in words
    assert "Invite a colleague" in words
    client.force_login(jiro)
    assert "Invite a colleague" not in text_of(client.get(at("company")))


# ── before registering ────────────────────────────────────────────────────────────────────────────────
def hiring(client, language="ja"):
    return client.get(f"/{language}/hiring/")


@pytest.mark.parametrize("language", ["en", "ja", "ur"])
def test_the_page_before_registering_needs_no_account_and_no_query(client, db, language):
    with CaptureQueriesContext(connection) as seen:
        assert hiring(client, language).status_code == 200
    assert len(seen) == 0


def test_what_is_not_settled_says_so(client, db, settings):
    settings.INTER_SES_LICENCE = settings.INTER_SES_MANAGER = settings.INTER_SES_FEES = settings.INTER_SES_REFUND = ""
    assert text_of(hiring(client, "en")).count("Ask Inter-SES before you sign anything") == 4


def test_what_was_announced_is_shown_as_text(client, db, settings):
    settings.INTER_SES_LICENCE, settings.INTER_SES_MANAGER = "13-ユ-300000", "田中 一郎"
    settings.INTER_SES_FEES, settings.INTER_SES_REFUND = "年収の30%\n<b>消費税別</b>", "1か月以内 80%"
    page = hiring(client, "en").content.decode()
    assert "13-ユ-300000" in page
    assert "年収の30%<br>&lt;b&gt;" in page
    assert "Ask Inter-SES before you sign anything" not in page


def test_the_way_has_a_day_for_every_step_in_order():
    begun = japan_today()
    rows = timeline(begun)
    assert len(rows) == len(STEPS) == len(stages())
    days = [(early, late) for _stage, early, late in rows]
    assert days == sorted(days)
    assert all(begun <= early <= late for early, late in days)
    assert {cost.code for cost in costs()} == set(COSTS)
    assert all(row.source and re.fullmatch(r"20\d\d-\d\d", row.as_of) for row in (*stages(), *costs()))


def test_the_samples_can_be_opened_without_an_account(client, db):
    links = re.findall(r'href="([^"]+\.pdf)"', hiring(client).content.decode())
    assert len(links) == 2
    for link in links:
        answer = client.get(link)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_employers_find_the_page(client, db):
    for page in ("/ja/", "/ja/accounts/signup/employer/"):
        assert 'href="/ja/hiring/"' in client.get(page).content.decode()


# ── the first page says what is still missing ─────────────────────────────────────────────────────────
def test_a_young_company_is_led_through_what_is_missing(browser, company, place):
    UsualTerms.objects.create(employer=company)
    complete = {"representative_ja": "三浦 浩", "address_en": "1-1 Chiyoda, Tokyo"}
    Employer.objects.filter(pk=company.pk).update(**complete)
    assert "Before the first vacancy" not in text_of(browser.get(at("home")))
    place.delete()
    words = text_of(browser.get(at("home")))
    assert "Before the first vacancy" in words
    assert "Add a workplace" in words
    assert "Enter the usual terms" not in words
