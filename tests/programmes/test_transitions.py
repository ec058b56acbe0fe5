"""The verbs: seats are held and given back, the line goes by the time of asking, everything is journalled."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from programmes import reactions, transitions
from programmes.models import Booking, Group, Interest, Member, ProgrammeSeats
from programmes.tasks import lapse_places
from programmes.waiting import place_of
from tests.programmes.factories import BookingFactory, GroupFactory, MemberFactory, ProgrammeFactory, SittingFactory, places, soon
from workflow.models import Entry
from workflow.steps import Refused


def refused(act):
    """The code of the first reason."""
    with pytest.raises(Refused) as found:
        act()
    return found.value.reasons[0].code


def kinds(subject):
    return [entry.kind for entry in Entry.objects.about(subject)]


def test_from_asking_to_the_end_of_the_course(group, profile, ayesha, omar, held):
    member = transitions.ask(profile, group=group, by=ayesha, wish="online", level="kana")
    assert (member.state, member.owner, held(group)) == ("asked", "oec", 0)
    transitions.wait(member, by=omar)
    transitions.offer(member, by=omar)
    assert (member.state, member.owner, held(group)) == ("offered", "candidate", 1)
    transitions.accept(member, by=ayesha)
    transitions.finish(member, by=omar)
    assert (member.state, member.owner, held(group), member.ended_on is not None) == ("finished", "", 1, True)
    assert kinds(member) == [f"member.{name}" for name in ("ask", "wait", "offer", "accept", "finish")]


def test_one_live_place_a_person(group, profile, ayesha, omar):
    member = transitions.ask(profile, group=group, by=ayesha)
    other = GroupFactory(programme=group.programme)
    assert refused(lambda: transitions.ask(profile, group=other, by=ayesha)) == "in_a_group_already"
    assert refused(lambda: transitions.add(profile, group=other, by=omar)) == "in_a_group_already"
    with pytest.raises(IntegrityError, match="member_one_live_place"), transaction.atomic():
        Member.objects.create(group=other, profile=profile)
    transitions.withdraw(member, by=ayesha)
    assert transitions.ask(profile, group=other, by=ayesha).state == "asked"


def test_nobody_asks_for_somebody_else_nor_answers(group, profile, ayesha, bilal, omar):
    assert refused(lambda: transitions.ask(profile, group=group, by=bilal)) == "step_not_yours"
    assert refused(lambda: transitions.ask(profile, group=group, by=omar)) == "step_not_yours"
    member = MemberFactory(group=group, profile=profile, state="offered")
    for act in (transitions.accept, transitions.decline, transitions.withdraw):
        assert refused(lambda act=act: act(member, by=bilal)) == "step_not_yours"


def test_places_are_offered_in_the_order_of_asking(group, omar):
    first, second = MemberFactory(group=group), MemberFactory(group=group)
    assert (place_of(first), place_of(second)) == (1, 2)
    assert refused(lambda: transitions.offer(second, by=omar)) == "earlier_ones_wait"
    transitions.offer(first, by=omar)
    assert place_of(second) == 1
    transitions.offer(second, by=omar)


def test_no_seat_more_than_there_are(omar, held):
    group = GroupFactory(seats=1)
    first, second = MemberFactory(group=group), MemberFactory(group=group)
    transitions.offer(first, by=omar)
    for act in (transitions.offer, transitions.enrol):
        assert refused(lambda act=act: act(second, by=omar)) == "group_full"
    second.refresh_from_db()
    assert (second.state, place_of(second), held(group)) == ("asked", 1, 1)
    with pytest.raises(IntegrityError, match="group_is_never_over_filled"), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(held=2)


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("offered", lambda m, omar: transitions.decline(m, by=m.profile.user)),
        ("offered", lambda m, omar: transitions.withdraw(m, by=m.profile.user)),
        ("offered", lambda m, omar: transitions.take_back(m, by=omar)),
        ("enrolled", lambda m, omar: transitions.withdraw(m, by=m.profile.user)),
        ("enrolled", lambda m, omar: transitions.leave(m, by=omar, reason="own_wish")),
        ("enrolled", lambda m, omar: transitions.drop(m, by=omar, reason="attendance")),
    ],
)
def test_every_way_out_gives_the_seat_back(group, omar, held, state, act):
    member = MemberFactory(group=group, state=state)
    assert held(group) == 1
    act(member, omar)
    assert held(group) == 0


def test_a_way_out_that_is_refused_keeps_the_seat(group, omar, held):
    member = MemberFactory(group=group, state="enrolled")
    assert refused(lambda: transitions.drop(member, by=omar, reason="")) == "member_reason_missing"
    assert refused(lambda: transitions.leave(member, by=omar, reason="own_wish", version=99)) == "changed_meanwhile"
    assert held(group) == 1


def test_an_offer_is_accepted_until_its_day_and_lapses_after_it(group, held):
    member = MemberFactory(group=group, state="offered", due_on=soon(1))
    assert lapse_places() == 0
    Member.objects.filter(pk=member.pk).update(due_on=soon(-2))
    member.refresh_from_db()
    assert refused(lambda: transitions.accept(member, by=member.profile.user)) == "place_not_offered_any_more"
    assert (lapse_places(), lapse_places()) == (1, 0)
    member.refresh_from_db()
    assert (member.state, member.reason, held(group)) == ("left", "no_answer", 0)


def test_a_mistake_is_taken_back(group, omar, held):
    dropped, waited = MemberFactory(group=group, state="enrolled"), MemberFactory(group=group)
    transitions.drop(dropped, by=omar, reason="conduct")
    transitions.leave(waited, by=omar, reason="unreachable")
    for member, back in ((dropped, "enrolled"), (waited, "waiting")):
        transitions.bring_back(member, by=omar)
        assert (member.state, member.reason, member.ended_on) == (back, "", None)
    assert held(group) == 1


def test_nobody_comes_back_without_a_seat_nor_into_a_second_place(omar, held):
    group = GroupFactory(seats=1)
    member = MemberFactory(group=group, state="enrolled")
    transitions.leave(member, by=omar, reason="own_wish")
    other = MemberFactory(group=group, state="enrolled")
    assert refused(lambda: transitions.bring_back(member, by=omar)) == "group_full"
    transitions.leave(other, by=omar, reason="own_wish")
    MemberFactory(group=GroupFactory(), profile=member.profile)
    assert refused(lambda: transitions.bring_back(member, by=omar)) == "in_a_group_already"
    assert held(group) == 0


def test_a_place_in_the_line_becomes_the_seat_when_oec_adds_the_person(group, profile, omar, held):
    waited = MemberFactory(group=group, profile=profile)
    assert transitions.add(profile, group=group, by=omar) == waited
    waited.refresh_from_db()
    assert (waited.state, held(group), Member.objects.count()) == ("enrolled", 1, 1)


def test_a_group_that_begins_tells_who_still_waits_and_keeps_their_day(group, omar):
    waits, has_seat = MemberFactory(group=group), MemberFactory(group=group, state="enrolled")
    reactions.release_who_waits(transitions.start_group(group, by=omar))
    for member in (waits, has_seat):
        member.refresh_from_db()
    assert (waits.state, waits.reason, has_seat.state) == ("left", "not_placed", "enrolled")
    kept = Interest.objects.get(profile=waits.profile)
    assert (kept.since, kept.wants_news) == (waits.asked_at, True)
    newer = GroupFactory(programme=group.programme)
    MemberFactory(group=newer)
    again = transitions.ask(waits.profile, group=newer, by=waits.profile.user)
    assert (again.asked_at, place_of(again)) == (waits.asked_at, 1)


def test_who_gives_up_stands_at_the_end_of_the_next_line(group, profile, ayesha):
    Interest.objects.create(profile=profile, since=timezone.now() - timedelta(days=90))
    transitions.withdraw(transitions.ask(profile, group=group, by=ayesha), by=ayesha)
    before = MemberFactory(group=group)
    again = transitions.ask(profile, group=group, by=ayesha)
    assert (place_of(before), place_of(again)) == (1, 2)


def test_a_cancelled_group_lets_everybody_go(group, omar, held):
    people = [MemberFactory(group=group, state=state) for state in ("asked", "waiting", "offered", "enrolled", "finished")]
    entry = transitions.cancel_group(group, by=omar)
    reactions.release_everybody(entry)
    reactions.release_everybody(entry)
    for member in people:
        member.refresh_from_db()
    assert [member.state for member in people] == ["left"] * 4 + ["finished"]
    assert {member.reason for member in people[:4]} == {"group_cancelled"}
    assert held(group) == 1, "the one who finished has had the seat"


def test_a_group_ends_after_its_people_and_a_programme_after_its_groups(omar):
    group = GroupFactory(state="running")
    member = MemberFactory(group=group, state="enrolled")
    assert refused(lambda: transitions.end_group(group, by=omar)) == "group_has_people"
    assert refused(lambda: transitions.end_programme(group.programme, by=omar)) == "programme_has_groups"
    transitions.finish(member, by=omar)
    transitions.end_group(group, by=omar)
    transitions.end_programme(group.programme, by=omar)
    assert (group.state, group.programme.state) == ("ended", "ended")


def test_a_group_opens_after_its_programme_and_goes_back_while_nobody_asked(omar):
    programme = ProgrammeFactory(state="planned")
    group = GroupFactory(programme=programme, state="planned")
    assert refused(lambda: transitions.open_group(group, by=omar)) == "programme_not_open"
    transitions.step_programme(programme, "open", by=omar)
    transitions.open_group(group, by=omar)
    transitions.step_group_back(group, by=omar)
    transitions.open_group(group, by=omar)
    MemberFactory(group=group)
    assert refused(lambda: transitions.step_group_back(group, by=omar)) == "group_was_asked_for"


def test_there_are_never_fewer_seats_than_promised(group, omar):
    MemberFactory(group=group, state="offered")
    MemberFactory(group=group, state="enrolled")
    group.refresh_from_db()
    assert refused(lambda: transitions.change_group(group, by=omar, values={"seats": 1})) == "seats_are_promised"
    stale = Group.objects.get(pk=group.pk)
    stale.held = 0
    assert refused(lambda: transitions.change_group(stale, by=omar, values={"seats": 1})) == "seats_are_promised"
    transitions.change_group(group, by=omar, values={"seats": 2})
    assert group.seats == 2


def test_a_number_of_seats_is_never_changed_nor_deleted(db, amna):
    row = places(ProgrammeFactory(), 120, entered_by=amna)
    for act in (lambda: ProgrammeSeats.objects.update(places=1), ProgrammeSeats.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    ProgrammeSeats.objects.update(entered_by=None)
    row.refresh_from_db()
    assert (row.places, row.entered_by) == (120, None)


def test_the_last_number_that_has_begun_holds(db):
    one, other = ProgrammeFactory(), ProgrammeFactory()
    places(one, 100), places(one, 120)
    places(one, 500, valid_from=soon(9))
    places(other, 30, valid_until=soon(-1))
    assert {row.programme_id: row.places for row in ProgrammeSeats.objects.holding(soon(0))} == {one.pk: 120}


# ── tests ──────────────────────────────────────────────────────────────────────────────────────────────
def test_a_test_is_booked_once_for_who_is_in_the_programme(omar, ken):
    sitting = SittingFactory()
    inside = MemberFactory(state="enrolled", group=GroupFactory(programme=sitting.programme))
    assert transitions.book(sitting, inside, by=ken).state == "booked"
    assert refused(lambda: transitions.book(sitting, inside, by=omar)) == "booked_already"
    for outside in (MemberFactory(state="enrolled"), MemberFactory(state="asked", group=inside.group)):
        assert refused(lambda outside=outside: transitions.book(sitting, outside, by=omar)) == "not_in_programme"


def test_a_result_is_recorded_by_oec_undone_and_never_a_proof(omar, ken):
    booking = BookingFactory()
    assert refused(lambda: transitions.record_result(booking, by=ken, result="passed")) == "step_not_yours"
    transitions.record_result(booking, by=omar, result="passed", score=Decimal("205.5"))
    assert (booking.state, booking.score) == ("passed", Decimal("205.5"))
    profile = booking.member.profile
    assert (profile.tests.count(), profile.evidence.count()) == (0, 0)
    transitions.undo_result(booking, by=omar)
    assert (booking.state, booking.score) == ("booked", None)
    with pytest.raises(IntegrityError, match="booking_score_has_result"), transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(score=1)


def test_no_result_before_the_day(omar):
    booking = BookingFactory(sitting=SittingFactory(held_on=soon(3)))
    assert refused(lambda: transitions.record_result(booking, by=omar, result="passed")) == "test_not_yet"
    assert refused(lambda: transitions.record_result(booking, by=omar, result="nonsense")) == "step_not_open"


def test_who_leaves_is_taken_off_the_tests_to_come(omar):
    coming = BookingFactory()
    past = BookingFactory(member=coming.member, sitting=SittingFactory(programme=coming.sitting.programme, kind="jlpt", level="N4"))
    transitions.record_result(past, by=omar, result="failed")
    entry = transitions.leave(coming.member, by=omar, reason="placed")
    reactions.cancel_its_tests(entry)
    reactions.cancel_its_tests(entry)
    coming.refresh_from_db()
    past.refresh_from_db()
    assert (coming.state, past.state) == ("cancelled", "failed")
