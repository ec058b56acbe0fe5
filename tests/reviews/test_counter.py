"""The counter: the receipt to print, identity with a reason, claims on Today, and the same number of queries for one and for many."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from register.models import RegisterClaim
from support.models import Office
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import ProfileFactory
from tests.conftest import PASSWORD
from tests.register.test_claims import case
from vault.models import AccessRecord

CNIC, SHOWN, MASKED = "4220112345671", "42201-1234567-1", "42201-*****67-1"
WHY = "The police asks with a letter"


@pytest.fixture
def her(reference, ayesha):
    return ProfileFactory(user=ayesha, cnic=CNIC, full_name="Ayesha Khan")


@pytest.fixture
def desk(client, omar):
    client.force_login(omar)
    return client


@pytest.fixture
def fresh(client, omar):
    """Omar has just typed his password."""
    client.force_login(omar)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def url_of(name, profile):
    return reverse(f"admin:desk_{name}", args=[profile.public_id])


def test_the_receipt_says_it_in_both_languages_and_masks(desk, her):
    sent = ApplicationFactory(candidate=her, state="submitted")
    draft = ApplicationFactory(candidate=her, state="draft")
    page = desk.get(url_of("receipt", her)).text
    assert url_of("receipt", her) in desk.get(url_of("person", her)).text
    assert page.count(her.reference) >= 2
    assert page.count(sent.reference) == page.count("Ayesha Khan") == 2
    assert page.index('lang="ur" dir="rtl"') < page.rindex('lang="en" dir="ltr"')
    assert (draft.reference in page, CNIC in page, SHOWN in page, her.user.phone in page) == (False, False, False, False)
    assert "Applying is free" in page
    assert settings.SITE_URL in page


def test_the_receipt_is_once_for_an_english_reader_and_names_the_office(desk, reference):
    profile = ProfileFactory(user__phone_verified=False)
    Office.objects.create(slug="quetta", name_en="OEC Quetta", city="Quetta", address_en="Zarghoon Road 1")
    page = desk.get(url_of("receipt", profile), {"office": "quetta"}).text
    assert page.count('class="receipt"') == 1
    assert "Zarghoon Road 1" in page
    assert "not confirmed yet" in page
    assert "Zarghoon Road 1" not in desk.get(url_of("receipt", profile), {"office": "nowhere"}).text


def queries(desk, url):
    desk.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert desk.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["receipt", "person"])
def test_one_application_or_many_take_the_same_queries(desk, her, name):
    ApplicationFactory(candidate=her, state="submitted")
    few = queries(desk, url_of(name, her))
    ApplicationFactory.create_batch(4, candidate=her, state="submitted")
    assert queries(desk, url_of(name, her)) == few


def test_identity_outside_a_case_is_shown_once_with_a_reason_on_record(fresh, her, omar):
    url = url_of("identity", her)
    assert SHOWN not in fresh.get(url).text
    assert not AccessRecord.objects.exists()
    page = fresh.post(url, {"fields_wanted": ["cnic"], "reason": WHY})
    [row] = AccessRecord.objects.about(her.user)
    assert (SHOWN in page.text, "no-store" in page["Cache-Control"]) == (True, True)
    assert (row.user, row.field, row.purpose, row.note) == (omar, "cnic", "stated reason", WHY)
    assert SHOWN not in fresh.get(url).text
    assert her.user.phone not in page.text


def test_a_shown_identity_says_whose_it_is_and_the_day_in_words(fresh, her):
    her.birth_date = date(1994, 5, 23)
    her.save()
    page = fresh.post(url_of("identity", her), {"fields_wanted": ["birth_date"], "reason": WHY}).text
    assert all(words in page for words in ("23 May 1994", her.reference, "Ayesha Khan"))


def test_who_was_found_stands_before_the_other_doors(desk, her):
    page = desk.post(reverse("admin:desk_counter"), {"who": her.reference}).text
    assert page.index("1 person found") < page.index("Register a person who is new")


WRONG = [{"reason": ""}, {"reason": "because"}, {"reason": "x " * 400}, {"fields_wanted": []}, {"fields_wanted": ["password"]}]


@pytest.mark.parametrize("change", WRONG)
def test_without_a_reason_nothing_is_shown(fresh, her, change):
    page = fresh.post(url_of("identity", her), {"fields_wanted": ["cnic"], "reason": WHY} | change)
    assert (page.status_code, SHOWN in page.text) == (422, False)
    assert not AccessRecord.objects.exists()


def test_identity_asks_for_a_fresh_proof(desk, her):
    for answer in (desk.get(url_of("identity", her)), desk.post(url_of("identity", her), {"fields_wanted": ["cnic"], "reason": WHY})):
        assert answer.url.startswith("/en/accounts/reauthenticate/")
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("name", ["identity", "receipt", "phone"])
@pytest.mark.parametrize("who", ["ken", "audit", "ayesha"])
def test_the_pages_are_oecs_alone(client, request, her, name, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url_of(name, her)).status_code == 403


def test_open_claims_stand_on_today_for_oec_alone(client, omar, ken, reference):
    case(), case("dispute")
    RegisterClaim.objects.update(due_on="2020-01-01")
    client.force_login(omar)
    assert '<b>2</b><a href="/desk/register/claims/">Claims: lost numbers and disputes, 2 late</a>' in client.get("/desk/").text
    client.force_login(ken)
    assert "/desk/register/claims/" not in client.get("/desk/").text


def test_ways_to_claim_stand_on_sign_in_and_help(client, db):
    for page in ("/en/accounts/login/", "/en/help/"):
        assert 'href="/en/claim/"' in client.get(page).text


def test_a_taken_cnic_leads_to_the_counters_claim(client, reference, bilal, her):
    client.force_login(bilal)
    page = client.post(reverse("candidates:cnic"), {"cnic": CNIC}).text
    assert 'href="/en/claim/counter/?kind=dispute"' in page


def test_the_page_after_a_claim_names_the_offices(client, reference, omar):
    from register.views.claim import offices

    Office.objects.create(slug="shut", name_en="Shut", city="X", address_en="X", is_open=False)
    Office.objects.create(slug="quetta", name_en="OEC Quetta", city="Quetta", address_en="Zarghoon Road 1")
    assert [row.slug for row in offices()] == list(Office.objects.filter(is_open=True).values_list("slug", flat=True))
    assert "quetta" in {row.slug for row in offices()}
