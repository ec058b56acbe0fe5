"""Uploads: photos nobody can read, the same file twice, two at once, sides of a card, states in words, the passport's days."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.db import connection
from PIL import Image, ImageDraw, ImageEnhance

from candidates import transitions
from candidates.models import Evidence
from candidates.public_words import evidence_tag, evidence_word
from candidates.rules import passport_blockers, passport_warnings
from candidates.transitions import MAX_BYTES, MAX_DOCUMENTS, receive
from tests.applications.factories import ApplicationFactory, ready_profile
from tests.candidates.factories import EducationFactory, EvidenceFactory, ProfileFactory, officer, upload
from vault import cell
from vault.models import StoredFile
from workflow.steps import Refused

HERE = "/en/me/documents/"
PASSPORT = {"number": "AB1234567", "expires_on_day": "1", "expires_on_month": "5", "expires_on_year": "2031", "surname": ""}
GOOD_LINES = {"line1": "P<PAK<<AYESHA<KHAN".ljust(44, "<"), "line2": "AB12345671PAK9804027F3105010<<<<<<<<<<<<<<08"}


def paper(light: float = 1.0, *, words: str = "JLPT N4 certificate", size=(1600, 1200)) -> bytes:
    """A page on a table, as light as asked."""
    picture = Image.new("RGB", size, (90, 70, 50))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((80, 60, size[0] - 80, size[1] - 60), fill=(240, 238, 230))
    for line in range(12):
        pen.text((140, 120 + 60 * line), f"{words} line {line}", fill=(20, 20, 30), font_size=36)
    out = BytesIO()
    ImageEnhance.Brightness(picture).enhance(light).save(out, "JPEG", quality=90)
    return out.getvalue()


def plain(colour: int, size=(1600, 1200)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (colour,) * 3).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (paper(0.12), "too dark to read"),
        (plain(0), "too dark to read"),
        (plain(235), "We see nothing on this page"),
        (paper(size=(900, 590)), "at least 600 pixels"),
    ],
)
def test_a_photo_nobody_can_read_is_refused_in_words(her, profile, content, words):
    answer = her.post(f"{HERE}new/cnic/", {"file": upload(content=content)})
    assert words in answer.text
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_blurred_photo_is_taken_with_a_word(her, profile):
    soft = Image.open(BytesIO(paper())).resize((200, 150)).resize((1600, 1200), Image.Resampling.BICUBIC)
    out = BytesIO()
    soft.save(out, "JPEG")
    answer = her.post(f"{HERE}new/cnic-back/", {"file": upload(content=out.getvalue())}, follow=True)
    assert "a little blurred" in answer.text
    assert Evidence.objects.count() == 1


def test_the_same_file_is_not_kept_twice(her, profile):
    for _time in range(2):
        answer = her.post(f"{HERE}new/cnic/", {"file": upload()}, follow=True)
    assert "We already have this file." in answer.text
    assert (Evidence.objects.count(), StoredFile.objects.exclude(state="erased").count()) == (1, 1)


def test_one_photo_is_not_both_sides(her, profile):
    her.post(f"{HERE}new/cnic/", {"file": upload()})
    assert "Turn the card over" in her.post(f"{HERE}new/cnic-back/", {"file": upload()}).text
    assert Evidence.objects.get().side == "front"


def test_a_file_that_was_rejected_does_not_come_again(her, profile, nadia):
    her.post(f"{HERE}new/cnic/", {"file": upload()})
    transitions.reject(Evidence.objects.get(), by=nadia, fault="unreadable")
    assert "OEC could not accept" in her.post(f"{HERE}new/cnic/", {"file": upload()}).text
    assert Evidence.objects.count() == 1


def test_after_the_front_comes_the_back(her, profile):
    assert her.post(f"{HERE}new/cnic/", {"file": upload()}).url == f"{HERE}new/cnic-back/"
    assert her.post(f"{HERE}new/cnic-back/", {"file": upload(content=paper())}).url == HERE
    assert sorted(Evidence.objects.values_list("kind", "side")) == [("cnic", "back"), ("cnic", "front")]


def test_the_back_alone_proves_nobody(profile, nadia):
    back, front = EvidenceFactory(profile=profile, side="back"), EvidenceFactory(profile=profile, side="front")
    with pytest.raises(Refused, match="front side of the card first"):
        transitions.verify(back, by=nadia, how="original")
    transitions.verify(front, by=nadia, how="original")
    assert transitions.verify(back, by=nadia, how="original")


def sent(profile, number: int, gate: Barrier) -> str:
    """One upload in a thread and a connection of its own; both wait for each other at the gate."""
    try:
        gate.wait(20)
        receive(profile, upload(content=paper(words=f"page {number}")), kind="cnic", by=profile.user)
        return "kept"
    except Refused as refused:
        return refused.reasons[0].code
    finally:
        connection.close()


@pytest.mark.parametrize("full", ["count", "bytes"])
@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_never_pass_the_limit(full, reference):
    """One place left, two files: one is kept, the other is refused and leaves no bytes."""
    profile = ProfileFactory()
    officer()
    rows = MAX_DOCUMENTS - 1 if full == "count" else 1
    one = len(cell.run(paper(words="page 0"), "sanitise", "image/jpeg").data)
    size = 10 if full == "count" else MAX_BYTES - one * 3 // 2
    file = StoredFile.objects.create(kind="cnic", owner=profile.user, size=size)
    EvidenceFactory.create_batch(rows, profile=profile, file=file)
    gate = Barrier(2)
    with ThreadPoolExecutor(2) as two:
        ends = sorted(two.map(lambda n: sent(profile, n, gate), range(2)))
    assert ends == ["documents_full", "kept"]
    assert Evidence.objects.filter(profile=profile).count() == rows + 1
    assert StoredFile.objects.filter(owner=profile.user, state="clean").count() == 1


# ── states in words ────────────────────────────────────────────────────────────────────────────────────
TODAY = transitions.today()


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"state": "received"}, "Being checked"),
        ({"state": "verified"}, "Accepted"),
        ({"state": "verified", "expires_on": TODAY + timedelta(days=61)}, "Accepted"),
        ({"state": "verified", "expires_on": TODAY + timedelta(days=60)}, "Expires soon"),
        ({"state": "verified", "expires_on": TODAY - timedelta(days=1)}, "Expired"),
        ({"state": "expired"}, "Expired"),
        ({"state": "rejected"}, "New copy needed"),
    ],
)
def test_every_state_has_its_word(profile, fields, word):
    assert evidence_tag(EvidenceFactory(profile=profile, **fields))[2] == word


@pytest.mark.parametrize(
    ("file", "word", "says"),
    [("checking", "Received", "check the file for viruses"), ("refused", "New copy needed", "Our virus check found")],
)
def test_the_own_check_speaks_before_oec(profile, file, word, says):
    paper = EvidenceFactory(profile=profile)
    paper.file.state, paper.file.refusal = file, "infected"
    assert (evidence_word(paper)[2], says in evidence_word(paper)[3]) == (word, True)


def test_a_passport_that_ends_before_the_start_says_both_days(profile):
    paper = EvidenceFactory(profile=profile, kind="passport", state="verified", expires_on=TODAY + timedelta(days=200))
    assert evidence_word(paper, TODAY + timedelta(days=300))[2] == "Expires before the start"
    assert evidence_word(paper, TODAY + timedelta(days=100))[2] == "Accepted"


def test_the_list_names_what_is_missing_replaced_and_used(her, ayesha, company):
    profile = ready_profile(ayesha)
    old, new = EvidenceFactory(profile=profile, side="front"), EvidenceFactory(profile=profile, side="front")
    EvidenceFactory(profile=profile, kind="degree", education=profile.educations.get(), state="verified")
    for _number in range(2):
        ApplicationFactory(candidate=profile, state="submitted")
    text = her.get(HERE).text
    assert ("You have sent a newer copy." in text, text.count("used in 2 applications"), old != new) == (True, 3, True)
    assert (text.count(f"{HERE}new/cnic-back/"), text.count("Replace<")) == (1, 2)
    assert "Add it to your profile" in text


# ── the passport ───────────────────────────────────────────────────────────────────────────────────────
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("expires", "start", "code"),
    [
        (date(2026, 11, 23), None, "passport_expired"),
        (date(2026, 11, 24), None, ""),
        (date(2027, 4, 1), date(2027, 4, 1), "passport_expires_before_start"),
        (date(2027, 4, 2), date(2027, 4, 1), ""),
    ],
)
def test_passport_blockers(expires, start, code):
    assert [reason.code for reason in passport_blockers(expires_on=expires, start=start, today=DAY)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("expires", "start", "warns"),
    [
        (date(2027, 9, 30), date(2027, 4, 1), True),
        (date(2027, 10, 1), date(2027, 4, 1), False),
        (date(2027, 5, 22), None, True),
        (date(2027, 5, 23), None, False),
        (date(2028, 2, 28), date(2027, 8, 31), True),
    ],
)
def test_passport_warnings(expires, start, warns):
    assert bool(passport_warnings(expires_on=expires, start=start, today=DAY)) == warns


@pytest.fixture
def offered(her, ayesha, company):
    application = ApplicationFactory(candidate=ready_profile(ayesha), state="offered")
    application.offers.update(starts_on=date(2030, 4, 1))
    return application.candidate


def test_a_passport_that_ends_before_travel_is_refused_with_both_days(her, offered):
    answer = her.post(f"{HERE}new/passport/", PASSPORT | {"expires_on_year": "2029", "file": upload()})
    assert "ends on 1 May 2029, but your work starts on 1 April 2030" in answer.text
    assert not Evidence.objects.filter(kind="passport").exists()


def test_six_months_are_advice(her, offered):
    answer = her.post(f"{HERE}new/passport/", PASSPORT | {"expires_on_year": "2030", "file": upload()}, follow=True)
    assert "6 months after you travel" in answer.text
    assert Evidence.objects.filter(kind="passport").count() == 1


def test_machine_lines_are_compared_with_what_was_typed(her, offered):
    other = GOOD_LINES | {"number": "AB7654321", "file": upload()}
    assert "differs from the passport number that you typed" in her.post(f"{HERE}new/passport/", PASSPORT | other).text
    typo = GOOD_LINES | {"line2": GOOD_LINES["line2"].replace("AB1234567", "AB1234568"), "file": upload()}
    assert "Compare signs 1 to 10" in her.post(f"{HERE}new/passport/", PASSPORT | typo).text
    assert not Evidence.objects.filter(kind="passport").exists()


def test_good_machine_lines_pass_and_no_surname_is_no_fault(her, offered):
    assert her.post(f"{HERE}new/passport/", PASSPORT | GOOD_LINES | {"file": upload()}).status_code == 302
    offered.refresh_from_db()
    assert (offered.passport_number, offered.passport_surname) == ("AB1234567", "")


def test_the_pictures_of_the_guides_exist_and_are_small(her, profile, settings):
    from candidates.guides import GUIDES

    EducationFactory(profile=profile)
    for guide in GUIDES.values():
        sizes = [(settings.BASE_DIR / f"static/examples/{guide.slug}-{name}.svg").stat().st_size for name in ("good", "bad")]
        assert max(sizes) <= 2048
    page = her.get(f"{HERE}new/degree/").text
    assert ("degree-good.svg" in page, "capture" in page) == (True, False)
