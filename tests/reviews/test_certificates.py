"""Many certificates checked against one list: named, accepted by the same step, what cannot be is said."""

import pytest

from candidates.models import Evidence
from reviews import claims
from tests.applications.factories import ready_profile
from tests.candidates.factories import EvidenceFactory
from workflow.models import Entry

HERE = "/desk/batches/certificates/"


@pytest.fixture
def papers(reference):
    return [EvidenceFactory(profile=ready_profile(), kind="test") for _n in range(3)]


@pytest.fixture
def desk(client, omar):
    client.force_login(omar)
    return client


def typed(papers, **more):
    named = [f"{paper.public_id}:{paper.version}" for paper in papers]
    said = {"confirm": "1", "how": "register", "reference": "JLPT list 7/2026"}
    return said | {"row": [str(paper.public_id) for paper in papers], "named": named} | more


def states(papers):
    return [Evidence.objects.get(pk=paper.pk).state for paper in papers]


def test_they_are_named_first(desk, papers):
    page = desk.post(HERE, {"row": [str(paper.public_id) for paper in papers]})
    assert all(paper.profile.reference in page.text for paper in papers)
    assert states(papers) == ["received"] * 3


def test_each_is_accepted_by_the_same_step_with_its_own_last_day(desk, papers):
    desk.post(HERE, typed(papers, **{f"until_{papers[0].public_id}": "2099-03-31"}))
    assert states(papers) == ["verified"] * 3
    first, second = (Evidence.objects.get(pk=paper.pk) for paper in papers[:2])
    assert (first.checked_how, first.checked_reference, str(first.expires_on)) == ("register", "JLPT list 7/2026", "2099-03-31")
    assert second.expires_on is None
    assert Entry.objects.filter(kind="evidence.verify").count() == 3


def test_cards_and_passports_need_the_eye(desk, papers):
    cards = [EvidenceFactory(profile=papers[0].profile, kind=kind) for kind in ("cnic", "passport")]
    page = desk.post(HERE, typed([*papers, *cards]))
    assert (page.status_code, states(cards), states(papers)) == (409, ["received"] * 2, ["verified"] * 3)
    assert page.text.count("needs the eye") >= 2
    assert not any(f'type="checkbox" name="row" value="{card.public_id}"' in page.text for card in cards), "what cannot go in has no tick"


def test_what_is_held_or_changed_stays_with_its_reason(desk, papers, nadia):
    claims.take("evidence", papers[0].public_id, by=nadia)
    Evidence.objects.filter(pk=papers[1].pk).update(version=9)
    page = desk.post(HERE, typed(papers))
    assert (page.status_code, states(papers)) == (409, ["received", "received", "verified"])
    assert str(nadia) in page.text
    assert "JLPT list 7/2026" in page.text


@pytest.mark.parametrize("change", [{"how": ""}, {"how": "magic"}, {"reference": "r" * 500}, {"note": "n" * 10_000}])
def test_what_is_wrong_is_said_and_nothing_is_taken(desk, papers, change):
    page = desk.post(HERE, typed(papers) | change)
    assert (page.status_code, states(papers)) == (422, ["received"] * 3)


def test_a_day_that_is_none_is_said_at_its_place(desk, papers):
    page = desk.post(HERE, typed(papers, **{f"until_{papers[0].public_id}": "31.3.27"}))
    assert (page.status_code, states(papers)) == (422, ["received"] * 3)
    assert "31.3.27" in page.text


@pytest.mark.parametrize("ticked", [[], ["nonsense"], ["00000000-0000-0000-0000-000000000000"]])
def test_nothing_ticked_leads_back(desk, papers, ticked):
    assert "Tick at least one document" in desk.post(HERE, {"row": ticked}, follow=True).text


@pytest.mark.parametrize("who", ["ken", "audit", "ayesha"])
def test_papers_are_oecs_own(client, request, papers, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(HERE, typed(papers)).status_code in (302, 403)
    assert states(papers) == ["received"] * 3
