"""The employer's pages through the front door: whose they are, what they say, and that each POST does one thing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from jobs.models import Allowance, DemandLetter, Employer, Remark, Skill, UsualTerms, Vacancy, VacancySkill, Workplace
from tests.jobs.factories import DemandLetterFactory, EmployerFactory, VacancyFactory, corporate_number, japan_today
from tests.jobs.test_forms import typed
from workflow.models import Entry

LISTS = ["home", "vacancies", "letters"]
VACANCY_PAGES = ["vacancy", "vacancy_edit", "vacancy_check", "vacancy_preview", "vacancy_reopen", "vacancy_copy", "vacancy_discard"]
WRITTEN = ["vacancy", "vacancy_edit", "vacancy_check", "vacancy_preview"]  # Inter-SES too, but only drafts of sheets
LETTER_PAGES = ["letter", "letter_edit", "letter_scan"]


@pytest.fixture
def browser(client, sato):
    client.force_login(sato)
    return client


def at(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"employer:{name}", args=args)


def page_of(name, vacancy):
    return at(name, vacancy.public_id, *(["terms"] if name == "vacancy_edit" else []))


def step(client, vacancy, name, **data):
    return client.post(at("vacancy_step", vacancy.public_id, name), {"version": vacancy.version, **data}, follow=True)


# ── whose pages these are ─────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("page", VACANCY_PAGES)
@pytest.mark.parametrize(("who", "status"), [("zed", 404), ("ayesha", 403), ("ken", 403), ("omar", 403), ("olga", 403)])
def test_vacancy_pages_are_closed_to_others(client, vacancy, request, page, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(page_of(page, vacancy)).status_code == (404 if who == "ken" and page in WRITTEN else status)


@pytest.mark.parametrize("page", LETTER_PAGES)
@pytest.mark.parametrize(("who", "status"), [("zed", 404), ("ayesha", 403)])
def test_letter_pages_are_closed_to_others(client, company, request, page, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at(page, DemandLetterFactory(employer=company).public_id)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("zed", 404), ("ayesha", 403), ("ken", 403)])
def test_steps_are_closed_to_others(client, vacancy, company, request, who, status):
    client.force_login(request.getfixturevalue(who))
    letter = DemandLetterFactory(employer=company, state="drafted")
    assert step(client, vacancy, "submit", revision=0, confirmed="").status_code == status
    assert client.post(at("letter_step", letter.public_id, "send_for_attestation"), {"version": 0}).status_code == status
    assert not Entry.objects.exists()


def test_strangers_are_asked_to_sign_in(client, vacancy):
    for page in ("vacancy", "vacancy_edit"):
        assert client.get(page_of(page, vacancy)).status_code == 302


@pytest.mark.parametrize("name", ["vet", "publish", "send_back", "end", "nonsense"])
def test_steps_of_the_desk_do_not_exist_here(browser, vacancy, name):
    assert step(browser, vacancy, name).status_code == 404


def test_copying_a_strangers_vacancy_copies_nothing(browser, company):
    other = VacancyFactory(title_ja="ひみつの仕事")
    assert browser.post(at("vacancy_copy", other.public_id), {}).status_code == 404
    assert Vacancy.objects.filter(employer=company).count() == 0


# ── the story ─────────────────────────────────────────────────────────────────────────────────────────
def test_sato_registers_a_company(browser, reference):
    data = {
        "corporate_number": corporate_number(5),
        "name_ja": "架空",
        "name_en": "Kakuu",
        "prefecture": "13",
        "address": "東京",
        "industry": "IT",
        "is_listed": "False",
        "paid_much_tax": "False",
        "filed_tax_report": "True",
        "declares_job_offers": "on",
        "declares_no_crime_ties": "on",
    }
    page = browser.post(at("register"), data, follow=True)
    found = Employer.objects.get()
    assert (page.status_code, found.state, found.category, found.no_crime_ties_on) == (200, "registered", 3, japan_today())
    assert browser.post(at("register"), data).status_code == 302
    assert Employer.objects.count() == 1


def test_registering_keeps_what_was_typed_when_it_is_wrong(browser, reference):
    page = browser.post(at("register"), {"corporate_number": "123", "name_en": "<script>alert(1)</script>"})
    assert (page.status_code, Employer.objects.count()) == (200, 0)
    assert "The corporate number has 13 digits." in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert(1)" not in page.text


def test_vacancy_is_written_on_three_pages_checked_and_sent(browser, company):
    data = typed(VacancyFactory.build(employer=company)) | {"prefecture": "13"}
    page = browser.post(at("vacancy_new"), data | {"seen": "", "then": "next"}, follow=True)
    vacancy = Vacancy.objects.get()
    for name, then, place in (("terms", "next", at("vacancy_edit", vacancy.public_id, "selection")),
                              ("selection", "check", at("vacancy_check", vacancy.public_id))):  # fmt: skip
        vacancy.refresh_from_db()
        seen = f"{vacancy.version}.{vacancy.revision}"
        page = browser.post(at("vacancy_edit", vacancy.public_id, name), data | {"seen": seen, "then": then}, follow=True)
        assert page.redirect_chain[-1][0] == place
    vacancy.refresh_from_db()
    page = step(browser, vacancy, "submit", revision=vacancy.revision, confirmed=page.context["codes"])
    assert Vacancy.objects.get().state == "submitted"
    assert [entry.kind for entry in Entry.objects.about(vacancy)] == ["vacancy.draft", "vacancy.submit"]
    assert "Inter-SES is checking" in page.text


def test_a_new_vacancy_starts_from_the_usual_terms(browser, company):
    UsualTerms.objects.create(employer=company, holidays="土日祝", break_minutes=45, insurance_health=True)
    Workplace.objects.create(employer=company, name="本社", prefecture=company.prefecture, address="丸の内1-1", smoking="indoor_ban")
    browser.post(at("vacancy_new"), {"title_ja": "開発者", "seats": "1", "seen": ""})
    found = Vacancy.objects.get()
    assert (found.holidays, found.break_minutes, found.insurance_health) == ("土日祝", 45, True)
    assert (found.workplace_address, found.smoking, found.prefecture) == ("丸の内1-1", "indoor_ban", company.prefecture)


def test_a_copy_takes_everything_but_days_and_declarations(browser, company):
    earlier = VacancyFactory(employer=company, state="published")
    Allowance.objects.create(vacancy=earlier, kind="housing", yen=20_000)
    browser.post(at("vacancy_copy", earlier.public_id), {"no_fee_declared": "on"})
    found = Vacancy.objects.get(state="draft")
    assert (found.title_ja, found.base_pay, found.counted_allowances) == (earlier.title_ja, earlier.base_pay, 20_000)
    assert (found.starts_on, found.closes_on, found.no_fee_declared, found.equal_pay_declared) == (None, None, True, False)


def test_the_preview_is_shown_in_each_language_of_candidates(browser, company):
    vacancy = VacancyFactory(employer=company, title_en="Backend developer", title_ja="開発者", title_ur="بیک اینڈ ڈویلپر")
    address = at("vacancy_preview", vacancy.public_id)
    found = {code: browser.get(address, {"as": code}) for code in ("en", "ur", "ja", "<b>")}
    assert '<section aria-label="As candidates see it" lang="ur" dir="rtl"><h1>بیک اینڈ ڈویلپر</h1>' in found["ur"].text
    assert "<dt>業務内容</dt>" in found["ja"].text
    assert [page.context["language"] for page in found.values()] == ["en", "ur", "ja", "en"]
    assert all('aria-current="true"' in page.text and "This is how candidates" in page.text for page in found.values())


def test_a_route_that_the_duties_do_not_fit_is_said_where_it_is_chosen(browser, company):
    vacancy = VacancyFactory(employer=company, visa_routes=["engineer"])
    welding = Skill.objects.filter(group="trade").first()
    VacancySkill.objects.create(vacancy=vacancy, skill=welding)
    words = "The visa for engineers and specialists is not given for such work."
    work, terms = (at("vacancy_edit", vacancy.public_id, page) for page in ("work", "terms"))
    assert (words in browser.get(work).text, words in browser.get(terms).text) == (True, False)
    page = browser.post(work, {**typed(vacancy), "then": "next"}, follow=True)
    assert (page.redirect_chain[0][0], [message.level_tag for message in page.context["messages"]]) == (terms, ["success", "warning"])
    assert words in page.text
    VacancySkill.objects.all().delete()
    assert words not in browser.get(work).text


def test_the_task_list_counts_what_is_to_mend_for_each_page(browser, company):
    vacancy = VacancyFactory(employer=company, base_pay=200_000, closes_on=None)
    page = browser.get(at("vacancy", vacancy.public_id))
    found = {row["label"]: row["tag"][0] for row in page.context["tasks"]}
    assert found == {"The work": "ok", "Pay and conditions": "err", "Selection": "err"}
    assert ("1 of 3 pages are complete." in page.text, '<progress class="meter" value="1" max="3"' in page.text) == (True, True)


def test_check_shows_red_and_orange_and_orange_asks_once(browser, company):
    vacancy = VacancyFactory(employer=company, annual_holidays=None)
    page = browser.get(at("vacancy_check", vacancy.public_id))
    assert (len(page.context["blockers"]), [row["field"] for row in page.context["warnings"]]) == (0, ["Days off a year"])
    assert step(browser, vacancy, "submit", revision=0, confirmed="").status_code == 200
    assert Vacancy.objects.get(pk=vacancy.pk).state == "draft"
    step(browser, vacancy, "submit", revision=0, confirmed=page.context["codes"])
    assert Vacancy.objects.get(pk=vacancy.pk).state == "submitted"


def test_check_blocks_and_links_to_the_field(browser, company):
    vacancy = VacancyFactory(employer=company, base_pay=200_000, duties_en="")
    page = browser.get(at("vacancy_check", vacancy.public_id))
    assert "The minimum wage in Tokyo is 1280 yen" in page.text
    assert f"{at('vacancy_edit', vacancy.public_id, 'terms')}#field-base_pay" in page.text
    answer = step(browser, vacancy, "submit", revision=0, confirmed=page.context["codes"])
    assert (Vacancy.objects.get(pk=vacancy.pk).state, "The minimum wage" in answer.text) == ("draft", True)


def test_sending_twice_sends_once_and_says_so(browser, vacancy):
    first = step(browser, vacancy, "submit", revision=0, confirmed="")
    second = step(browser, vacancy, "submit", revision=0, confirmed="")
    assert (first.status_code, second.status_code) == (200, 200)
    assert "This step is not open any more." in second.text
    assert Entry.objects.filter(kind="vacancy.submit").count() == 1


@pytest.mark.parametrize("version", ["7", "", "x", "٣", "9" * 40])
def test_step_on_an_older_page_is_refused_in_words(browser, vacancy, version):
    page = browser.post(
        at("vacancy_step", vacancy.public_id, "submit"), {"version": version, "revision": "0", "confirmed": ""}, follow=True
    )
    assert "Somebody else changed this" in page.text
    assert Vacancy.objects.get(pk=vacancy.pk).state == "draft"


def test_remarks_stand_at_their_fields_and_are_answered_by_a_change(browser, company, ken):
    vacancy = VacancyFactory(employer=company, state="returned")
    Remark.objects.create(vacancy=vacancy, field="base_pay", text="Is this with housing?", by=ken)
    page = browser.get(at("vacancy_edit", vacancy.public_id, "terms"))
    assert "Is this with housing?" in page.text
    browser.post(at("vacancy_edit", vacancy.public_id, "terms"), typed(vacancy, base_pay="310000", then="save"))
    assert Remark.objects.get().answered_at is not None
    assert Vacancy.objects.get(pk=vacancy.pk).base_pay == 310_000


def test_bad_form_keeps_the_text_and_names_the_fault(browser, vacancy):
    page = browser.post(at("vacancy_edit", vacancy.public_id, "work"), typed(vacancy, seats="much", title_ja="<script>x</script>"))
    assert (page.status_code, "There is a problem" in page.text, 'value="much"' in page.text) == (200, True, True)
    assert "<script>x" not in page.text
    assert "&lt;script&gt;x" in page.text


def test_stale_form_is_shown_again_with_its_text(browser, vacancy):
    data = typed(vacancy, title_ja="二番目")
    browser.post(at("vacancy_edit", vacancy.public_id, "work"), typed(vacancy, title_ja="一番目"))
    page = browser.post(at("vacancy_edit", vacancy.public_id, "work"), data)
    assert ("Somebody saved this page" in page.text, "二番目" in page.text) == (True, True)
    assert Vacancy.objects.get(pk=vacancy.pk).title_ja == "一番目"


def test_published_vacancy_cannot_be_edited_but_paused_and_reopened(browser, company):
    vacancy = VacancyFactory(employer=company, state="published")
    assert browser.get(at("vacancy_edit", vacancy.public_id, "terms")).status_code == 302
    assert browser.get(at("vacancy_confirm", vacancy.public_id, "pause")).status_code == 200
    for name in ("pause", "resume", "close"):
        step(browser, Vacancy.objects.get(pk=vacancy.pk), name)
    day = japan_today() + timedelta(days=9)
    data = {"version": 3, "closes_on_year": day.year, "closes_on_month": day.month, "closes_on_day": day.day}
    browser.post(at("vacancy_reopen", vacancy.public_id), data)
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.closes_on) == ("published", day)


def test_reopening_with_a_bad_day_says_why(browser, company):
    vacancy = VacancyFactory(employer=company, state="closed")
    page = browser.post(
        at("vacancy_reopen", vacancy.public_id), {"version": 0, "closes_on_year": "2020", "closes_on_month": "1", "closes_on_day": "1"}
    )
    assert "The last day to apply is already past." in page.text
    assert Vacancy.objects.get(pk=vacancy.pk).state == "closed"


def test_letter_is_written_printed_and_sent(browser, vacancy):
    browser.post(at("letter_new"), {"vacancies": [str(vacancy.public_id)], "seats": "٢"})
    letter = DemandLetter.objects.get()
    assert (letter.seats, list(letter.vacancies.all())) == (2, [vacancy])
    for paper in ("letter", "power-of-attorney"):
        assert browser.get(at("letter_paper", letter.public_id, paper)).content.startswith(b"%PDF")
    browser.post(at("letter_edit", letter.public_id), {"vacancies": [str(vacancy.public_id)], "seats": "4"})
    browser.post(at("letter_step", letter.public_id, "send_for_attestation"), {"version": letter.version})
    letter.refresh_from_db()
    assert (letter.state, letter.seats) == ("waiting", 4)
    browser.post(at("letter_edit", letter.public_id), {"vacancies": [str(vacancy.public_id)], "seats": "9"})
    assert DemandLetter.objects.get().seats == 4


# ── what pages say and cost ───────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_every_page_opens_in_three_languages(browser, company, language):
    vacancies = [VacancyFactory(employer=company, state=state) for state in ("draft", "returned", "published", "closed")]
    letter = DemandLetterFactory(employer=company, state="drafted")
    pages = [at(name, language=language) for name in (*LISTS, "company", "company_edit", "vacancy_new", "letter_new")]
    pages += [
        at(name, row.public_id, language=language)
        for row in vacancies
        for name in ("vacancy", "vacancy_check", "vacancy_preview", "vacancy_reopen")
    ]
    pages += [at(name, letter.public_id, language=language) for name in LETTER_PAGES]
    pages += [
        at("vacancy_edit", vacancies[0].public_id, "terms", language=language),
        at("vacancy_confirm", vacancies[2].public_id, "close", language=language),
    ]
    for page in pages:
        answer = browser.get(page)
        assert (page, answer.status_code, answer.text.count("<h1")) == (page, 200, 1)


@pytest.mark.parametrize("page", LISTS)
def test_pages_are_kind_to_a_person_without_a_company(client, zed, reference, page):
    client.force_login(zed)
    answer = client.get(at(page))
    assert (answer.status_code, "500" in answer.text) == (200, False)
    assert client.get(at("vacancy_new")).status_code == 302


def test_home_lists_what_is_due_first(browser, company):
    VacancyFactory(employer=company, title_en="Later", due_on=japan_today() + timedelta(days=9))
    VacancyFactory(employer=company, title_en="Late", due_on=japan_today() - timedelta(days=1), state="returned")
    rows = browser.get(at("home")).context["waiting"]
    assert [(row["label"], row["is_late"]) for row in rows] == [("Late", True), ("Later", False)]


@pytest.mark.parametrize(("page", "most"), [("home", 12), ("vacancies", 12), ("letters", 12)])
def test_lists_ask_the_database_as_often_for_many_as_for_few(browser, company, django_assert_max_num_queries, page, most):
    counts = []
    for more in (2, 12):
        for _ in range(more):
            VacancyFactory(employer=company, demand_letter=DemandLetterFactory(employer=company, state="drafted"))
        with django_assert_max_num_queries(most) as asked:
            browser.get(at(page))
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]


def test_list_filters_by_state_and_survives_nonsense(browser, company):
    VacancyFactory(employer=company, title_en="Mine")
    VacancyFactory(employer=EmployerFactory(), title_en="Theirs")
    page = browser.get(at("vacancies"), {"state": "draft", "page": "x"})
    assert ("Mine" in page.text, "Theirs" in page.text) == (True, False)
    assert [len(browser.get(at("vacancies"), {"state": state}).context["lines"]) for state in ("ended", "nonsense")] == [0, 1]
