"""A candidate applies, follows, chooses a time, accepts, withdraws: on the pages, without script."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application, Consent
from tests.applications.factories import CODES, ApplicationFactory, interview
from workflow.models import Entry

ME = "/en/me/applications/"


@pytest.fixture
def her(client, ayesha, ayeshas):
    """Ayesha's browser."""
    client.force_login(ayesha)
    return client


def titles(page):
    """One h1, and the title begins with the same words."""
    [head] = re.findall(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    return re.sub(r"<[^>]+>", "", head).strip(), re.search(r"<title>(.*?)</title>", page.text, re.DOTALL)[1].strip()


def test_applying_takes_four_pages(her, opening):
    page = her.get(f"{ME}new/{opening.public_id}/")
    assert page.status_code == 200
    assert not Application.objects.exists()
    page = her.post(f"{ME}new/{opening.public_id}/", follow=True)
    application = Application.objects.get()
    base = f"{ME}{application.public_id}/"
    assert page.redirect_chain[-1][0] == f"{base}motivation/"
    page = her.post(f"{base}motivation/", {"motivation": "I like Go."}, follow=True)
    assert page.redirect_chain[-1][0] == f"{base}check/"
    assert "I like Go." in page.text
    assert 'type="checkbox"' in page.text
    assert "checked" not in re.search(r"<form.*?</form>", page.text[page.text.index("Who may read") :], re.DOTALL)[0]
    page = her.post(f"{base}check/", {"partners": "on", "present": "on", "version": 1}, follow=True)
    assert page.redirect_chain[-1][0] == f"{base}sent/"
    application.refresh_from_db()
    assert application.state == "submitted"
    assert application.reference in page.text
    assert "I like Go." in page.text
    assert Consent.objects.count() == 2


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
    assert her.get(f"{ME}new/{opening.public_id}/").headers["Location"] == f"{ME}{application.public_id}/motivation/"
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


def test_she_chooses_a_time_seen_in_both_zones(her, applied):
    application = applied("interviewing")
    talk = interview(application, 48, 72)
    page = her.get(f"{ME}{application.public_id}/")
    assert "Pakistan time" in page.text
    assert "Japan time" in page.text
    assert "Choose a time" in page.text
    her.post(f"{ME}{application.public_id}/interview/", {"slot": 2})
    talk.refresh_from_db()
    assert talk.chosen == talk.slots.last()


@pytest.mark.parametrize("slot", ["", "0", "3", "x", "9" * 30, "-1"])
def test_a_time_that_is_not_there_is_not_found(her, applied, slot):
    application = applied("interviewing")
    interview(application, 48, 72)
    assert her.post(f"{ME}{application.public_id}/interview/", {"slot": slot}).status_code == 404


def test_she_reads_the_offer_beside_the_advertisement_and_accepts(her, applied):
    application = applied("offered")
    application.offers.update(base_pay=280_000)
    url = f"{ME}{application.public_id}/offer/"
    page = her.get(url)
    assert "280,000" in page.text
    assert "300,000" in page.text
    assert "Different" in page.text
    assert "Send me a code" in page.text
    page = her.post(f"{url}code/", follow=True)
    assert "Accept the offer" in page.text
    page = her.post(url, {"code": "000000" if CODES[-1][2] != "000000" else "000001"})
    assert page.status_code == 200
    assert "Enter the code that we sent" in page.text
    her.post(url, {"code": CODES[-1][2], "version": application.version})
    application.refresh_from_db()
    assert application.state == "accepted"


@pytest.mark.parametrize("code", ["", "x" * 13, "1234", "<script>"])
def test_bad_codes_are_said(her, applied, code):
    application = applied("offered")
    page = her.post(f"{ME}{application.public_id}/offer/", {"code": code})
    assert page.status_code == 200
    assert titles(page)[1].startswith("Error:")
    assert "<script>" not in page.text


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


PAGES = ["", "motivation/", "check/", "sent/", "offer/", "steps/withdraw/"]


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


def test_the_list_costs_the_same_for_one_and_for_ten(her, applied, ayeshas):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    applied("submitted")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            her.get(ME)
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
