"""Look-ups at the desk: masked, read-only, by number and name only."""

import pytest

from tests.candidates.factories import EducationFactory, EvidenceFactory

CNIC = "4220112345671"
PROFILES = "/desk/candidates/profile/"


@pytest.fixture
def desk(client, request):
    """The desk as one of the cast sees it."""

    def sign_in(who):
        client.force_login(request.getfixturevalue(who))
        return client

    return sign_in


@pytest.mark.parametrize("who", ["omar", "amna", "ken"])
def test_identity_is_masked_in_list_and_page(desk, profile, who):
    profile.passport_number = "AB1234567"
    profile.save()
    EducationFactory(profile=profile)
    client = desk(who)
    listed, page = client.get(PROFILES).text, client.get(f"{PROFILES}{profile.pk}/change/").text
    assert "42201-*****67-1" in page
    assert profile.reference in listed
    for text in (listed, page):
        assert CNIC not in text.replace("-", "")
        assert ("AB1234567" in text, "1998-04-02" in text, "2 April 1998" in text) == (False, False, False)


@pytest.mark.parametrize(("query", "count"), [("Ayesha", 1), (CNIC, 0), ("42201-1234567-1", 0), ("1998", 0)])
def test_search_goes_by_number_and_name_only(desk, profile, query, count):
    assert desk("omar").get(PROFILES, {"q": query}).context["cl"].result_count == count


@pytest.mark.parametrize("who", ["omar", "amna"])
def test_nothing_is_changed_here(desk, profile, who):
    client = desk(who)
    assert client.post(f"{PROFILES}{profile.pk}/change/", {"full_name": "X"}).status_code == 403
    assert client.get(f"{PROFILES}add/").status_code == 403
    assert client.post(f"{PROFILES}{profile.pk}/delete/", {"post": "yes"}).status_code == 403


def test_evidence_is_for_oec_and_its_state_is_read_only(desk, profile):
    evidence = EvidenceFactory(profile=profile)
    path = f"/desk/candidates/evidence/{evidence.pk}/change/"
    assert desk("omar").get(path).status_code == 200
    assert desk("omar").post(path, {"state": "verified"}).status_code == 403
    assert desk("ken").get(path).status_code == 302
    evidence.refresh_from_db()
    assert evidence.state == "received"


def test_candidates_and_employers_have_no_desk(desk, profile, sato, ayesha):
    for who in ("sato", "ayesha"):
        assert desk(who).get(PROFILES).status_code in (302, 403)
