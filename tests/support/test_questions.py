"""A question to a human: asked, answered, written again, handed over, closed; who sees it, until when."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications.letters import write_letters
from notifications.models import Message
from support import transitions
from support.models import Line, Question
from support.tasks import close_silent
from tests.support.factories import a_question
from workflow.models import Entry
from workflow.steps import Refused

pytestmark = pytest.mark.django_db


def kinds(question):
    return [entry.kind for entry in Entry.objects.about(question)]


def news(question):
    """The last entry's letters, as they were queued."""
    write_letters(Entry.objects.about(question).last())
    return Message.objects.order_by("pk")


def test_a_question_has_an_owner_and_a_day(ayesha, omar):
    question = a_question(ayesha)
    assert (question.state, question.owner, question.desk, question.due_on > date(2026, 1, 1)) == ("asked", "oec", "oec", True)
    transitions.answer(question, by=omar, text="OEC has it until Friday.")
    assert (question.state, question.owner, question.due_on) == ("answered", "", None)
    assert kinds(question) == ["question.ask", "question.answer"]


def test_a_complaint_about_staff_is_the_auditors_alone(ayesha, omar, amna, ken, audit):
    question = a_question(ayesha, "staff")
    assert question.owner == "auditor"
    seen = [user.full_name for user in (omar, amna, ken, audit, ayesha) if Question.objects.visible_to(user).exists()]
    assert seen == ["Audit Or", "Ayesha Khan"]
    assert Line.objects.visible_to(omar).count() == 0
    with pytest.raises(Refused):
        transitions.hand_over(question, by=omar, to="inter_ses")
    with pytest.raises(IntegrityError, match="question_complaint_is_the_auditors"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(desk="oec")


def test_strangers_and_other_candidates_see_nothing(ayesha, bilal, zed, olga):
    a_question(ayesha)
    assert [Question.objects.visible_to(user).count() for user in (bilal, zed, olga, ayesha)] == [0, 0, 0, 1]


def test_handing_over_gives_the_other_desk_its_own_days(ayesha, omar, ken):
    question = a_question(ayesha)
    transitions.hand_over(question, by=omar, to="inter_ses", text="Is this yours?")
    assert (question.desk, question.owner, question.state) == ("inter_ses", "inter_ses", "asked")
    assert [Question.objects.visible_to(user).count() for user in (omar, ken)] == [0, 1]
    with pytest.raises(Refused):
        transitions.answer(question, by=omar, text="Too late")
    assert {(m.template, m.channel, m.recipient) for m in news(question)} == {
        ("question_handed_over", "inbox", ayesha),
        ("question_waiting", "inbox", ken),
    }


def test_a_note_for_colleagues_is_never_shown_to_the_asker_and_moves_no_day(ayesha, omar):
    question = a_question(ayesha)
    before = question.due_on, question.waiting_since
    transitions.note(question, by=omar, text="He called twice")
    assert (question.due_on, question.waiting_since) == before
    assert [line.text for line in Line.objects.visible_to(ayesha)] == ["Where is my file?"]
    assert [line.text for line in Line.objects.visible_to(omar)] == ["Where is my file?", "He called twice"]


def test_writing_again_opens_it_and_writing_twice_does_not_move_the_day(ayesha, omar):
    question = a_question(ayesha)
    Question.objects.filter(pk=question.pk).update(due_on=date(2026, 1, 5))
    question.refresh_from_db()
    transitions.write(question, by=ayesha, text="Hello?")
    assert question.due_on == date(2026, 1, 5)
    transitions.answer(question, by=omar, text="Here")
    transitions.close(question, by=ayesha)
    transitions.write(question, by=ayesha, text="One more")
    assert (question.state, question.owner) == ("asked", "oec")
    assert question.due_on > date(2026, 1, 5)


def test_nobody_else_writes_in_a_thread(ayesha, bilal):
    with pytest.raises(Refused):
        transitions.write(a_question(ayesha), by=bilal, text="I am her")


def test_an_empty_message_is_refused(ayesha, omar):
    question = a_question(ayesha)
    with pytest.raises(Refused):
        transitions.answer(question, by=omar, text="  ")
    assert question.lines.count() == 1


def test_the_answer_is_told_without_its_words(ayesha, omar):
    question = a_question(ayesha)
    transitions.answer(question, by=omar, text="The secret of the file")
    write_letters(Entry.objects.about(question).last())
    found = news(question)
    assert sorted(m.channel for m in found) == ["email", "inbox", "sms"]
    assert not any("secret of the file" in f"{m.subject}{m.body}" for m in found)
    assert f"/ur/help/questions/{question.public_id}/" in found.get(channel="email").body


@pytest.mark.parametrize(("address", "channel"), [("stranger@example.org", "email"), ("+923012345678", "sms")])
def test_a_stranger_is_told_once_where_the_address_was_left(omar, address, channel):
    question = transitions.ask(by=None, subject="account", text="I lost my SIM", reply_to=address, language="ur")
    transitions.answer(question, by=omar, text="Come to the office")
    write_letters(Entry.objects.about(question).last())
    [message] = news(question)
    assert (message.channel, message.address, message.recipient, message.language) == (channel, address, None, "ur")
    assert "/ur/help/answer/" in message.body or channel == "sms"
    assert "Come to" not in message.body


def test_two_weeks_of_silence_close_an_answered_question(ayesha, omar):
    old, new = a_question(ayesha), a_question(ayesha)
    for question in (old, new):
        transitions.answer(question, by=omar, text="Here")
    Question.objects.filter(pk=old.pk).update(waiting_since=timezone.now() - timedelta(days=15))
    close_silent()
    close_silent()
    assert [Question.objects.get(pk=row.pk).state for row in (old, new)] == ["closed", "answered"]
    assert kinds(old) == ["question.ask", "question.answer", "question.close"]


def test_the_database_refuses_a_question_that_nobody_can_be_answered(db):
    with pytest.raises(IntegrityError, match="question_has_somebody_to_answer"):
        Question.objects.create(subject="other", reference="Q-1", owner="oec", due_on=date(2026, 12, 1))
