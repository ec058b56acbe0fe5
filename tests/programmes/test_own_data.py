"""What is kept of a person leaves with them: the seat is free, the words and scores are gone, the numbers stay."""

from programmes import own_data
from programmes.models import Booking, Interest, Member
from tests.programmes.factories import BookingFactory, MemberFactory


def test_the_copy_holds_places_tests_and_wishes(profile, ayesha):
    member = MemberFactory(profile=profile, state="enrolled", level="kana")
    BookingFactory(member=member, state="passed", score=210)
    Interest.objects.create(profile=profile)
    told = own_data.export(ayesha)
    (place,) = told["training"]
    assert (place["state"], place["level"], place["group"]["name"]) == ("enrolled", "kana", member.group.title)
    assert (place["booked_tests"][0]["test"], place["booked_tests"][0]["score"]) == ("JFT-Basic", "210.0")
    assert told["training_news"][0]["wants_news"] is True


def test_erasing_frees_the_seat_and_keeps_nothing_said(profile, ayesha, held):
    member = MemberFactory(profile=profile, state="enrolled", level="N5", wish="online")
    coming, past = BookingFactory(member=member), BookingFactory(member=member, state="passed", score=200)
    Interest.objects.create(profile=profile)
    own_data.erase(ayesha, frozenset())
    own_data.erase(ayesha, frozenset())
    member.refresh_from_db()
    assert (member.state, member.reason, member.level, member.wish) == ("left", "account_ended", "none", "any")
    assert held(member.group) == 0
    assert list(Booking.objects.order_by("pk").values_list("state", "score")) == [("cancelled", None), ("passed", None)]
    assert (Interest.objects.count(), coming.pk < past.pk) == (0, True)


def test_another_ones_place_stays(profile, ayesha):
    other = MemberFactory(state="enrolled")
    own_data.erase(ayesha, frozenset())
    assert Member.objects.get() == other
