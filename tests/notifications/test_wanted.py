"""What is asked again at the moment of sending: is the news still true, is it still for this person, is it still agreed."""

import pytest

from accounts.models import Membership
from accounts.states import SecondState
from applications.models import Application, Consent, Proposal
from applications.states import ApplicationState
from applications.transitions import rescind, withdraw
from candidates.states import EvidenceState
from jobs.states import DemandState, EmployerState, VacancyState
from notifications.delivery import deliver
from notifications.letters import write_letters
from notifications.mailing import LETTERS, UNTRUE_IN
from notifications.models import Message
from privacy.states import CopyState, DeletionState
from programmes.states import BookingState, MemberState
from reviews.states import BatchState
from support.states import QuestionState, ReportState
from tests.notifications.news import KINDS, STATES

LIVES = {
    "proposal": Proposal.State.values,
    "employer": EmployerState,
    "demand": DemandState,
    "vacancy": VacancyState,
    "evidence": EvidenceState,
    "application": ApplicationState,
    "question": QuestionState,
    "report": ReportState,
    "batch": BatchState,
    "second": SecondState,
    "copy": CopyState,
    "deletion": DeletionState,
    "member": MemberState,
    "booking": BookingState,
}
LETTER_KINDS = {letter.name: kind for kind, letters in LETTERS.items() for letter in letters}


def fates(**about):
    """Letters sent outside, by what became of them."""
    waiting = Message.objects.exclude(channel="inbox").filter(**about)
    for message in waiting:
        deliver(message.pk)
    return {(message.template, message.channel): message.state for message in waiting.all()}


def test_an_offer_that_was_taken_back_is_not_announced_any_more(world, sato):
    entry = world.entry("application.offer")
    write_letters(entry)
    rescind(Application.objects.get(), by=sato, note="The project was stopped.")
    assert fates(entry=entry) == {
        ("offer_made", "email"): "cancelled",
        ("offer_made", "sms"): "cancelled",
        ("offer_released", "email"): "cancelled",
    }
    assert Message.objects.inbox().filter(entry=entry).count() == 2  # what was readable stays readable


def test_a_withdrawn_application_cancels_its_waiting_letters(world, ayesha):
    entry = world.entry("application.present")
    write_letters(entry)
    withdraw(Application.objects.get(), by=ayesha)
    assert set(fates(entry=entry).values()) == {"cancelled"}


def test_true_news_is_sent(world):
    write_letters(world.entry("application.present"))
    assert set(fates().values()) == {"sent"}


def test_a_consent_taken_back_keeps_the_number_from_the_employer(world):
    write_letters(world.entry("application.present"))
    Consent.objects.filter(purpose="present").update(withdrawn_at="2026-01-01T00:00Z")
    assert fates() == {("application_presented", "email"): "sent", ("candidate_presented", "email"): "cancelled"}


@pytest.mark.parametrize("kind", ["vacancy.pause", "demand.expire", "employer.suspend", "application.accept"])
def test_a_person_who_left_the_company_is_not_written_to(world, sato, kind):
    write_letters(world.entry(kind))
    Membership.objects.filter(user=sato).update(since="2026-01-01", until="2026-02-01")
    assert set(fates(recipient=sato).values()) == {"cancelled"}


@pytest.mark.parametrize("name", sorted(UNTRUE_IN))
def test_the_table_names_letters_and_states_that_exist_and_never_the_own_state(name):
    noun, step = LETTER_KINDS[name].split(".")
    assert set(UNTRUE_IN[name]) <= set(LIVES[noun])
    assert STATES[noun][step] not in UNTRUE_IN[name]


@pytest.mark.parametrize("kind", KINDS)
def test_fresh_news_of_every_kind_is_wanted(world, kind):
    write_letters(world.entry(kind))
    assert set(fates().values()) <= {"sent"}
