"""How a document was checked is asked once and read by everybody who relies on it."""

import pytest

from candidates.models import Evidence
from reviews import claims
from tests.applications.factories import ApplicationFactory, proven_profile, ready_profile
from tests.candidates.factories import EvidenceFactory

LINK = "https://verify.hec.gov.pk/degree?serial=42"
SAID = {"how": "qr", "reference": "HEC 4711", "link": LINK, "expires_on": "2099-03-31"}


@pytest.fixture
def degree(reference):
    return EvidenceFactory(profile=ready_profile(), kind="degree")


def verify(client, omar, row, **said):
    client.force_login(omar)
    claims.take("evidence", row.public_id, by=omar)
    return client.post(f"/desk/case/evidence/{row.public_id}/verify/", SAID | {"version": row.version} | said)


def test_reference_link_and_last_day_stand_on_the_document_for_colleagues(client, degree, omar, nadia):
    assert verify(client, omar, degree).status_code == 302
    client.force_login(nadia)
    page = client.get(f"/desk/case/evidence/{degree.public_id}/").text
    told = page.split("How it was checked")[1].split("</dl>")[0]
    assert all(
        words in told for words in ("HEC 4711", f'href="{LINK}" target="_blank" rel="noopener noreferrer"', str(omar), "31 March 2099")
    )


def test_each_application_says_how_its_papers_were_checked(client, reference, omar):
    profile = proven_profile()
    Evidence.objects.filter(profile=profile).update(checked_how="issuer")
    application = ApplicationFactory(candidate=profile, state="submitted")
    client.force_login(omar)
    page = client.get(f"/desk/case/application/{application.public_id}/").text
    assert str(Evidence.How.ISSUER.label) in page


@pytest.mark.parametrize("link", ["http://verify.example.org/1", "javascript:alert(1)", "https://bit.ly/x", "https://10.0.0.1/", "no link"])
def test_a_link_that_leads_nowhere_safe_is_refused_and_nothing_is_lost(client, degree, omar, link):
    page = verify(client, omar, degree, link=link)
    assert page.status_code == 422
    assert "HEC 4711" in page.text
    degree.refresh_from_db()
    assert (degree.state, degree.checked_link) == ("received", "")
