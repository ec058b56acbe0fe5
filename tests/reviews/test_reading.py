"""Beside the document: what was typed and what is read, the letter before it goes; nothing of it is kept."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from candidates.models import Evidence
from candidates.mrz import check_digit
from notifications.models import Message
from reviews import claims, preview
from reviews.kinds import KINDS
from reviews.verbs import verb_of
from tests.applications.factories import ApplicationFactory, paper, ready_profile
from vault.models import AccessRecord
from workflow.models import Entry

NUMBER, BORN, ENDS, CNIC = "AB1234567", date(1998, 3, 27), date(2031, 5, 6), "3520212345671"


def lines(*, number=NUMBER, born=BORN, ends=ENDS, cnic=CNIC, name="KHAN<<AYESHA"):
    """The machine lines of a passport with right check digits."""
    first = f"P<PAK{name}".ljust(44, "<")
    parts = [number + check_digit(number), "PAK", f"{born:%y%m%d}", "F", f"{ends:%y%m%d}", cnic.ljust(14, "<")]
    birth, end, more = (part + check_digit(part) for part in (parts[2], parts[4], parts[5]))
    whole = parts[0] + birth + end + more
    return {"line1": first, "line2": f"{parts[0]}PAK{birth}F{end}{more}{check_digit(whole)}"}


@pytest.fixture
def passport(ayesha, reference):
    """Ayesha's passport waits to be checked."""
    profile = ready_profile(ayesha)
    profile.passport_name, profile.passport_number, profile.birth_date = "Ayesha Khan", NUMBER, BORN
    profile.passport_expires_on, profile.cnic = ENDS, CNIC
    profile.save()
    return paper(profile, "passport", state="received")


@pytest.fixture
def desk(client, omar, passport):
    """Omar has opened the case."""
    claims.take("evidence", passport.public_id, by=omar)
    client.force_login(omar)
    return client


def at(row, act="compare"):
    return f"/desk/case/evidence/{row.public_id}/{act}/"


def same(page):
    return {str(row.label): row.is_same for row in page.context["comparison"]}


def test_the_lines_are_compared_with_what_was_typed(desk, passport):
    found = same(desk.post(at(passport), lines()))
    assert found == dict.fromkeys(["Name", "passport number", "date of birth", "passport valid until", "CNIC", "Country"], True)


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"born": date(1998, 2, 4)}, "date of birth"),
        ({"number": "AB7654321"}, "passport number"),
        ({"ends": date(2030, 1, 1)}, "passport valid until"),
        ({"cnic": "3520212345673"}, "CNIC"),
        ({"name": "KHAN<<BUSHRA"}, "Name"),
    ],
)
def test_what_differs_is_marked(desk, passport, change, label):
    page = desk.post(at(passport), lines(**change))
    assert [name for name, is_same in same(page).items() if is_same is False] == [label]
    assert 'class="diff"' in page.text
    assert "Different" in page.text


@pytest.mark.parametrize("said", [{}, {"line1": "x", "line2": "y"}, lines() | {"line2": "P<PAK"}, {"line1": "☃" * 44, "line2": "\x00"}])
def test_lines_that_cannot_be_read_are_said_and_stay(desk, passport, said):
    page = desk.post(at(passport), said)
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_nothing_that_is_read_is_kept(desk, passport):
    before = Evidence.objects.filter(pk=passport.pk).values().get()
    desk.post(at(passport), lines(number="XY0000001"))
    assert Evidence.objects.filter(pk=passport.pk).values().get() == before
    assert not Entry.objects.filter(subject_ref=passport.public_id).exists()
    assert AccessRecord.objects.filter(purpose="claimed case").exists(), "but the view of the numbers is on record"


def test_the_card_is_compared_too(desk, passport, omar):
    card = paper(passport.profile, "cnic", state="received")
    claims.take("evidence", card.public_id, by=omar)
    said = {"cnic": "35202-1234567-1", "full_name": passport.profile.full_name.upper()}
    said |= {"birth_date_day": "4", "birth_date_month": "2", "birth_date_year": "1998"}
    assert same(desk.post(at(card), said)) == {"CNIC": True, "Name": True, "date of birth": False}
    assert desk.post(at(card), {"cnic": "1"}).status_code == 422


def test_only_in_a_case_that_this_officer_has_opened(client, passport, nadia, ken, ayesha):
    for who, status in ((nadia, 403), (ken, 403), (ayesha, 403)):
        client.force_login(who)
        assert client.post(at(passport), lines()).status_code in (status, 302)
    degree = paper(passport.profile, "degree", state="received")
    claims.take("evidence", degree.public_id, by=nadia)
    client.force_login(nadia)
    assert client.post(at(degree), {}).status_code == 404


def test_the_letter_is_read_before_the_document_is_rejected(desk, passport, ayesha):
    ayesha.language = "ur"
    ayesha.save(update_fields=["language"])
    page = desk.post(at(passport, "reject"), {"fault": "unreadable", "preview": "1", "version": passport.version})
    assert page.status_code == 200
    shown = page.text[page.text.index('aria-labelledby="letter"') :]
    assert 'lang="ur" dir="rtl"' in shown
    assert str(Evidence.Fault("unreadable").label) in shown
    passport.refresh_from_db()
    assert (passport.state, Message.objects.exists()) == ("received", False)
    desk.post(at(passport, "reject"), {"fault": "unreadable", "version": passport.version})
    passport.refresh_from_db()
    assert passport.state == "rejected"


def test_the_letter_of_a_refusal_names_the_reason_only_when_it_is_shared(client, omar, passport):
    row = ApplicationFactory(candidate=passport.profile, state="submitted")
    claims.take("application", row.public_id, by=omar)
    client.force_login(omar)
    url = f"/desk/case/application/{row.public_id}/not_select/"
    said = {"reason": "language_level", "preview": "1", "version": row.version}
    told = [client.post(url, said | more).context["letters"][0]["body"] for more in ({}, {"shared": "on"})]
    assert ["The reason:" in body for body in told] == [False, True]
    row.refresh_from_db()
    assert row.state == "submitted"


SAID = {
    "evidence.verify": {"how": "original"},
    "evidence.reject": {"fault": "unreadable"},
    "application.endorse": {},
    "application.present": {},
    "application.send_back": {"note": "Add the second page."},
    "application.not_select": {"reason": "language_level", "shared": True},
}


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
@pytest.mark.parametrize("name", list(preview.LETTERS))
def test_every_letter_can_be_read_before(passport, name, language):
    kind, _dot, step = name.partition(".")
    subject = passport if kind == "evidence" else ApplicationFactory(candidate=passport.profile, state="submitted")
    with override(language):
        found = preview.letters_of(KINDS[kind], subject, verb_of(kind, step), SAID[name])
    assert [letter["language"] for letter in found] == list(dict.fromkeys([language, passport.profile.user.language]))
    for letter in found:
        assert letter["subject"]
        assert not re.search(r"{[{%]|None", letter["body"])
        assert passport.profile.full_name not in letter["body"]
    if step == "send_back":
        assert "Add the second page." in found[0]["body"]
