"""Whose turn it is while an employer selects, by when, and what the journal says of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import transitions
from applications.models import Offer
from applications.public_words import employer_word, public_word
from jobs.models import Vacancy
from tests.applications.factories import conditions, interview, soon
from workflow.deadlines import due_on
from workflow.models import Entry
from workflow.steps import Refused


def turn(application):
    application.refresh_from_db()
    return application.owner, application.due_on


def last_kind(application):
    entry = Entry.objects.about(application).last()
    assert entry.seq == application.version
    return entry.kind


def propose(application, sato, **changes):
    return transitions.propose_offer(application, by=sato, conditions=conditions(application.vacancy, **changes))


@pytest.mark.parametrize("state", ["presented", "interviewing"])
def test_a_proposed_offer_is_with_inter_ses_until_it_goes_out(applied, sato, state):
    application = applied(state)
    offer = propose(application, sato)
    assert turn(application) == ("inter_ses", offer.release_on)
    assert (application.state, application.version, last_kind(application)) == (state, 2, "application.propose_offer")
    assert "Inter-SES" in str(public_word(application).word)
    assert "with Inter-SES" in str(employer_word(application).word)


def test_after_an_objection_the_employer_decides_again(applied, sato, ken):
    application = applied("presented")
    transitions.object_to_offer(propose(application, sato), by=ken, objection="Say the overtime.")
    assert turn(application) == ("employer", due_on("employer", timezone.now()))
    assert last_kind(application) == "application.object_to_offer"
    assert propose(application, sato).state == "proposed"


def test_a_form_opened_before_the_proposal_is_told(applied, sato):
    application = applied("presented")
    propose(application, sato)
    with pytest.raises(Refused, match="changed this"):
        transitions.not_select(application, by=sato, ground="skills_level", version=1)


def test_proposed_times_wait_for_the_candidate_then_the_employer_until_after_the_interview(applied, sato, ayesha):
    application, at = applied("presented"), timezone.now() + timedelta(days=30)
    transitions.invite(application, by=sato, slots=[at])
    assert turn(application) == ("candidate", due_on("candidate", timezone.now()))
    transitions.choose_slot(application.interviews.get().slots.get(), by=ayesha)
    assert turn(application) == ("employer", due_on("employer", at))
    assert last_kind(application) == "application.choose_slot"


def test_a_time_is_chosen_not_later_than_the_last_one(applied, sato):
    application, at = applied("presented"), timezone.now() + timedelta(hours=1)
    transitions.invite(application, by=sato, slots=[at])
    assert turn(application)[1] <= at.date() + timedelta(days=1) < due_on("candidate", timezone.now())


def test_nobody_invites_beside_a_proposed_offer(applied, sato):
    application = applied("interviewing")
    propose(application, sato)
    with pytest.raises(Refused, match="already an offer"):
        transitions.invite(application, by=sato, slots=[timezone.now() + timedelta(days=3)])
    assert turn(application)[0] == "inter_ses"


def test_choosing_a_time_while_an_offer_is_looked_at_leaves_the_turn_there(applied, sato, ayesha):
    application = applied("interviewing")
    talk = interview(application)
    offer = propose(application, sato)
    transitions.choose_slot(talk.slots.first(), by=ayesha)
    assert turn(application) == ("inter_ses", offer.release_on)


def test_restoring_an_interview_gives_the_open_times_back_to_the_candidate(applied, ayesha):
    application = applied("interviewing")
    interview(application)
    transitions.withdraw(application, by=ayesha)
    transitions.restore(application, by=ayesha)
    assert turn(application)[0] == "candidate"


def test_a_proposal_that_waited_for_a_seat_too_long_ends_and_the_employer_is_asked(applied, sato, opening):
    application = applied("presented")
    propose(application, sato)
    Offer.objects.update(release_on=soon(-20), answer_by=soon(-1))
    Vacancy.objects.filter(pk=opening.pk).update(seats_taken=2)
    transitions.release_offers()
    assert (turn(application)[0], application.offers.get().state) == ("employer", "lapsed")
    assert last_kind(application) == "application.lapse_offer"
    assert transitions.release_offers() == []


ENDS = {
    "not_select": lambda a, sato, ayesha, omar: transitions.not_select(a, by=sato, ground="skills_level"),
    "withdraw": lambda a, sato, ayesha, omar: transitions.withdraw(a, by=ayesha),
    "close": lambda a, sato, ayesha, omar: transitions.close(a, by=omar, ground="no_answer_60_days"),
    "supersede": lambda a, sato, ayesha, omar: transitions.supersede(a),
}


@pytest.mark.parametrize("name", ENDS)
def test_what_ends_the_selection_ends_the_proposal(applied, sato, ayesha, omar, name):
    application = applied("presented")
    propose(application, sato)
    ENDS[name](application, sato, ayesha, omar)
    assert not application.offers.standing().exists()


def test_declining_and_rescinding_end_the_offer(applied, ayesha):
    application = applied("offered")
    transitions.decline_offer(application, by=ayesha)
    assert (application.state, application.offers.get().state) == ("declined", "lapsed")
