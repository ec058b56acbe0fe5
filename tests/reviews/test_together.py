"""Applications endorsed together: named first, each on its own, what cannot be is said and the rest goes through."""

import pytest

from applications.models import Application
from candidates.models import Evidence
from reviews import claims
from tests.applications.factories import ApplicationFactory, proven_profile, ready_profile
from workflow.models import Entry

HERE = "/desk/queue/application/endorse/"


@pytest.fixture
def rows(reference):
    """Three whose papers are proven, one whose are not, one that was sent back a moment ago."""
    proven = [ApplicationFactory(state="submitted", candidate=proven_profile()) for _n in range(3)]
    return [
        *proven,
        ApplicationFactory(state="submitted", candidate=ready_profile()),
        ApplicationFactory(state="returned", candidate=proven_profile()),
    ]


@pytest.fixture
def desk(client, omar):
    client.force_login(omar)
    return client


def said(rows, **more):
    return {"row": [str(row.public_id) for row in rows], "version": [row.version for row in rows]} | more


def states(rows):
    return [Application.objects.get(pk=row.pk).state for row in rows]


def test_they_are_named_before_anything_happens(desk, rows):
    page = desk.post(HERE, said(rows))
    assert (page.status_code, len(page.context["ready"]), len(page.context["lines"])) == (200, 3, 5)
    assert all(row.reference in page.text for row in rows)
    assert "Endorse 3 applications" in page.text
    assert states(rows) == ["submitted"] * 4 + ["returned"]


def test_two_impossible_ones_do_not_stop_the_rest(desk, rows):
    page = desk.post(HERE, said(rows, confirm="1"), follow=True)
    assert states(rows) == ["endorsed"] * 3 + ["submitted", "returned"]
    assert len(page.context["lines"]) == 2
    assert all(line["reasons"] for line in page.context["lines"])
    assert Entry.objects.filter(kind="application.endorse").count() == 3


def test_what_changed_meanwhile_or_is_held_is_said(desk, rows, nadia):
    claims.take("application", rows[0].public_id, by=nadia)
    old = said(rows[:3], confirm="1")
    Application.objects.filter(pk=rows[1].pk).update(version=rows[1].version + 1)
    page = desk.post(HERE, old)
    assert page.status_code == 409
    assert states(rows[:3]) == ["submitted", "submitted", "endorsed"]
    words = " ".join(str(reason) for line in page.context["lines"] for reason in line["reasons"])
    assert "Nadia" in words or str(nadia) in words


def test_a_paper_that_lost_its_proof_meanwhile_is_found_again(desk, rows):
    confirmed = said(rows[:1], confirm="1")
    Evidence.objects.filter(profile=rows[0].candidate, kind="cnic").update(state="expired", owner="", due_on=None)
    assert desk.post(HERE, confirmed).status_code == 409
    assert states(rows[:1]) == ["submitted"]


@pytest.mark.parametrize("ticked", [[], ["nonsense"], ["00000000-0000-0000-0000-000000000000"]])
def test_nothing_ticked_leads_back(desk, rows, ticked):
    assert "Tick at least one" in desk.post(HERE, {"row": ticked, "confirm": "1"}, follow=True).text


@pytest.mark.parametrize("who", ["ken", "audit", "ayesha", "olga"])
def test_it_is_oecs_own(client, request, rows, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(HERE, said(rows, confirm="1")).status_code in (302, 403)
    assert states(rows)[0] == "submitted"


def test_officers_tick_and_leads_give(desk, client, rows, amna):
    page = desk.get("/desk/queue/application/").text
    assert 'name="row"' in page
    assert "Endorse the ticked" in page
    assert 'id="give_to"' not in page
    client.force_login(amna)
    assert 'id="give_to"' in client.get("/desk/queue/application/").text
