"""A candidate applies, follows, chooses a time, accepts, withdraws: on the pages, without script."""

import re
from datetime import timedelta

import brotli
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import transitions
from applications.models import Application, Consent
from jobs.models import Question
from tests.applications.factories import ApplicationFactory, interview
from workflow.models import Entry

ME = "/en/me/applications/"


def titles(page):
    """One h1, and the title begins with the same words."""
    [head] = re.findall(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    return re.sub(r"<[^>]+>", "", head).strip(), re.search(r"<title>(.*?)</title>", page.text, re.DOTALL)[1].strip()


def test_applying_takes_four_pages_with_questions(her, opening):
    for order in (1, 2):
        Question.objects.create(vacancy=opening, order=order, text_ja=f"質問{order}", text_en=f"Question {order}?")
    page = her.get(f"{ME}new/{opening.public_id}/")
    assert "The employer asks 2 questions" in page.text
    assert not Application.objects.exists()
    page = her.post(f"{ME}new/{opening.public_id}/", follow=True)
    application = Application.objects.get()
    base = f"{ME}{application.public_id}/"
    assert page.redirect_chain[-1][0] == f"{base}motivation/"
    assert "Question 2?" in page.text
    page = her.post(f"{base}motivation/", {"answer_1": "Three years.", "answer_2": "April.", "motivation": "I like Go."}, follow=True)
    assert page.redirect_chain[-1][0] == f"{base}check/"
    assert all(words in page.text for words in ("I like Go.", "Three years.", "April.", 'type="checkbox"'))
    assert "checked" not in page.text[page.text.index("Who may read") :].split("</form>")[0]
    page = her.post(f"{base}check/", {"partners": "on", "present": "on", "version": 1}, follow=True)
    assert page.redirect_chain[-1][0] == f"{base}sent/"
    application.refresh_from_db()
    assert application.state == "submitted"
    assert all(words in page.text for words in (application.reference, "I like Go.", "Three years.", "OEC, Islamabad"))
    assert Consent.objects.count() == 2


def test_without_questions_it_takes_three_pages_and_four_taps(her, opening):
    page = her.post(f"{ME}new/{opening.public_id}/", follow=True)
    base = f"{ME}{Application.objects.get().public_id}/"
    assert [url for url, _status in page.redirect_chain] == [f"{base}check/"]
    page = her.post(f"{base}check/", {"partners": "on", "present": "on", "version": 1}, follow=True)
    assert "Your application is sent" in page.text


def test_a_live_consent_is_not_asked_again(her, applied, ayeshas):
    applied("submitted")
    second = ApplicationFactory(candidate=ayeshas, state="draft")
    page = her.get(f"{ME}{second.public_id}/check/")
    assert 'name="partners"' not in page.text
    assert 'name="present"' in page.text
    her.post(f"{ME}{second.public_id}/check/", {"present": "on", "version": 1})
    second.refresh_from_db()
    assert second.state == "submitted"


def test_what_is_missing_is_listed_with_the_way_there_and_back(her, applied, opening, ayeshas):
    Question.objects.create(vacancy=opening, order=1, text_ja="いつ始められますか。")
    ayeshas.educations.all().delete()
    ayeshas.tests.all().delete()
    type(ayeshas.user).objects.update(phone_verified=False)
    application = applied("draft")
    base = f"{ME}{application.public_id}/"
    text = her.get(f"{base}check/").text
    for url in (f"/en/me/profile/educations/?next={base}check/", f"?next={base}check/", f"{base}motivation/"):
        assert f'href="{url}' in text or url in text, url
    assert text.count("Fix this") == 3
    assert "Send application" not in text
    assert her.post(f"{base}check/", {"partners": "on", "present": "on", "version": 1}).status_code == 200
    application.refresh_from_db()
    assert application.state == "draft"


def test_answers_are_kept_although_one_is_missing(her, applied, opening):
    for order in (1, 2):
        Question.objects.create(vacancy=opening, order=order, text_ja=f"質問{order}")
    application = applied("draft")
    page = her.post(f"{ME}{application.public_id}/motivation/", {"answer_1": "", "answer_2": "In April.", "motivation": "Mine"})
    assert titles(page)[1].startswith("Error:")
    assert "Answer this question" in page.text
    assert application.answers.get().text == "In April."
    assert "In April." in her.get(f"{ME}{application.public_id}/motivation/").text


def test_a_double_tap_and_a_lost_answer_send_once(her, applied):
    application = applied("draft")
    url = f"{ME}{application.public_id}/check/"
    said = {"partners": "on", "present": "on", "version": 1, "form_key": "k" * 24}
    answers = [her.post(url, said) for _ in range(3)]
    assert {answer.headers["Location"] for answer in answers} == {f"{ME}{application.public_id}/sent/"}
    assert her.post(url, said | {"form_key": "z" * 24}).headers["Location"] == f"{ME}{application.public_id}/sent/"
    assert Entry.objects.filter(kind="application.submit").count() == application.snapshots.count() == 1
    assert Consent.objects.count() == 2


def test_starting_twice_makes_one_draft(her, opening):
    for key in ("k" * 24, "k" * 24, "z" * 24):
        her.post(f"{ME}new/{opening.public_id}/", {"form_key": key})
    assert Application.objects.count() == Entry.objects.filter(kind="application.start").count() == 1


def test_a_box_that_is_not_ticked_keeps_it_unsent_and_says_why(her, applied):
    application = applied("draft")
    page = her.post(f"{ME}{application.public_id}/check/", {"partners": "on"})
    assert page.status_code == 200
    assert "Tick this box if you agree" in page.text
    assert titles(page)[1].startswith("Error:")
    application.refresh_from_db()
    assert application.state == "draft"
    assert not Consent.objects.exists()


def test_the_draft_waits_and_is_found_again(her, applied, opening):
    application = applied("draft", motivation="")
    assert her.get(f"{ME}new/{opening.public_id}/").headers["Location"] == f"{ME}{application.public_id}/check/"
    assert "Go on with the application" in her.get(f"{ME}{application.public_id}/").text


@pytest.mark.parametrize("text", ["x" * 2001, "a\x00b"])
def test_bad_words_are_said_and_nothing_is_lost(her, applied, text):
    application = applied("draft")
    page = her.post(f"{ME}{application.public_id}/motivation/", {"motivation": text})
    assert page.status_code == 200
    assert titles(page)[1].startswith("Error:")
    assert text[:100].replace("\x00", "") in page.text.replace("\x00", "")


@pytest.mark.parametrize("state", ["submitted", "accepted", "withdrawn"])
def test_what_was_sent_is_not_written_any_more(her, applied, state):
    application = applied(state)
    for name in ("motivation", "check"):
        assert her.post(f"{ME}{application.public_id}/{name}/", {"motivation": "changed"}).status_code == 302
    application.refresh_from_db()
    assert (application.state, application.motivation) == (state, "I like to build useful services.")


def test_two_pages_open_the_second_is_told(her, applied, ayesha):
    application = applied("draft")
    page = her.post(f"{ME}{application.public_id}/check/", {"partners": "on", "present": "on", "version": 7})
    assert page.status_code == 200
    assert "Somebody else changed this" in page.text


STATES = {
    "draft": "Not sent yet",
    "submitted": "OEC is checking",
    "returned": "Correct this",
    "endorsed": "Recommended by OEC",
    "presented": "With the employer",
    "interviewing": "Interview",
    "offered": "Offer",
    "accepted": "Accepted, preparing to leave",
    "departed": "Accepted, preparing to leave",
    "arrived": "In Japan",
    "not_selected": "Not selected",
    "declined": "Closed",
    "closed": "Closed",
    "superseded": "Set aside",
    "withdrawn": "Withdrawn",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_every_state_has_its_page_with_one_heading(her, applied, state, language):
    application = applied(state)
    page = her.get(f"/{language}/me/applications/{application.public_id}/")
    assert page.status_code == 200
    head, title = titles(page)
    assert title.startswith(head.replace("<wbr>", "")[:5])
    assert STATES[state] in page.text or language != "en"
    assert her.get(f"/{language}/me/applications/").status_code == 200


def test_on_the_reserve_says_so(her, applied, opening):
    application = applied("presented")
    type(opening).objects.filter(pk=opening.pk).update(seats_taken=2)
    assert "On the reserve" in her.get(f"{ME}{application.public_id}/").text


def test_the_ground_is_shown_only_when_it_is_shared(her, applied):
    application = applied("not_selected", close_reason="skills_level", reason_is_shared=False)
    assert "The skills do not fit" not in her.get(f"{ME}{application.public_id}/").text
    Application.objects.update(reason_is_shared=True)
    assert "The skills do not fit" in her.get(f"{ME}{application.public_id}/").text


@pytest.mark.parametrize(
    ("state", "name", "after"),
    [("offered", "decline_offer", "declined"), ("submitted", "withdraw", "withdrawn"), ("superseded", "restore", "submitted")],
)
def test_simple_steps_ask_first(her, applied, state, name, after):
    application = applied(state)
    url = f"{ME}{application.public_id}/steps/{name}/"
    assert url in her.get(f"{ME}{application.public_id}/").text or name == "decline_offer"
    page = her.get(url)
    assert page.status_code == 200
    assert "No, go back" in page.text
    application.refresh_from_db()
    assert application.state == state
    her.post(url, {"note": "", "version": application.version})
    application.refresh_from_db()
    assert application.state == after


def test_a_step_that_is_not_open_is_said_kindly(her, applied):
    application = applied("not_selected")
    page = her.post(f"{ME}{application.public_id}/steps/withdraw/", {}, follow=True)
    assert page.status_code == 200
    assert "not open any more" in page.text
    assert her.get(f"{ME}{application.public_id}/steps/fly/").status_code == 404
    assert her.get(f"{ME}{application.public_id}/steps/endorse/").status_code == 404


def test_a_double_submit_does_one_thing(her, applied):
    application = applied("draft")
    said = {"partners": "on", "present": "on", "version": 1}
    for _ in range(2):
        assert her.post(f"{ME}{application.public_id}/check/", said).status_code == 302
    assert Entry.objects.filter(kind="application.submit").count() == 1


PAGES = ["", "interview.ics", "motivation/", "check/", "sent/", "offer/", "steps/withdraw/"]


@pytest.mark.parametrize("page", PAGES)
def test_others_do_not_find_it(client, applied, page, bilal, sato, omar):
    application = applied("offered")
    for who, status in ((bilal, 404), (sato, 403), (omar, 403)):
        client.force_login(who)
        assert client.get(f"{ME}{application.public_id}/{page}").status_code == status
    client.logout()
    assert client.get(f"{ME}{application.public_id}/{page}").status_code == 302


@pytest.mark.parametrize("page", ["interview/", "offer/code/"])
def test_get_never_writes(her, applied, page):
    assert her.get(f"{ME}{applied('offered').public_id}/{page}").status_code == 405


@pytest.mark.parametrize("page", [ME, "/en/me/"])
def test_lists_cost_the_same_for_one_and_for_ten(her, applied, ayeshas, page):
    applied("submitted")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert her.get(page).status_code == 200
        counts.append(len(seen))
        for _ in range(9):
            ApplicationFactory(candidate=ayeshas, state="presented", waiting_since=timezone.now() - timedelta(days=1))
    assert counts[1] <= counts[0]


def test_the_receipt_repeats_what_was_sent_not_what_the_profile_says_now(her, applied, ayeshas):
    application = applied("submitted")
    ayeshas.educations.update(subject="Poetry")
    text = her.get(f"{ME}{application.public_id}/sent/").text
    assert "Computer Science" in text
    assert "Poetry" not in text


COSTLY = {"interviewing": 12, "offered": 12, "submitted": 12, "presented": 12, "not_selected": 12, "accepted": 12}


@pytest.mark.parametrize("state", COSTLY)
def test_the_page_of_an_application_costs_few_queries_whatever_it_holds(her, applied, state):
    application = applied(state)
    for round_ in range(3):
        interview(application, 48, 72, 96)
    with CaptureQueriesContext(connection) as seen:
        page = her.get(f"{ME}{application.public_id}/")
    ours = [query["sql"] for query in seen if not any(word in query["sql"] for word in ("django_session", "accounts_user", "SAVEPOINT"))]
    assert len(ours) <= COSTLY[state], "\n".join(ours)
    assert len(brotli.compress(page.content, quality=5)) <= 10_000


@pytest.mark.parametrize(
    ("before", "stage"),
    [
        ("submitted", "when it checked"),
        ("endorsed", "before your file was shown"),
        ("presented", "without your name"),
        ("interviewing", "stage of interviews"),
    ],
)
def test_a_refusal_names_stage_reason_and_what_helps(her, applied, omar, ken, sato, before, stage):
    application = applied(before)
    by = {"submitted": omar, "endorsed": ken}.get(before, sato)
    ground = "degree_not_fitting" if before in ("submitted", "endorsed") else "language_level"
    transitions.not_select(application, by=by, ground=ground)
    text = her.get(f"{ME}{application.public_id}/").text
    assert stage in text
    assert "The reason:" in text
    assert ("A higher language test" if ground == "language_level" else "Other jobs fit your degree") in text
    assert "See jobs like this one" in text


def test_the_passport_is_asked_after_an_offer_only(her, applied):
    application = applied("presented")
    assert "Upload my passport" not in her.get(f"{ME}{application.public_id}/").text
    Application.objects.update(state="offered")
    assert "Upload my passport" in her.get(f"{ME}{application.public_id}/").text


def test_the_employers_own_habit_is_said_from_five_answers_on(her, applied, company):
    application = applied("presented")
    assert "10 days" in her.get(f"{ME}{application.public_id}/").text
    for _ in range(5):
        other = ApplicationFactory(vacancy=application.vacancy, state="not_selected", presented_at=timezone.now())
        for seq, (kind, days) in enumerate((("present", 9), ("invite", 6)), start=1):
            Entry.objects.create(
                kind=f"application.{kind}",
                subject_kind="application",
                subject_id=other.pk,
                subject_ref=other.public_id,
                seq=seq,
                at=timezone.now() - timedelta(days=days),
            )
    assert "3 days" in her.get(f"{ME}{application.public_id}/").text


def test_my_page_says_what_to_do_who_has_it_and_until_when(her, applied):
    application = applied("offered")
    page = her.get("/en/me/")
    text = page.text
    assert page.context["next"].label == "Read the offer and answer"
    assert f"{ME}{application.public_id}/offer/" in text
    assert "since" in text
    assert "until" in text
