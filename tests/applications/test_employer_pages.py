"""Sato reads, invites, offers, decides; Zed finds nothing."""

import pytest

from applications import transitions
from applications.models import Interview, Offer
from applications.states import SEEN_BY_EMPLOYER, ApplicationState
from tests.applications.factories import ApplicationFactory, conditions, interview, soon
from workflow.models import Entry, Note

HERE = "/en/employer/candidates/"


@pytest.fixture
def desk(client, sato):
    """Sato's browser."""
    client.force_login(sato)
    return client


def said(application, **changes):
    """The offer form filled in."""
    return {name: str(value) for name, value in conditions(application.vacancy, **changes).items()} | {"version": application.version}


@pytest.mark.parametrize("state", list(ApplicationState))
def test_only_presented_candidates_are_found(desk, applied, state):
    application = applied(state)
    status = 200 if state in SEEN_BY_EMPLOYER else 404
    assert desk.get(f"{HERE}{application.public_id}/").status_code == status
    assert (application.candidate.reference in desk.get(HERE).text) == (status == 200)


@pytest.mark.parametrize("page", ["", "invite/", "offer/", "not-select/", "rescind/"])
def test_strangers_find_nothing(client, applied, page, zed, ayesha, omar):
    application = applied("presented")
    for who, status in ((zed, 404), (ayesha, 403), (omar, 403)):
        client.force_login(who)
        for call in (client.get, client.post):
            assert call(f"{HERE}{application.public_id}/{page}").status_code in ((status,) if page or call == client.get else (status, 405))
    client.force_login(zed)
    assert application.candidate.reference not in client.get(HERE).text


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
@pytest.mark.parametrize("page", ["", "invite/", "offer/", "not-select/"])
def test_pages_open_in_each_language(desk, applied, language, page):
    application = applied("interviewing")
    interview(application)
    page = desk.get(f"/{language}/employer/candidates/{application.public_id}/{page}")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_the_page_names_the_number_and_not_the_person(desk, applied, ayesha):
    application = applied("presented")
    text = desk.get(f"{HERE}{application.public_id}/").text
    assert application.candidate.reference in text
    assert "Goの経験がある開発者です" in text
    assert "University of the Punjab" in text
    assert [secret for secret in ("Ayesha", "Khan", ayesha.email, ayesha.phone, "1998") if secret in text] == []


def test_who_has_withdrawn_is_a_number_only(desk, applied, ayesha):
    application = applied("presented")
    transitions.withdraw(application, by=ayesha)
    for url in (HERE, f"{HERE}{application.public_id}/"):
        text = desk.get(url).text
        assert "Not available any more" in text
        assert [word for word in ("JLPT", "University of the Punjab", "Goの経験") if word in text] == []
    assert desk.get(f"{HERE}{application.public_id}/invite/").status_code == 200
    assert desk.post(f"{HERE}{application.public_id}/not-select/", {"reason": "skills_level"}).status_code == 200
    application.refresh_from_db()
    assert application.state == "withdrawn"


def test_inviting_in_japan_time(desk, applied):
    application = applied("presented")
    form = {
        "place": "Zoom",
        "day_1": soon(5).isoformat(),
        "time_1": "１０：００",
        "day_2": soon(6).isoformat().replace("-", "/"),
        "time_2": "15:30",
    }
    page = desk.post(f"{HERE}{application.public_id}/invite/", form | {"version": application.version})
    assert page.status_code == 302
    times = [slot.starts_at.strftime("%H:%M") for slot in Interview.objects.get().slots.all()]
    assert times == ["01:00", "06:30"]


BAD_TIMES = [
    ({"day_1": "", "time_1": ""}, "required"),
    ({"day_1": "tomorrow"}, "valid date"),
    ({"time_1": "25:00"}, "valid time"),
    ({"day_1": "2020-01-01"}, "already past"),
    ({"day_2": "2027-01-01"}, "or neither"),
    ({"place": "x" * 301}, "at most 300"),
]


