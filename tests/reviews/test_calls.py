"""Calls with a person: written down by OEC, seen by colleagues, never lost, and not told to others."""

import pytest

from privacy import own_data
from reviews.models import Call
from tests.applications.factories import ApplicationFactory, ready_profile


@pytest.fixture
def profile(ayesha, reference):
    return ready_profile(ayesha)


def here(profile):
    return f"/desk/counter/{profile.public_id}/call/"


def test_a_call_is_written_down_and_seen(client, omar, nadia, profile):
    client.force_login(omar)
    client.post(here(profile), {"outcome": "no_answer", "note": "Rang twice"})
    row = Call.objects.get()
    assert (row.profile, row.by, row.outcome, row.note) == (profile, omar, "no_answer", "Rang twice")
    client.force_login(nadia)
    page = client.get(f"/desk/counter/{profile.public_id}/").text
    assert all(words in page for words in ("no answer", "Rang twice", str(omar)))
    application = ApplicationFactory(candidate=profile, state="submitted")
    assert "Last call:" in client.get(f"/desk/case/application/{application.public_id}/").text


@pytest.mark.parametrize("said", [{}, {"outcome": "flew"}, {"outcome": "spoke", "note": "x" * 401}])
def test_what_cannot_be_read_is_said(client, omar, profile, said):
    client.force_login(omar)
    answer = client.post(here(profile), said)
    assert (answer.status_code, answer.text.count("<title>Error: ")) == (422, 1)
    assert ("Choose what happened" in answer.text) == (said.get("outcome") != "spoke")
    assert said.get("note", "") in answer.text
    assert '<details class="verb" open><summary>Write a call down' in answer.text
    assert not Call.objects.exists()


@pytest.mark.parametrize("who", ["ken", "audit", "ayesha", "sato"])
def test_only_oec_calls(client, request, profile, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(here(profile), {"outcome": "spoke"}).status_code in (302, 403)
    assert not Call.objects.exists()


def test_the_copy_tells_when_oec_called_and_not_the_words(omar, profile):
    Call.objects.create(profile=profile, by=omar, outcome="spoke", note="Between colleagues")
    [register] = [one for one in own_data.registers() if Call in one.HOLDS]
    calls = register.export(profile.user)["calls"]
    assert [call["outcome"] for call in calls] == ["spoke"]
    assert "Between colleagues" not in str(calls)
    register.erase(profile.user, frozenset())
    assert Call.objects.get().note == ""
