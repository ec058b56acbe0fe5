"""The pages of own data, as a candidate uses them; strangers and other roles stand outside."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from applications.models import Consent
from notifications.letters import write_letters
from notifications.models import Message
from privacy import transitions
from privacy.looks import case_of
from privacy.models import Copy, Deletion
from privacy.reactions import pack_a_copy
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import ProfileFactory
from tests.conftest import PASSWORD
from vault.models import AccessRecord, StoredFile, record_access
from workflow.models import Entry

DATA = "/en/me/data/"


@pytest.fixture
def her(ayesha):
    """Ayesha's browser, just signed in with her password."""
    client = Client()
    client.get("/en/accounts/login/")
    client.post("/en/accounts/login/", {"login": ayesha.phone, "password": PASSWORD, "way": "password"})
    return client


@pytest.fixture
def profile(ayesha, reference):
    return ProfileFactory(user=ayesha)


def test_who_looked_says_role_office_and_reason_not_the_officers_name(her, profile, omar):
    record_access(omar, profile, field="cnic+birth_date", purpose="claimed case", case="OEC-2026-1")
    page = her.get(f"{DATA}looked/").text
    assert [word in page for word in ("OEC officer", "Overseas Employment", "CNIC, date of birth", "OEC-2026-1", "Pakistan time")] == [
        True
    ] * 5
    assert omar.full_name not in page


def test_who_looked_goes_on_from_a_signed_place(her, profile, omar):
    for number in range(25):
        record_access(omar, profile, field="cnic", purpose="claimed case", case=f"case-{number:02}")
    first = her.get(f"{DATA}looked/")
    second = her.get(f"{DATA}looked/?after={first.context['after']}")
    assert ([look.case for look in first.context["looks"]][:2], first.text.count("case-")) == (["case-24", "case-23"], 20)
    assert [look.case for look in second.context["looks"]] == [f"case-{number:02}" for number in range(4, -1, -1)]
    assert her.get(f"{DATA}looked/?after=1").status_code == 404


def test_who_looked_at_somebody_else_is_not_mine(her, profile, bilal, omar):
    record_access(omar, ProfileFactory(user=bilal), field="cnic", purpose="claimed case")
    assert "Nobody has looked" in her.get(f"{DATA}looked/").text


def test_a_consent_is_taken_back_after_its_consequences_were_read(her, profile, company):
    application = ApplicationFactory(candidate=profile, state="submitted")
    consent = Consent.objects.get(purpose="present")
    address = f"{DATA}consents/present-{consent.employer.public_id}/"
    assert address in her.get(f"{DATA}consents/").text
    assert application.reference in her.get(address).text
    her.post(address)
    application.refresh_from_db()
    consent.refresh_from_db()
    assert (application.state, consent.withdrawn_at is not None) == ("withdrawn", True)
    assert her.get(address).status_code == 404


def test_a_copy_is_asked_for_packed_announced_and_downloaded(her, ayesha, profile):
    assert her.post(f"{DATA}copy/").url == f"{DATA}copy/"
    assert her.get(f"{DATA}copy/")["Refresh"] == "5"
    her.post(f"{DATA}copy/")
    pack_a_copy(Entry.objects.get(kind="copy.ask"))
    write_letters(Entry.objects.get(kind="copy.finish"))
    assert Message.objects.inbox().get(recipient=ayesha).link == "/ur/me/data/copy/"
    answer = her.get(f"{DATA}copy/file/")
    assert "data.json" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert (answer["Content-Disposition"][:10], AccessRecord.objects.get().purpose) == ("attachment", "own copy")


def test_a_download_needs_a_fresh_proof(ayesha):
    client = Client()
    client.force_login(ayesha)
    assert client.get(f"{DATA}copy/file/").url.startswith("/en/accounts/reauthenticate/")
    assert client.get(f"{DATA}delete/").url.startswith("/en/accounts/reauthenticate/")


def test_a_copy_is_gone_after_a_week_and_a_stuck_one_is_given_up(her, ayesha, bilal):
    copy = transitions.ask_copy(ayesha)
    transitions.finish_copy(copy)
    stuck = transitions.ask_copy(bilal)
    Copy.objects.filter(pk=copy.pk).update(expires_at=timezone.now())
    Copy.objects.filter(pk=stuck.pk).update(waiting_since=timezone.now() - timedelta(days=2))
    assert her.get(f"{DATA}copy/file/").status_code == 404
    assert (transitions.expire_copies(), transitions.expire_copies()) == (2, 0)
    assert StoredFile.objects.get(kind="export").wrapped_key is None


def test_deleting_takes_the_word_and_can_be_undone(her, profile):
    ApplicationFactory(candidate=profile, state="submitted")
    assert her.post(f"{DATA}delete/", {"word": "yes"}).status_code == 200
    assert not Deletion.objects.exists()
    assert her.post(f"{DATA}delete/", {"word": " delete "}).url == f"{DATA}delete/"
    assert "Keep my account" in her.get(f"{DATA}delete/").text
    her.post(f"{DATA}delete/undo/")
    assert Deletion.objects.get().state == "undone"


def test_who_never_sent_anything_is_out_at_once(her, ayesha, profile):
    assert her.post(f"{DATA}delete/", {"word": "DELETE"}).url == "/en/"
    assert her.get(DATA).url.startswith("/en/accounts/login/")
    transitions.erase_due(budget=60)
    ayesha.refresh_from_db()
    assert ayesha.full_name == "erased"


def test_others_have_no_deletion_and_no_log(client, sato, omar):
    for person in (sato, omar):
        client.force_login(person)
        assert client.get(DATA).status_code == 200
        assert [client.get(f"{DATA}{name}/").status_code for name in ("looked", "consents", "delete")] == [403, 403, 403]


@pytest.mark.parametrize(("case", "words"), [("C-7K3M-9P2Q degree", "C-7K3M-9P2Q · Degree or certificate"), ("A-1 x", "A-1 x"), ("", "")])
def test_the_log_names_the_paper_in_words(case, words):
    assert case_of(case) == words


def test_every_purpose_has_words(her, ayesha, sato):
    profile = ProfileFactory(user=ayesha)
    for purpose in ("stated reason", "claim", "question", "report", "interview", "counter", "claimed case"):
        record_access(sato, profile, field="full_name+contact", purpose=purpose)
    page = her.get(f"{DATA}looked/").text
    assert not [code for code in ("stated reason", "claimed case", "full_name") if code in page]
    assert page.count("full name, contact") == 7
