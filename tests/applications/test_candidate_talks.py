"""The candidate's pages of an interview and of an offer."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from applications.models import Consent
from tests.applications.factories import CODES, interview
from tests.applications.test_candidate_pages import ME, titles


def test_she_confirms_the_interview_in_one_page_and_two_taps(her, applied, ayesha):
    application = applied("interviewing", owner="candidate")
    talk = interview(application, 48, 72)
    page = her.get(f"{ME}{application.public_id}/")
    assert all(words in page.text for words in ("Pakistan time", "Japan time", "Choose a time", "sees my name", "Confirm this time"))
    assert "checked" not in page.text
    page = her.post(f"{ME}{application.public_id}/interview/", {"slot": 2, "show_name": "on"}, follow=True)
    talk.refresh_from_db()
    assert talk.chosen == talk.slots.last()
    assert Consent.objects.get(purpose="name").employer == application.vacancy.employer
    assert "interview.ics" in page.text
    assert "Close my name and contact" in page.text


def test_without_the_box_the_name_stays_closed(her, applied):
    application = applied("interviewing", owner="candidate")
    interview(application, 48)
    her.post(f"{ME}{application.public_id}/interview/", {"slot": 1})
    assert not Consent.objects.filter(purpose="name").exists()
    her.post(f"{ME}{application.public_id}/steps/show_name/", {"version": 2})
    assert Consent.objects.live().filter(purpose="name").count() == 1
    her.post(f"{ME}{application.public_id}/steps/hide_name/", {"version": 3})
    assert not Consent.objects.live().filter(purpose="name").exists()


def test_the_calendar_file_holds_the_chosen_time_and_no_name(her, applied, ayesha):
    application = applied("interviewing")
    url = f"{ME}{application.public_id}/interview.ics"
    talk = interview(application, 48)
    assert her.get(url).headers["Location"] == f"{ME}{application.public_id}/"
    slot = talk.slots.get()
    talk.slots.update(is_chosen=True)
    type(talk).objects.update(confirmed_at=timezone.now(), minutes=90)
    talk.refresh_from_db()
    answer = her.get(url)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == slot.starts_at.replace(microsecond=0)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=talk.minutes)
    assert ayesha.full_name not in answer.text


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
    assert '<td colspan="2">' in page.text, "what is the same is said once, over both columns"
    assert "Send me a code" in page.text
    page = her.post(f"{url}code/", follow=True)
    assert "Accept the offer" in page.text
    page = her.post(url, {"code": CODES[-1][2], "version": application.version})
    assert "Look at the differences and tick this box." in page.text
    page = her.post(url, {"code": "000000" if CODES[-1][2] != "000000" else "000001", "saw": "on"})
    assert page.status_code == 200
    assert "Enter the code that we sent" in page.text
    her.post(url, {"code": CODES[-1][2], "version": application.version, "saw": "on"})
    application.refresh_from_db()
    assert application.state == "accepted"


@pytest.mark.parametrize("code", ["", "x" * 13, "1234", "<script>"])
def test_bad_codes_are_said(her, applied, code):
    application = applied("offered")
    page = her.post(f"{ME}{application.public_id}/offer/", {"code": code})
    assert page.status_code == 200
    assert titles(page)[1].startswith("Error:")
    assert "<script>" not in page.text
