"""Two files of one person: places go along, two live places stop it, an old number leads to the kept file."""

import pytest

from accounts import second
from programmes import transitions
from programmes.models import Interest, Member
from programmes.waiting import read_numbers
from register import same_person
from register.models import Duplicate, MovedRow
from tests.candidates.factories import CandidateUserFactory, ProfileFactory
from tests.programmes.factories import BookingFactory, GroupFactory, MemberFactory
from workflow.steps import Refused

WHY = {"ground": "card_seen", "note": "She stood at the counter with her card"}


@pytest.fixture
def pair(reference):
    """Ayesha signed up twice."""
    one = ProfileFactory(user=CandidateUserFactory(full_name="Ayesha Khan", phone="+923001111111"))
    twin = CandidateUserFactory(full_name="Aisha Khan", phone="+923001111111")
    two = ProfileFactory(user=twin, cnic=None, birth_date=None)
    same_person.look([two])
    return Duplicate.objects.get(first=one, second=two)


def merged(pair, omar, amna):
    second.sign(same_person.ask(pair, kept=pair.first, by=omar, **WHY), by=amna)


def test_places_tests_and_the_wish_go_to_the_kept_file(pair, omar, amna):
    member = MemberFactory(profile=pair.second, state="enrolled")
    BookingFactory(member=member, state="passed")
    Interest.objects.create(profile=pair.second)
    merged(pair, omar, amna)
    assert Member.objects.get().profile == Interest.objects.get().profile == pair.first
    assert MovedRow.objects.filter(of="programmes.member", row=member.pk).exists()


def test_two_live_places_stop_it(pair, omar):
    for profile in (pair.first, pair.second):
        MemberFactory(profile=profile)
    with pytest.raises(Refused) as refusal:
        same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    assert [reason.code for reason in refusal.value.reasons] == ["merge_two_places"]


def test_a_place_that_moved_meanwhile_stops_the_signature(pair, omar, amna):
    member = MemberFactory(profile=pair.second)
    asked = same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    transitions.wait(member, by=omar)
    with pytest.raises(Refused, match="changed"):
        second.sign(asked, by=amna)


def test_a_step_on_a_page_from_before_is_refused(pair, omar, amna):
    stale = Member.objects.get(pk=MemberFactory(profile=pair.second).pk)
    merged(pair, omar, amna)
    with pytest.raises(Refused) as refusal:
        transitions.wait(stale, by=omar)
    assert refusal.value.reasons[0].code == "changed_meanwhile"


def test_an_old_number_leads_to_the_kept_file_and_nothing_new_to_the_closed_one(pair, omar, amna):
    gone, group = pair.second, GroupFactory()
    merged(pair, omar, amna)
    assert [row.profile for row in read_numbers(gone.reference, group, omar)] == [pair.first]
    with pytest.raises(Refused) as refusal:
        transitions.add(gone, group=group, by=omar)
    assert refusal.value.reasons[0].code == "file_was_joined"
