"""Claiming what OEC has: everybody is answered alike, the code opens the right door once, and a lost number takes two officers."""

import re
import threading

import pytest
from django.db import connection
from django.urls import reverse

from accounts.contact import Contact, Kind
from accounts.models import User
from candidates.models import Profile
from notifications.models import Message
from register import claiming, transitions
from register.models import Draft, RegisterClaim, RegisterEntry
from tests.candidates.factories import ProfileFactory
from tests.register.lists import person
from tests.register.test_imports import done
from workflow.models import Entry
from workflow.steps import Refused

CARD = {"cnic": "35202-2000001-1", "birth_date_day": "12", "birth_date_month": "3", "birth_date_year": "1998"}
NUMBER = "3520220000011"


@pytest.fixture
def entry(reference, omar):
    done(omar, person(1))
    return RegisterEntry.objects.get()


def ask(client, **changed):
    page = client.post("/en/claim/", CARD | changed, follow=True)
    claiming.hand_out()
    return page


def the_code():
    return re.search(r"\b\d{6}\b", Message.objects.filter(template="code_claim").latest("pk").body).group()


def test_the_code_makes_an_account_filled_from_the_register(client, entry):
    ask(client)
    page = client.post("/en/claim/code/", {"code": the_code()}, follow=True)
    profile = Profile.objects.get()
    entry.refresh_from_db()
    assert page.wsgi_request.user == profile.user
    assert profile.user.phone_verified
    assert profile.user.phone == "+923003000001"
    assert (profile.cnic, profile.full_name, str(profile.district), entry.claimed_by) == (NUMBER, "Ali Raza", "Lahore", profile)
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("changed", [{}, {"cnic": "35202-9999999-1"}, {"birth_date_year": "1997"}])
def test_everybody_is_answered_alike(client, entry, changed, django_assert_num_queries):
    page = client.post("/en/claim/", CARD | changed, follow=True)
    shown = re.sub(r'(csrfmiddlewaretoken|form_key)" value="[^"]+"|<!--.*?-->', "", page.text)
    assert "For your safety" in shown
    assert page.redirect_chain == [("/en/claim/code/", 302)]
    assert Draft.objects.filter(looked_at=None).count() == 1
    assert Message.objects.count() == 0
    claiming.hand_out()
    assert Message.objects.count() == (0 if changed else 1)
    assert Draft.objects.get().code is None


def test_who_is_not_on_file_cannot_guess(client, entry):
    ask(client, cnic="35202-9999999-1")
    answers = [client.post("/en/claim/code/", {"code": f"00000{n}"}).status_code for n in range(4)]
    assert answers == [200, 200, 200, 302]
    assert User.objects.filter(role="candidate").count() == 0


def test_a_lost_password_is_no_loss(client, entry):
    profile = ProfileFactory(cnic=NUMBER, birth_date="1998-03-12")
    ask(client)
    page = client.post("/en/claim/code/", {"code": the_code()}, follow=True)
    assert page.wsgi_request.user == profile.user
    assert Profile.objects.count() == 1


def test_a_signed_in_person_keeps_what_they_typed(client, entry, ayesha):
    client.force_login(ayesha)
    ask(client)
    client.post("/en/claim/code/", {"code": the_code()})
    profile = Profile.objects.get(user=ayesha)
    assert (profile.cnic, profile.full_name) == (NUMBER, "Ayesha Khan")


def test_the_family_phone_asks_who_it_is(client, entry, ayesha):
    User.objects.filter(pk=ayesha.pk).update(phone="+923003000001")
    ask(client)
    page = client.post("/en/claim/code/", {"code": the_code()}, follow=True)
    assert "Ayesha Khan" in page.text
    assert "Ali Raza" in page.text
    page = client.post("/en/claim/done/", {"person": ""}, follow=True)
    assert page.wsgi_request.user.full_name == "Ali Raza"


