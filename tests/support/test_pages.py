"""The pages: help and guides for everybody, asking with and without an account, reporting in two pages, the desk."""

import re

import brotli
import pytest
from django.utils import translation

from accounts import limits
from support.guides import load
from support.models import GuidePage, GuideVersion, Line, Office, Question, Report
from tests.candidates.factories import upload
from tests.support.factories import a_question, a_report
from vault.models import AccessRecord, StoredFile

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ur", "ja")


@pytest.fixture
def guides(db):
    load()


def test_help_shows_a_human_first_then_offices_marked_as_examples(client, guides, settings):
    html = client.get("/en/help/").text
    assert settings.HELPLINE in html
    assert html.index("Send a message") < html.index("Offices and hours</h2>") < html.index("Can my family come to Japan?")
    assert html.count("Example, to be confirmed by OEC") == Office.objects.count() == 3
    Office.objects.filter(slug="lahore-example").update(is_open=False)
    assert "Lahore" not in client.get("/en/help/").text


def test_help_costs_the_same_for_any_number_of_pages(client, guides, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/en/help/")


def notes_of(html, page, language):
    """Whether the page marks its text as not read by a native reader."""
    return "" if page.is_checked_in(language) and html.count('class="note"') == 0 else "native"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_page_opens_in_three_languages_and_is_small(client, guides, language):
    pages = list(GuidePage.objects.published())
    assert len(pages) >= 8
    for page in pages:
        answer = client.get(f"/{language}/help/{page.slug}/")
        assert answer.status_code == 200
        assert len(re.findall("<h1", answer.text)) == 1
        assert len(brotli.compress(answer.content, quality=5)) <= 25_000
        assert "not in your language" not in answer.text
        assert (language == "en") == ("native" not in notes_of(answer.text, page, language))
        assert page.source in answer.text.replace("&#x27;", "'")


def test_a_page_without_a_translation_is_shown_in_english_and_says_so(client, guides):
    GuidePage.objects.filter(slug="family").update(title_ur="", body_ur="")
    with translation.override("ur"):
        assert GuidePage.objects.get(slug="family").said().language == "en"
    html = client.get("/ur/help/family/").text
    assert '<h1 lang="en" dir="ltr">Can my family come to Japan?</h1>' in html


def test_an_unpublished_page_is_for_the_desk(client, guides, ken):
    GuidePage.objects.filter(slug="family").update(is_published=False)
    assert client.get("/en/help/family/").status_code == 404
    client.force_login(ken)
    assert "Not published" in client.get("/en/help/family/").text


def test_what_staff_changed_stays_when_the_house_loads_again(guides):
    GuidePage.objects.filter(slug="family").update(body_en="Ours", is_as_shipped=False)
    GuidePage.objects.filter(slug="housing").update(body_en="An older text of the house")
    load()
    load()
    assert GuidePage.objects.get(slug="family").body_en == "Ours"
    housing = GuidePage.objects.get(slug="housing")
    assert (housing.body_en.startswith("Many employers"), housing.version) == (True, 2)
    assert GuideVersion.objects.filter(page=housing).count() == 2


def test_staff_edit_in_the_admin_with_versions_and_preview(client, guides, omar):
    client.force_login(omar)
    page = GuidePage.objects.get(slug="family")
    form = client.get(f"/desk/support/guidepage/{page.pk}/change/").context["adminform"].form
    data = {name: "" if value is None else value for name, value in form.initial.items()} | {
        "body_en": "## New\n<script>x</script>", "versions-TOTAL_FORMS": "0", "versions-INITIAL_FORMS": "0",
    }  # fmt: skip
    data = {name: value for name, value in data.items() if value is not False}
    preview = client.post(f"/desk/support/guidepage/{page.pk}/change/", data | {"_preview": "1"})
    assert "<h2>New</h2>" in preview.text
    assert "<script>x" not in preview.text
    page.refresh_from_db()
    assert page.version == 1
    assert client.post(f"/desk/support/guidepage/{page.pk}/change/", data).status_code == 302
    page.refresh_from_db()
    assert (page.version, page.is_as_shipped, page.versions.first().by) == (2, False, omar)


def test_the_foot_and_the_fraud_text_lead_to_help_and_report(client, guides, settings):
    html = client.get("/ur/fees/").text
    assert html.count('href="/ur/report/"') == 2
    assert 'href="/ur/help/#offices"' in html
    assert settings.HELPLINE in html


def test_a_candidate_asks_with_a_file_and_sees_who_has_it(client, ayesha):
    client.force_login(ayesha)
    answer = client.post("/en/help/ask/", {"subject": "document", "text": "Is this photo good?", "file": upload()})
    question = Question.objects.get()
    assert answer.url == f"/en/help/questions/{question.public_id}/"
    html = client.get(answer.url).text
    assert "OEC" in html
    assert "Is this photo good?" in html
    assert "Your messages to us" in client.get("/en/me/").text
    line = Line.objects.get()
    assert client.get(f"/en/help/file/{line.public_id}/").headers["Content-Disposition"].startswith("attachment")


def test_what_is_wrong_with_a_message_is_said(client, ayesha):
    client.force_login(ayesha)
    assert "Choose what it is about." in client.post("/en/help/ask/", {"text": "x"}).text
    assert "Write your message." in client.post("/en/help/ask/", {"subject": "other", "text": " "}).text
    heic = upload("photo.heic", b"0000ftypheic0000")
    assert "HEIC" in client.post("/en/help/ask/", {"subject": "other", "text": "x", "file": heic}).text
    assert Question.objects.count() == 0


def test_a_question_about_an_own_application_carries_its_number(client, ayesha, reference):
    from tests.applications.factories import ApplicationFactory, ready_profile

    application = ApplicationFactory(candidate=ready_profile(ayesha), state="submitted")
    client.force_login(ayesha)
    assert f'value="{application.public_id}" selected' in client.get(f"/en/help/ask/?about={application.public_id}").text
    client.post("/en/help/ask/", {"subject": "application", "about": str(application.public_id), "text": "Where is it?"})
    question = Question.objects.get()
    assert (question.about_ref, question.about_label) == (application.public_id, application.reference)


def test_somebody_else_cannot_ask_about_it_nor_open_the_thread(client, ayesha, bilal):
    question = a_question(ayesha)
    client.force_login(bilal)
    assert client.get(f"/en/help/questions/{question.public_id}/").status_code == 404
    assert client.post(f"/en/help/questions/{question.public_id}/close/").status_code == 404
    client.post("/en/help/ask/", {"subject": "application", "about": str(question.public_id), "text": "x"})
    assert Question.objects.get(person=bilal).about_ref is None


def test_a_stranger_asks_and_reads_the_answer_with_number_and_address(client, omar):
    from support import transitions

    client.post("/en/help/ask/", {"subject": "account", "text": "My SIM is lost", "reply_to": "0301-2345678"})
    question = Question.objects.get()
    assert question.reference in client.get("/en/help/asked/").text
    transitions.answer(question, by=omar, text="Bring your CNIC")
    look = {"number": question.reference.lower(), "reply_to": "+92 301 2345678"}
    assert "No question has" in client.post("/en/help/answer/", look | {"reply_to": "0301 2345679"}).text
    assert client.get("/en/help/answer/read/").url == "/en/help/answer/"
    client.post("/en/help/answer/", look)
    assert "Bring your CNIC" in client.get("/en/help/answer/read/").text
    client.post("/en/help/answer/read/", {"text": "Thank you"})
    question.refresh_from_db()
    assert (question.state, question.lines.last().text) == ("asked", "Thank you")


def test_a_report_needs_one_answer_and_no_account(client):
    answer = client.post("/ur/report/", {"how": "cash", "amount": "Rs ۵۰,۰۰۰", "their_contact": "0300 1"})
    report = Report.objects.get()
    assert (answer.url, report.amount, report.said_to_be, report.reply_to) == ("/ur/report/sent/", 50000, "unknown", None)
    assert report.reference in client.get(answer.url).text
    assert client.get("/ur/report/").status_code == 200


def test_a_signed_in_person_stays_unknown_in_a_report(client, ayesha):
    client.force_login(ayesha)
    client.post("/en/report/", {"how": "wallet", "photo": upload("receipt.jpg")})
    report = Report.objects.get()
    assert report.photo.owner is None
    assert StoredFile.objects.filter(owner=ayesha).count() == 0


def test_a_report_from_a_job_page_knows_the_job(client):
    assert 'value="J-7K3M-9P2Q"' in client.get("/en/report/?job=J-7K3M-9P2Q").text


def test_every_job_page_leads_to_the_report_with_its_number(client, vacancy):
    from tests.jobs.factories import VacancyFactory

    job = VacancyFactory(employer=vacancy.employer, state="published")
    assert f'href="/en/report/?job={job.reference}"' in client.get(f"/en/jobs/{job.public_id}/").text


def test_reports_are_counted_per_browser_and_network_without_shutting_people_out(client, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "report.network", limits.Limit(2, 3600))
    for _try in range(3):
        answer = client.post("/en/report/", {"how": "cash"})
    assert "Too many messages came from here" in answer.text
    assert Report.objects.count() == 2


def test_the_desk_answers_in_the_askers_language(client, ayesha, omar):
    question = a_question(ayesha)
    client.force_login(omar)
    assert question.reference in client.get("/desk/questions/").text
    assert "Where is my file?" in client.get(f"/desk/questions/{question.public_id}/").text
    client.post(f"/desk/questions/{question.public_id}/answer/", {"ready": "office", "text": "Ask for me", "version": "1"})
    question.refresh_from_db()
    with translation.override("ur"):
        from support.words import READY

        assert question.lines.last().text == f"{READY['office'][1]}\n\nAsk for me"


def test_an_old_page_of_the_desk_does_not_overwrite(client, ayesha, omar):
    question = a_question(ayesha)
    client.force_login(omar)
    client.post(f"/desk/questions/{question.public_id}/note/", {"text": "a", "version": "1"})
    client.post(f"/desk/questions/{question.public_id}/answer/", {"text": "late", "version": "1"})
    assert [line.text for line in question.lines.all()] == ["Where is my file?", "a"]


def test_an_empty_answer_is_told_and_nothing_is_sent(client, ayesha, omar):
    question = a_question(ayesha)
    client.force_login(omar)
    client.post(f"/desk/questions/{question.public_id}/hand_over/", {"to": "auditor"})
    client.post(f"/desk/questions/{question.public_id}/answer/", {"text": " "})
    assert client.post(f"/desk/questions/{question.public_id}/fly/").status_code == 404
    question.refresh_from_db()
    assert (question.state, question.desk, question.lines.count()) == ("asked", "oec", 1)


def test_the_auditor_answers_a_complaint_and_does_not_learn_the_name(client, ayesha, audit, omar):
    question = a_question(ayesha, "staff", text="He was rude")
    client.force_login(omar)
    assert client.get(f"/desk/questions/{question.public_id}/").status_code == 404
    client.force_login(audit)
    html = client.get(f"/desk/questions/{question.public_id}/").text
    assert "He was rude" in html
    assert "Ayesha" not in html
    client.post(f"/desk/questions/{question.public_id}/answer/", {"text": "We look into it"})
    question.refresh_from_db()
    assert question.state == "answered"


def test_the_desk_examines_and_settles_a_report(client, amna):
    client.post("/en/report/", {"how": "cash", "photo": upload("receipt.jpg")})
    report = Report.objects.get()
    client.force_login(amna)
    at = f"/desk/reports/{report.public_id}/"
    assert report.reference in client.get("/desk/reports/").text
    assert client.get(f"{at}photo/").status_code == 200
    assert AccessRecord.objects.filter(user=amna, purpose="report", case=report.reference).count() == 1
    client.post(f"{at}examine/")
    assert client.post(f"{at}settle/", {"outcome": "warned", "text": " "}).status_code == 422
    client.post(f"{at}settle/", {"outcome": "warned", "text": "He was warned"})
    report.refresh_from_db()
    assert (report.state, report.notes.get().text) == ("settled", "He was warned")
    assert "He was warned" in client.get(at).text


def test_officers_and_inter_ses_do_not_see_reports(client, omar, ken):
    report = a_report()
    for user in (omar, ken):
        client.force_login(user)
        assert client.get("/desk/reports/").status_code == 403
        assert client.get(f"/desk/reports/{report.public_id}/").status_code == 403


def test_today_counts_what_waits(client, ayesha, amna):
    a_question(ayesha)
    a_report()
    client.force_login(amna)
    html = client.get("/desk/").text
    assert re.search(r"<b>1</b><a href=\"/desk/questions/\">Questions to answer", html)
    assert re.search(r"<b>1</b><a href=\"/desk/reports/\">Reports of a demand for money", html)


@pytest.mark.parametrize("size", [3, 12])
def test_a_list_costs_the_same_for_any_length(client, ayesha, omar, size, django_assert_max_num_queries):
    for _row in range(size):
        a_question(ayesha)
    client.force_login(omar)
    with django_assert_max_num_queries(14):
        assert client.get("/desk/questions/").text.count("Q-20") >= size
