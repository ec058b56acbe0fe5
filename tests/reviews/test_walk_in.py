"""A walk-in at OEC's counter: everything or nothing, once; the phone by a code; an entry of the register becomes a person."""

import re

import pytest
from django.urls import reverse

from accounts.models import User
from applications.models import Consent
from candidates.models import Profile
from notifications.models import Message
from register.models import RegisterEntry
from reviews.desk import walk_in
from tests.candidates.factories import ProfileFactory
from tests.register.lists import person
from tests.register.test_imports import done
from vault.models import AccessRecord
from workflow.models import Entry

NEW = "/desk/counter/new/"
NUMBER = "3520220000011"
BODY = {
    "full_name": "Sana Bibi", "cnic": "35202-2000001-1", "birth_date_day": "12", "birth_date_month": "3", "birth_date_year": "1998",
    "phone": "0300 7654321", "phone_is": "family", "language": "ur", "partners": "on",
}  # fmt: skip


@pytest.fixture
def desk(client, omar, reference):
    client.force_login(omar)
    return client


@pytest.fixture
def entry(omar, reference):
    done(omar, person(1))
    return RegisterEntry.objects.get()


def people():
    return User.objects.filter(role="candidate").count()


def test_a_walk_in_is_registered_with_consent_and_journal(desk, omar):
    assert desk.get(NEW).status_code == 200
    answer = desk.post(NEW, BODY)
    profile = Profile.objects.get()
    user, consent = profile.user, Consent.objects.get()
    assert answer.url == reverse("admin:desk_person", args=[profile.public_id])
    assert (profile.cnic, profile.full_name, str(profile.birth_date)) == (NUMBER, "Sana Bibi", "1998-03-12")
    assert (user.phone, user.phone_verified, user.language) == ("+923007654321", False, "ur")
    assert (consent.purpose, consent.employer, consent.language, consent.source) == ("partners", None, "ur", "walk_in")
    [step] = Entry.objects.filter(subject_kind="person", subject_id=user.pk)
    assert (step.kind, step.actor, step.data) == ("person.sign_up", omar, {"source": "walk_in", "phone": "family"})


WRONG = [
    {"cnic": "35202-2000001"}, {"cnic": ""}, {"full_name": "123"}, {"phone": "12"}, {"phone_is": "neighbour"}, {"partners": ""},
    {"birth_date_year": "2090"}, {"birth_date_day": "31", "birth_date_month": "2"}, {"language": "xx"}, {"full_name": "x" * 10_000},
]  # fmt: skip


@pytest.mark.parametrize("change", WRONG)
def test_what_is_wrong_registers_nobody(desk, change):
    assert desk.post(NEW, {key: value for key, value in (BODY | change).items() if value}).status_code == 422
    assert (people(), Consent.objects.count()) == (0, 0)


def test_a_known_cnic_shows_its_person_masked(desk, omar):
    profile = ProfileFactory(cnic=NUMBER)
    page = desk.post(NEW, BODY, follow=True)
    assert page.redirect_chain == [(reverse("admin:desk_person", args=[profile.public_id]), 302)]
    assert "35202-*****01-1" in page.text
    assert NUMBER not in page.text
    assert people() == 1
    assert [row.purpose for row in AccessRecord.objects.about(profile.user)] == ["counter"]


def test_the_same_form_twice_is_one_person(desk):
    key = {"form_key": "0123456789abcdef0123"}
    first, second = desk.post(NEW, BODY | key), desk.post(NEW, BODY | key)
    assert first.url == second.url
    assert people() == 1


def test_who_comes_second_is_shown_the_first_and_nothing_is_left_behind(desk, monkeypatch):
    first = ProfileFactory(cnic=NUMBER)
    looks = iter([None, first])
    monkeypatch.setattr(walk_in, "profile_with", lambda cnic: next(looks))  # the other clerk saves between look-up and save
    assert desk.post(NEW, BODY).url == reverse("admin:desk_person", args=[first.public_id])
    assert (people(), Consent.objects.count(), Entry.objects.filter(kind="person.sign_up").count()) == (1, 0, 0)


