from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import path
from django.utils import timezone

from portal import urls
from workflow.models import FormKey

KEY = "a-random-key-of-some-length"
done = []


@login_not_required
def act(request):
    """Does the thing, unless it is asked to find a fault in it."""
    if "fault" in request.POST:
        return HttpResponse("correct this")
    done.append(request.POST.get("text"))
    return HttpResponseRedirect(f"/en/help/?done={len(done)}")


urlpatterns = [path("act/", act), path("other/", act), *urls.urlpatterns]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def clean():
    done.clear()


def test_the_same_form_twice_is_done_once_and_leads_to_the_same_place(client):
    first, second = (client.post("/act/", {"form_key": KEY, "text": "hello"}) for _ in range(2))
    assert done == ["hello"]
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, "/en/help/?done=1")


def test_a_changed_form_is_a_new_act(client):
    for text in ("one", "two", "one"):
        client.post("/act/", {"form_key": KEY, "text": text})
    assert done == ["one", "two", "one"]


def test_a_form_shown_again_with_faults_may_be_sent_again(client):
    client.post("/act/", {"form_key": KEY, "fault": "1"})
    assert not FormKey.objects.exists()
    client.post("/act/", {"form_key": KEY, "text": "better"})
    assert done == ["better"]


def test_another_persons_key_opens_nothing(client):
    client.post("/act/", {"form_key": KEY, "text": "mine"})
    other = Client()
    other.cookies["session"] = "another"
    assert other.post("/act/", {"form_key": KEY, "text": "mine"}).url == "/en/help/?done=2"


def test_posts_without_a_key_pass(client):
    for _ in range(2):
        client.post("/act/", {"text": "plain"})
    assert done == ["plain", "plain"]
    assert not FormKey.objects.exists()


def test_an_attempt_that_crashed_may_be_made_again(client):
    client.post("/act/", {"form_key": KEY, "text": "x"})
    FormKey.objects.update(location="", at=timezone.now() - timedelta(minutes=2))
    client.post("/act/", {"form_key": KEY, "text": "x"})
    assert done == ["x", "x"]


def test_a_form_still_at_work_is_said_so_and_not_done_again(client):
    client.post("/act/", {"form_key": KEY, "text": "x"})
    FormKey.objects.update(location="")
    answer = client.post("/act/", {"form_key": KEY, "text": "x"}, headers={"referer": "http://testserver/en/help/"}, follow=True)
    assert done == ["x"]
    assert answer.redirect_chain[0][0] == "http://testserver/en/help/"
    assert "We already received this" in answer.text


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_do_one_thing():
    def tap():
        answers.append(Client().post("/act/", {"form_key": KEY, "text": "now"}).url)
        connection.close()

    answers: list[str] = []
    taps = [Thread(target=tap) for _ in range(4)]
    [thread.start() for thread in taps]
    [thread.join() for thread in taps]
    assert done == ["now"]
    assert set(answers) == {"/en/help/?done=1"}