@pytest.mark.parametrize(("change", "words"), BAD_TIMES)
def test_bad_times_are_said_and_nothing_is_lost(desk, applied, change, words):
    application = applied("presented")
    form = {"place": "Zoom room 7", "day_1": soon(5).isoformat(), "time_1": "10:00", "message": "See you"} | change
    page = desk.post(f"{HERE}{application.public_id}/invite/", form)
    assert page.status_code == 200
    assert words in page.text
    assert "See you" in page.text
    assert not Interview.objects.exists()


def test_the_offer_is_filled_in_from_the_vacancy_and_goes_to_inter_ses(desk, applied):
    application = applied("presented")
    page = desk.get(f"{HERE}{application.public_id}/offer/")
    assert 'value="300000"' in page.text
    assert "Build services in Go." in page.text
    page = desk.post(f"{HERE}{application.public_id}/offer/", said(application, base_pay="３００，０００"), follow=True)
    assert "Inter-SES has the conditions now" in page.text
    offer = Offer.objects.get()
    assert (offer.state, offer.base_pay, offer.made_by.email) == ("proposed", 300_000, "sato@example.org")
    assert "Make an offer" not in page.text


BAD_OFFERS = [
    ({"hours": ""}, "required"),
    ({"base_pay": "a lot"}, "whole number"),
    ({"base_pay": "-5"}, "greater than or equal to 1"),
    ({"base_pay": "9" * 40}, "less than or equal"),
    ({"starts_on": "soon"}, "valid date"),
    ({"answer_by": "2020-01-01"}, "must be after today"),
    ({"leaving": "x" * 601}, "at most 600"),
    ({"version": "x"}, "whole number"),
    ({"version": "99"}, "Somebody else changed"),
]


@pytest.mark.parametrize(("change", "words"), BAD_OFFERS)
def test_bad_offers_are_said(desk, applied, change, words):
    application = applied("presented")
    page = desk.post(f"{HERE}{application.public_id}/offer/", said(application) | change)
    assert page.status_code == 200
    assert words in page.text
    assert "Services in Go; no change" in page.text
    assert not Offer.objects.exists()


def test_not_selecting_with_a_ground_and_a_note(desk, applied):
    application = applied("interviewing")
    url = f"{HERE}{application.public_id}/not-select/"
    assert "evidence_not_proven" not in desk.get(url).text
    for reason in ("", "evidence_not_proven", "x"):
        assert desk.post(url, {"reason": reason}).status_code == 200
    page = desk.post(url, {"reason": "skills_level", "note": "Good, but no Go.", "version": application.version}, follow=True)
    application.refresh_from_db()
    assert (application.state, application.reason_is_shared) == ("not_selected", False)
    assert page.status_code == 200
    assert Note.objects.get().text == "Good, but no Go."


def test_taking_an_offer_back(desk, applied):
    application = applied("offered")
    url = f"{HERE}{application.public_id}/rescind/"
    assert desk.post(url, {"note": " "}).status_code == 200
    page = desk.post(url, {"note": "The project has ended.", "version": application.version}, follow=True)
    assert "Offer taken back" in page.text
    assert Entry.objects.about(application).last().kind == "application.rescind"


def test_the_list_can_be_narrowed_to_one_vacancy(desk, applied, opening, company):
    from tests.jobs.factories import VacancyFactory

    here = applied("presented")
    there = ApplicationFactory(vacancy=VacancyFactory(employer=company, state="published"), state="presented")
    text = desk.get(f"{HERE}?vacancy={opening.public_id}").text
    assert here.candidate.reference in text
    assert there.candidate.reference not in text
    for odd in ("?vacancy=x", "?page=x", "?page=99"):
        assert desk.get(f"{HERE}{odd}").status_code == 200


def test_the_list_costs_the_same_for_one_and_for_ten(desk, applied, opening):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    applied("presented")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            desk.get(HERE)
        counts.append(len(seen))
        for _ in range(9):
            ApplicationFactory(vacancy=opening, state="presented")
    assert counts[1] <= counts[0]
