"""What nobody answers is ended with a reason, after a warning; never what OEC or Inter-SES owes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from applications.models import Application
from applications.transitions import end_silent, warn_silent
from notifications.letters import write_letters
from notifications.models import Message
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from workflow.models import Entry, Reminder, Term

BEGAN = datetime(2026, 9, 1, 6, tzinfo=UTC)


def after(days: int) -> datetime:
    return BEGAN + timedelta(days=days)


def silent(state: str, **fields):
    return ApplicationFactory(state=state, waiting_since=BEGAN, due_on=date(2026, 9, 10), **fields)


def state_of(application) -> tuple[str, str]:
    application.refresh_from_db()
    return application.state, application.close_reason


@pytest.mark.parametrize("state", ["returned", "offered", "presented", "interviewing"])
def test_a_silent_one_is_warned_then_closed_with_its_reason(reference, state):
    application = silent(state)
    assert (warn_silent(after(45)), end_silent(after(61))) == (0, 0), "nobody is closed without a warning"
    assert (warn_silent(after(46)), warn_silent(after(47))) == (1, 0)
    assert end_silent(after(59)) == 0
    assert (end_silent(after(60)), end_silent(after(60))) == (1, 0)
    assert state_of(application) == ("closed", "no_answer_60_days")
    entry = Entry.objects.about(application).get(kind="application.close")
    assert (entry.actor, entry.actor_role, entry.data["ground"]) == (None, "system", "no_answer_60_days")


@pytest.mark.parametrize("state", ["draft", "submitted", "endorsed", "accepted", "departed"])
def test_what_a_desk_owes_and_a_draft_are_never_closed(reference, state):
    application = silent(state)
    warn_silent(after(400))
    assert end_silent(after(800)) == 0
    assert state_of(application)[0] == state


def test_who_answers_after_the_warning_stays(reference):
    application = silent("returned")
    warn_silent(after(46))
    Application.objects.filter(pk=application.pk).update(waiting_since=after(59), due_on=after(66).date())
    assert end_silent(after(62)) == 0


def test_a_late_warning_still_leaves_its_days(reference):
    silent("returned")
    warn_silent(after(90))
    assert end_silent(after(103)) == 0
    assert end_silent(after(104)) == 1


def test_days_are_a_dated_setting_for_owner_and_state(reference):
    application = silent("returned")
    Term.objects.create(owner="silence.returned", working_days=30, valid_from=date(2026, 9, 2))
    warn_silent(after(16))
    assert end_silent(after(30)) == 1
    assert state_of(application) == ("closed", "no_answer")


def test_the_letters_say_what_comes_and_what_may_be_done(reference, company, sato):
    application = silent("presented", vacancy=VacancyFactory(state="published", employer=company))
    warn_silent(after(46))
    write_letters(Entry.objects.get(kind="reminder.warn"))
    end_silent(after(60))
    write_letters(Entry.objects.get(kind="application.close"))
    write_letters(Entry.objects.get(kind="reminder.warn"))
    inbox = Message.objects.filter(channel="inbox").order_by("template")
    assert [(m.recipient, m.template) for m in inbox] == [
        (application.candidate.user, "application_closed"),
        (sato, "application_closed_employer"),
        (sato, "last_call_employer"),
    ]
    assert "apply for other jobs" in inbox[0].body
    assert "60 days" in inbox[0].body
    assert Reminder.objects.get().what == "warn"
