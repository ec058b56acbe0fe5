"""A refused candidate is asked about another job: looks, agrees with new consents, declines, or lets it pass."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import transitions
from applications.models import Application, Consent, Proposal
from jobs.models import Question
from tests.applications.factories import ApplicationFactory, soon
from tests.jobs.factories import VacancyFactory
from workflow.models import Entry
from workflow.steps import Refused

HERE = "/en/me/applications/proposals/"


@pytest.fixture
def other(reference):
    """Another open job of a like kind, at another company."""
    return VacancyFactory(state="published", title_en="Go developer in Osaka")


@pytest.fixture
def asked(applied, other, ken):
    """Ayesha was not selected, and Inter-SES asks about the other job."""
    old = applied("not_selected")
    return transitions.propose(old, vacancy=other, by=ken, answer_by=soon(9), message="They use Go too.")


def url(proposal, act=""):
    return f"{HERE}{proposal.public_id}/{act}"


def test_my_page_and_the_list_lead_to_it(her, asked):
    for page in ("/en/me/", "/en/me/applications/"):
        assert f'href="{url(asked)}"' in her.get(page).text
    text = her.get(url(asked)).text
    assert all(words in text for words in ("Go developer in Osaka", "They use Go too.", 'name="present"', "learns nothing of you"))


def test_agreeing_sends_an_application_with_its_own_consent(her, asked, other):
    Question.objects.create(vacancy=other, order=1, text_ja="いつ", text_en="When?")
    assert her.post(url(asked), {"present": "on"}).status_code == 200, "the question waits"
    assert her.post(url(asked), {"answer_1": "In April."}).status_code == 200, "no consent, no application"
    assert not Application.objects.filter(vacancy=other).exists()
    answer = her.post(url(asked), {"present": "on", "answer_1": "In April.", "form_key": "k" * 24})
    made = Application.objects.get(vacancy=other)
    assert answer.headers["Location"] == f"/en/me/applications/{made.public_id}/"
    assert (made.state, made.answers.get().text) == ("submitted", "In April.")
    assert Consent.objects.live().filter(employer=other.employer, purpose="present").exists()
    asked.refresh_from_db()
    assert (asked.state, asked.result) == ("agreed", made)
    assert her.get(url(asked)).headers["Location"] == answer.headers["Location"]


def test_a_double_click_sends_once(her, asked, other):
    for key in ("k" * 24, "k" * 24, "z" * 24):
        her.post(url(asked), {"present": "on", "form_key": key})
    assert Application.objects.filter(vacancy=other).count() == 1
    assert Entry.objects.filter(kind="proposal.agree").count() == 1


def test_what_is_missing_is_said_and_nothing_is_begun(her, asked, other, ayeshas):
    ayeshas.educations.all().delete()
    ayeshas.tests.all().delete()
    page = her.post(url(asked), {"present": "on"})
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    asked.refresh_from_db()
    assert (asked.state, Application.objects.filter(vacancy=other).exists()) == ("asked", False)


def test_declining_asks_once_more(her, asked, other):
    assert "it is not told" in her.get(url(asked, "decline/")).text
    asked.refresh_from_db()
    assert asked.state == "asked"
    her.post(url(asked, "decline/"))
    asked.refresh_from_db()
    assert (asked.state, Application.objects.filter(vacancy=other).exists()) == ("declined", False)
    assert "You declined this job" in her.get(url(asked)).text
    assert url(asked) not in her.get("/en/me/").text
    her.post(url(asked), {"present": "on"})
    assert not Application.objects.filter(vacancy=other).exists()


@pytest.mark.parametrize("how", ["late", "closed"])
def test_what_is_over_says_so_and_takes_no_word(her, asked, other, how):
    if how == "late":
        Proposal.objects.filter(pk=asked.pk).update(answer_by=timezone.localdate() - timedelta(days=2))
    else:
        type(other).objects.filter(pk=other.pk).update(state="closed")
    assert "This proposal is over" in her.get(url(asked)).text
    assert her.post(url(asked), {"present": "on"}).status_code == 200
    assert not Application.objects.filter(vacancy=other).exists()


def test_an_unanswered_one_lapses_once(her, asked):
    Proposal.objects.filter(pk=asked.pk).update(answer_by=timezone.localdate() - timedelta(days=2))
    assert [transitions.lapse_proposals(), transitions.lapse_proposals()] == [1, 0]
    asked.refresh_from_db()
    assert asked.state == "lapsed"


def test_strangers_find_nothing(client, asked, bilal, sato, omar):
    for who, status in ((bilal, 404), (sato, 403), (omar, 403)):
        client.force_login(who)
        for act in ("", "decline/"):
            assert client.get(url(asked, act)).status_code == status
            assert client.post(url(asked, act), {"present": "on"}).status_code == status
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_only_the_refused_with_a_consent_are_asked_and_once_a_job(applied, other, ken, omar, ayeshas):
    old = applied("not_selected")
    with pytest.raises(Refused, match="not yours|your role|may not"):
        transitions.propose(old, vacancy=other, by=omar, answer_by=soon(9))
    transitions.propose(old, vacancy=other, by=ken, answer_by=soon(9))
    for vacancy, answer_by in ((other, soon(9)), (old.vacancy, soon(9)), (VacancyFactory(state="published"), soon(-1))):
        with pytest.raises(Refused):
            transitions.propose(old, vacancy=vacancy, by=ken, answer_by=answer_by)
    presented = ApplicationFactory(candidate=ayeshas, state="presented")
    with pytest.raises(Refused):
        transitions.propose(presented, vacancy=VacancyFactory(state="published"), by=ken, answer_by=soon(9))
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("count", [1, 6])
def test_my_page_costs_one_query_for_any_number(her, applied, company, ken, count, django_assert_max_num_queries):
    old = applied("not_selected")
    for _n in range(count):
        transitions.propose(old, vacancy=VacancyFactory(employer=company, state="published"), by=ken, answer_by=soon(9))
    her.get("/en/me/applications/")
    with django_assert_max_num_queries(7):
        her.get("/en/me/applications/")