@pytest.mark.django_db(transaction=True)
def test_two_people_race_for_one_entry(reference, omar, ayesha, bilal):
    done(omar, person(1))
    said, barrier = [], threading.Barrier(2)

    def run(user):
        barrier.wait(10)
        try:
            transitions.claim(RegisterEntry.objects.get(), user=user)
            said.append("taken")
        except Refused as refusal:
            said.append(refusal.reasons[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(user,)) for user in (ayesha, bilal)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(said) == ["claimed_meanwhile", "taken"]
    assert Profile.objects.exclude(cnic_index=None).count() == 1


def case(kind="lost", **changed):
    said = {"kind": kind, "name": "Ali Raza", "cnic": NUMBER, "birth": "1998-03-12", "language": "en", "claimant": None}
    return transitions.open_claim(**said | {"contact": Contact(Kind.PHONE, "+923339999999")} | changed)


def test_a_lost_number_takes_two_officers_and_tells_both_numbers(db, omar, amna):
    profile = ProfileFactory(cnic=NUMBER)
    old, claim = profile.user.phone, case()
    transitions.check(claim, by=omar, how="original", card=NUMBER)
    transitions.settle(claim, by=amna)
    profile.user.refresh_from_db()
    assert (profile.user.phone, profile.user.phone_verified, claim.state) == ("+923339999999", True, "settled")
    told = set(Message.objects.filter(template="account_contact_changed", channel__in=["sms", "email"]).values_list("address", flat=True))
    assert told == {old, "+923339999999"}
    assert [e.kind for e in Entry.objects.about(claim)] == ["claim.open", "claim.check", "claim.settle"]


def test_one_supervisor_is_not_two_people(db, amna):
    ProfileFactory(cnic=NUMBER)
    claim = case()
    transitions.check(claim, by=amna, how="original", card=NUMBER)
    with pytest.raises(Refused, match="Another person"):
        transitions.settle(claim, by=amna)


@pytest.mark.parametrize(("said", "words"), [({"how": ""}, "how you saw"), ({"card": "3520299999991"}, "not the number")])
def test_a_card_that_was_not_seen_or_differs_is_refused(db, omar, said, words):
    ProfileFactory(cnic=NUMBER)
    with pytest.raises(Refused, match=words):
        transitions.check(case(), by=omar, **{"how": "original", "card": NUMBER} | said)


def test_a_dispute_keeps_both_sides_until_oec_decides(db, omar, amna, ayesha):
    taker = ProfileFactory(cnic=NUMBER)
    claim = case("dispute", claimant=ayesha)
    transitions.check(claim, by=omar, how="original", card=NUMBER)
    assert Profile.objects.get(pk=taker.pk).cnic == NUMBER
    transitions.settle(claim, by=amna)
    assert (Profile.objects.get(pk=taker.pk).cnic, Profile.objects.get(user=ayesha).cnic) == (None, NUMBER)


def test_the_counter_page_gives_a_number_to_bring(client, reference):
    body = CARD | {"kind": "lost", "full_name": "Ali Raza", "contact": "0333 9999999"}
    client.post("/en/claim/counter/", body)
    page = client.post("/en/claim/code/", {"code": the_code()}, follow=True)
    claim = RegisterClaim.objects.get()
    assert claim.reference in page.text
    assert claim.owner == "oec"
    assert claim.due_on


def test_the_desk_shows_a_masked_case_to_oec_alone(client, omar, amna, ken):
    ProfileFactory(cnic=NUMBER)
    claim = case()
    url = reverse("admin:register_claim", args=[claim.public_id])
    client.force_login(ken)
    assert client.get(url).status_code == 403
    client.force_login(omar)
    page = client.get(url)
    assert "35202-*****01-1" in page.text
    assert NUMBER not in page.text
    client.post(f"{url}check/", {"how": "original", "card": "35202-2000001-1", "note": ""})
    client.force_login(amna)
    client.post(f"{url}settle/", {"note": ""})
    claim.refresh_from_db()
    assert claim.state == "settled"


def written(number=NUMBER, **said):
    """An entry of OEC's register."""
    return RegisterEntry.objects.create(cnic=number, full_name="Ali Raza", fingerprint=b"0" * 32, **said)


def test_what_oec_wrote_of_school_work_and_japanese_becomes_a_claim_where_nothing_is_said(db, ayesha, bilal):
    said = {"education_level": "BS", "education_subject": "Computer Science", "experience_years": 0, "japanese": "N4"}
    profile = transitions.claim(written(**said), user=ayesha)
    assert profile.about == "تعلیم: BS Computer Science\nکام کے سال: 0\nجاپانی: N4"  # ayesha reads Urdu
    mine = ProfileFactory(user=bilal, about="I weld.", cnic=None)
    assert transitions.claim(written("3520212345679", **said), user=bilal).about == mine.about


def test_the_losing_side_of_a_dispute_gets_a_letter_of_its_own(db, omar, amna):
    loser = ProfileFactory(cnic=NUMBER).user
    claim = case("dispute")
    transitions.check(claim, by=omar, how="original", card=NUMBER)
    transitions.settle(claim, by=amna)
    told = Message.objects.filter(recipient=loser).values_list("template", flat=True)
    assert set(told) == {"account_cnic_given_to_other"}
