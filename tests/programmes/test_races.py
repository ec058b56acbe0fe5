"""Two people at once, on PostgreSQL, with real threads and real commits. The guard has its negative control."""

import threading
import time

import pytest
from django.db import connections

from programmes import transitions
from programmes.models import Group, Member
from programmes.waiting import place_of
from tests.candidates.factories import ProfileFactory
from tests.conftest import person
from tests.programmes.factories import GroupFactory, MemberFactory
from workflow.steps import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Run all at the same moment; the codes of the refusals, "" for success."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(10)
            act()
            results[place] = ""
        except Refused as refusal:
            results[place] = refusal.reasons[0].code
        except Exception as error:
            results[place] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def contest(group, omar):
    """Somebody first in the line is offered the last seat while OEC puts somebody else in directly."""
    waits, known = MemberFactory(group=group), ProfileFactory()
    fresh = Member.objects.get(pk=waits.pk)
    return waits, [lambda: transitions.offer(fresh, by=omar), lambda: transitions.add(known, group=group, by=omar)]


def test_of_two_for_the_last_seat_one_gets_it_and_the_other_stays_first(omar):
    seen = set()
    for _round in range(8):
        group = GroupFactory(seats=1)
        waits, acts = contest(group, omar)
        results = together(*acts)
        waits.refresh_from_db()
        assert sorted(results) == ["", "group_full"]
        assert Group.objects.get(pk=group.pk).held == group.members.filter(state__in=["offered", "enrolled"]).count() == 1
        if results[0] == "group_full":
            assert (waits.state, place_of(waits)) == ("asked", 1)
        seen.add(tuple(results))
    assert seen <= {("", "group_full"), ("group_full", "")}


def test_without_the_compare_the_check_of_the_database_still_holds(omar, monkeypatch):
    from django.db.models import F

    from programmes.transitions import members

    def careless(group_id):
        held = Group.objects.values_list("held", flat=True).get(pk=group_id)
        time.sleep(0.2)
        assert held == 0
        Group.objects.filter(pk=group_id).update(held=F("held") + 1)

    monkeypatch.setattr(members, "take_seat", careless)
    group = GroupFactory(seats=1)
    _waits, acts = contest(group, omar)
    assert sorted(together(*acts)) == ["", "IntegrityError"]
    assert Group.objects.get(pk=group.pk).held == 1


def test_two_officers_offer_the_same_place_once(omar):
    other = person("oec_officer", "Nadia Rehman")
    waits = MemberFactory()
    rows = [Member.objects.get(pk=waits.pk) for _ in range(2)]
    acts = [lambda row=row, by=by: transitions.offer(row, by=by) for row, by in zip(rows, (omar, other), strict=True)]
    assert sorted(together(*acts)) == ["", "changed_meanwhile"]
    assert Group.objects.get(pk=waits.group_id).held == 1


def test_a_double_tap_asks_once(ayesha):
    group, profile = GroupFactory(), ProfileFactory(user=ayesha)
    results = together(*[lambda: transitions.ask(profile, group=group, by=ayesha)] * 2)
    assert sorted(results) == ["", "in_a_group_already"]
    assert group.members.count() == 1


def test_an_answer_and_the_end_of_its_time_meet_once(ayesha):
    member = MemberFactory(state="offered", profile=ProfileFactory(user=ayesha))
    rows = [Member.objects.select_related("profile__user").get(pk=member.pk) for _ in range(2)]
    results = together(lambda: transitions.accept(rows[0], by=ayesha), lambda: transitions.withdraw(rows[1], by=ayesha))
    member.refresh_from_db()
    held = Group.objects.get(pk=member.group_id).held
    assert (member.state, held) == ("left", 0), "going is never refused"
    assert results[1] == ""
