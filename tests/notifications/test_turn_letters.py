"""What a chosen time and an objection say to the employer, and a proposed offer to Inter-SES."""

from datetime import UTC, datetime

import pytest

from accounts.models import User
from applications import transitions
from applications.models import Slot
from notifications.letters import letters_for
from tests.applications.factories import conditions, interview
from workflow.models import Entry


def letters(application, language):
    User.objects.update(language=language)
    return [letter for letter in letters_for(Entry.objects.about(application).last()) if letter.channel == "inbox"]


@pytest.mark.parametrize(("language", "zone"), [("en", "Japan time"), ("ur", "جاپان کا وقت"), ("ja", "日本時間")])
def test_the_employer_reads_the_chosen_time_in_japan_time(world, sato, language, zone):
    application = world.application("interviewing")
    talk = interview(application)
    slot = talk.slots.first()
    Slot.objects.filter(pk=slot.pk).update(starts_at=datetime(2099, 3, 4, 1, 30, tzinfo=UTC))
    slot.refresh_from_db()
    transitions.choose_slot(slot, by=application.candidate.user)
    [letter] = letters(application, language)
    assert (letter.recipient, letter.template) == (sato, "interview_chosen")
    assert zone in letter.body
    assert "10:30" in letter.body


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_a_proposed_offer_goes_to_inter_ses_and_an_objection_back_to_the_employer(world, sato, ken, language):
    application = world.application("presented")
    offer = transitions.propose_offer(application, by=sato, conditions=conditions(application.vacancy))
    assert [(letter.recipient, letter.template) for letter in letters(application, language)] == [(ken, "offer_to_look_at")]
    transitions.object_to_offer(offer, by=ken, objection="Say the overtime.")
    [letter] = letters(application, language)
    assert (letter.recipient, letter.template, letter.is_critical) == (sato, "offer_objected", True)
    assert "> Say the overtime." in letter.body