def test_a_person_with_this_phone_and_no_cnic_is_asked_about_first(desk):
    other = ProfileFactory(cnic=None, user__phone="+923007654321", full_name="Sana B")
    page = desk.post(NEW, BODY)
    assert page.status_code == 422
    assert other.reference in page.text
    assert people() == 1
    assert desk.post(NEW, BODY | {"is_new": "on"}).status_code == 302
    assert people() == 2


def test_the_register_is_found_by_cnic_and_becomes_a_person(desk, entry):
    page = desk.post("/desk/counter/", {"who": "35202-2000001-1"})
    url = f"{NEW}?entry={entry.public_id}"
    assert url in page.text
    assert NUMBER not in page.text
    form = desk.get(url).text
    assert 'value="Ali Raza"' in form
    assert NUMBER not in form
    desk.post(url, BODY)
    entry.refresh_from_db()
    profile = Profile.objects.get()
    assert (entry.claimed_by, str(profile.district), profile.full_name, profile.skills) == (profile, "Lahore", "Sana Bibi", ["Welder"])
    assert url not in desk.post("/desk/counter/", {"who": "35202-2000001-1"}).text


def test_another_card_does_not_open_the_entry(desk, entry):
    page = desk.post(f"{NEW}?entry={entry.public_id}", BODY | {"cnic": "35202-9999999-1"})
    entry.refresh_from_db()
    assert (page.status_code, people(), entry.claimed_by) == (422, 0, None)


@pytest.mark.parametrize("typed", ["x", "", "00000000-0000-0000-0000-000000000000", "\x00"])
def test_a_broken_link_to_an_entry_is_an_empty_form(desk, typed):
    assert desk.get(NEW, {"entry": typed}).status_code == 200


def code_of(phone):
    message = Message.objects.filter(template="code_counter", address=phone).latest("pk")
    return re.search(r"\b\d{6}\b", message.body).group()


def test_the_phone_counts_after_its_code_was_read_out(desk, omar):
    desk.post(NEW, BODY)
    profile = Profile.objects.get()
    url = reverse("admin:desk_phone", args=[profile.public_id])
    assert url in desk.get(reverse("admin:desk_person", args=[profile.public_id])).text
    desk.post(url, {"contact": "0300 7654321"})
    code = code_of("+923007654321")
    assert desk.post(url, {"code": "000000" if code != "000000" else "111111"}).status_code == 422
    assert desk.post(url, {"code": code}).status_code == 302
    user = User.objects.get(pk=profile.user_id)
    assert (user.phone_verified, Entry.objects.filter(kind="person.change_phone").get().actor) == (True, omar)
    assert url not in desk.get(reverse("admin:desk_person", args=[profile.public_id])).text


def test_a_code_for_one_person_confirms_no_other(desk):
    desk.post(NEW, BODY)
    first = Profile.objects.get()
    second = ProfileFactory(user__phone_verified=False, user__email=None)
    desk.post(reverse("admin:desk_phone", args=[first.public_id]), {"contact": "0300 7654321"})
    desk.post(reverse("admin:desk_phone", args=[second.public_id]), {"code": code_of("+923007654321")})
    assert not User.objects.filter(role="candidate", phone_verified=True).exists()


def test_the_counters_code_opens_nothing_on_the_page_of_codes(desk, omar):
    desk.post(NEW, BODY)
    profile = Profile.objects.get()
    desk.post(reverse("admin:desk_phone", args=[profile.public_id]), {"contact": "0300 7654321"})
    assert desk.post("/en/accounts/code/", {"code": code_of("+923007654321")}).status_code == 302
    omar.refresh_from_db()
    assert (omar.phone, User.objects.get(pk=profile.user_id).phone_verified) == ("", False)


def test_a_phone_or_mail_that_counts_is_not_changed_here(desk):
    profile = ProfileFactory()
    url = reverse("admin:desk_phone", args=[profile.public_id])
    assert desk.get(url).status_code == 302
    desk.post(url, {"contact": "0300 7654321"})
    assert not Message.objects.filter(template="code_counter").exists()


@pytest.mark.parametrize("who", ["ken", "audit", "ayesha", "olga"])
def test_only_oec_registers(client, reference, request, who):
    client.force_login(request.getfixturevalue(who))
    before = people()
    assert client.get(NEW).status_code == client.post(NEW, BODY).status_code == 403
    assert people() == before
