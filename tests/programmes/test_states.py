"""The tables: what may happen, who may do it, and that nobody is stuck."""

import pytest

from accounts.roles import Role
from programmes import states
from programmes.models import Booking, Group, Member, Programme
from programmes.words import BOOKING_TAGS, GROUP_TAGS, MEMBER_TAGS, PROGRAMME_TAGS, REASON_WORDS, SENTENCES
from workflow.steps import SYSTEM

TABLES = [
    (Programme, states.ProgrammeState, {"ended"}, PROGRAMME_TAGS),
    (Group, states.GroupState, {"ended", "cancelled"}, GROUP_TAGS),
    (Member, states.MemberState, set(), MEMBER_TAGS),
    (Booking, states.BookingState, set(), BOOKING_TAGS),
]


@pytest.mark.parametrize(("model", "enum", "final", "tags"), TABLES)
def test_every_state_is_reached_and_only_the_final_ones_are_ends(model, enum, final, tags):
    reached, left = {row.target for row in model.STEPS}, set().union(*(row.sources for row in model.STEPS))
    assert {str(state) for state in enum} - {model._meta.get_field("state").default} <= reached
    assert {str(state) for state in enum} - left == final
    assert set(tags) == set(enum)


def test_a_candidate_may_go_from_every_live_state():
    for state in states.LIVE:
        assert any(row.name == "withdraw" and state in row.sources and Role.CANDIDATE in row.by for row in states.MEMBER_STEPS)


def test_no_employer_and_no_auditor_has_a_step():
    for model, *_rest in TABLES:
        assert set().union(*(row.by for row in model.STEPS)) <= {"oec_officer", "oec_supervisor", "inter_ses", "candidate", SYSTEM}


def test_inter_ses_only_takes_people_off_a_test():
    for model in (Programme, Group, Member):
        assert not any(Role.INTER_SES in row.by for row in model.STEPS)
    assert {row.name for row in Booking.STEPS if Role.INTER_SES in row.by} == {"cancel"}


def test_every_state_and_reason_has_its_words():
    assert set(SENTENCES) == set(states.MemberState)
    assert set(REASON_WORDS) == set(states.REASONS)
