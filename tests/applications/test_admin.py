"""The desk looks applications up; it changes nothing there."""

import pytest

from applications.models import Application
from tests.applications.factories import interview

PAGES = ("application", "interview", "offer")


@pytest.fixture
def rows(applied):
    """One application with an interview and an offer."""
    application = applied("offered")
    interview(application)
    return {"application": application, "interview": application.interviews.get(), "offer": application.offers.get()}


@pytest.mark.parametrize("who", ["omar", "amna", "ken", "audit"])
def test_reviewers_look_up_and_cannot_change(client, rows, request, who):
    client.force_login(request.getfixturevalue(who))
    for name, row in rows.items():
        page = client.get(f"/desk/applications/{name}/")
        assert page.status_code == 200
        assert rows["application"].reference in page.text
        page = client.get(f"/desk/applications/{name}/{row.pk}/change/")
        assert page.status_code == 200
        assert 'name="_save"' not in page.text
        assert client.post(f"/desk/applications/{name}/{row.pk}/change/", {"state": "closed"}).status_code == 403
    assert Application.objects.get().state == "offered"


@pytest.mark.parametrize("who", ["ayesha", "sato", "zed", "olga"])
def test_others_have_no_such_list(client, rows, request, who):
    client.force_login(request.getfixturevalue(who))
    for name, row in rows.items():
        for url in (f"/desk/applications/{name}/", f"/desk/applications/{name}/{row.pk}/change/"):
            assert client.get(url).status_code in (302, 403)


def test_a_draft_is_nobodys_business_yet(client, applied, omar):
    application = applied("draft")
    client.force_login(omar)
    assert application.reference not in client.get("/desk/applications/application/").text


@pytest.mark.parametrize(("who", "status"), [("omar", 200), ("amna", 200), ("ken", 200), ("audit", 200), ("olga", 403)])
def test_consents_are_read_by_who_reads_what_is_not_identity(client, rows, request, who, status):
    client.force_login(request.getfixturevalue(who))
    page = client.get("/desk/applications/consent/")
    assert page.status_code == status
    assert (rows["application"].candidate.reference in page.text) == (status == 200)
