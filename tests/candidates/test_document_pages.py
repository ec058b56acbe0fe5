"""Documents: received, refused in words, downloaded only by their owner, each look recorded."""

import pytest
from django.test import Client

from candidates.models import Evidence
from candidates.states import EvidenceState
from candidates.transitions import MAX_DOCUMENTS
from tests.applications.factories import ApplicationFactory, ready_profile
from tests.candidates.factories import EducationFactory, EvidenceFactory, upload
from vault.models import AccessRecord, StoredFile

HERE = "/en/me/documents/"
PASSPORT = {"number": "AB1234567", "expires_on_day": "1", "expires_on_month": "5", "expires_on_year": "2031"}


def test_a_photo_is_received_and_shown(her, profile):
    assert her.post(f"{HERE}new/cnic/", {"file": upload()}).status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.state, evidence.owner, evidence.profile) == ("cnic", EvidenceState.RECEIVED, "oec", profile)
    assert "OEC is checking" in her.get(HERE).text


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", b"MZ not a picture"), ("a.exe", b"MZ"), ("a.pdf", b""), ("a.html", b"<script>"), ("a.jpg", b"\xff\xd8\xff broken")],
)
def test_a_bad_file_keeps_the_page_with_words(her, profile, name, content):
    answer = her.post(f"{HERE}new/cnic/", {"file": upload(name, content)})
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Evidence.objects.exists()


def test_no_file_is_said(her, profile):
    assert "Choose a file first." in her.post(f"{HERE}new/cnic/", {}).text


def test_a_degree_names_the_school_it_proves(her, profile):
    assert her.get(f"{HERE}new/degree/").url == "/en/me/profile/educations/new/"
    mine, theirs = EducationFactory(profile=profile), EducationFactory()
    assert her.post(f"{HERE}new/degree/", {"file": upload(), "about": str(theirs.public_id)}).status_code == 200
    assert her.post(f"{HERE}new/degree/", {"file": upload(), "about": str(mine.public_id)}).status_code == 302
    assert Evidence.objects.get().education == mine


def test_the_passport_is_asked_only_after_an_offer(her, ayesha, company):
    assert her.get(f"{HERE}new/passport/").status_code == 404
    ApplicationFactory(candidate=ready_profile(ayesha), state="offered")
    assert her.post(f"{HERE}new/passport/", PASSPORT | {"number": "?", "file": upload()}).status_code == 200
    assert her.post(f"{HERE}new/passport/", PASSPORT | {"file": upload()}).status_code == 302
    profile = Evidence.objects.get(kind="passport").profile
    assert (profile.passport_number, profile.passport_expires_on.year) == ("AB1234567", 2031)
    assert "AB1234567" not in her.get(f"{HERE}new/passport/").text


def test_twenty_documents_are_enough(her, profile):
    file = StoredFile.objects.create(kind="cnic", owner=profile.user)
    EvidenceFactory.create_batch(MAX_DOCUMENTS, profile=profile, file=file)
    answer = her.post(f"{HERE}new/cnic/", {"file": upload()})
    assert "as many documents as we keep: 20" in answer.text
    assert Evidence.objects.count() == MAX_DOCUMENTS


def test_sixty_megabytes_are_enough(her, profile):
    EvidenceFactory(profile=profile, file=StoredFile.objects.create(kind="cnic", owner=profile.user, size=60_000_000))
    assert her.post(f"{HERE}new/cnic/", {"file": upload()}).status_code == 200
    assert Evidence.objects.count() == 1


def test_own_file_is_a_download_and_recorded(her, profile):
    evidence = EvidenceFactory(profile=profile)
    answer = her.get(f"{HERE}{evidence.public_id}/file/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert [(row.user, row.purpose) for row in AccessRecord.objects.all()] == [(profile.user, "own")]


@pytest.mark.parametrize(("who", "status"), [("bilal", 404), ("sato", 403), ("omar", 403)])
def test_files_of_others_are_not_there(request, profile, who, status):
    evidence = EvidenceFactory(profile=profile)
    client = Client()
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{HERE}{evidence.public_id}/file/").status_code == status
    assert not AccessRecord.objects.exists()


def test_unknown_kinds_are_not_there(her, profile):
    assert her.get(f"{HERE}new/marriage/").status_code == 404
