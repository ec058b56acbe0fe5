"""The clock speaks before the due day and after it: once per case and due day, to the right people, on record."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, connections
from django.test.utils import CaptureQueriesContext

from applications import transitions
from applications.models import Application
from jobs.models import DemandLetter
from notifications.letters import write_letters
from notifications.models import Message
from notifications.wanted import is_wanted
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import DemandLetterFactory, VacancyFactory
from workflow.deadlines import owner_and_due
from workflow.models import Entry, Reminder, Term
from workflow.reminding import escalate_due, escalated, in_slices, nudge_due, remind

MONDAY = datetime(2026, 11, 30, 6, tzinfo=UTC)
FRIDAY = datetime(2026, 12, 4, 6, tzinfo=UTC)
LONG_AGO = datetime(2026, 11, 16, tzinfo=UTC)


def waits(state: str, day: date, **fields):
    return ApplicationFactory(state=state, due_on=day, waiting_since=LONG_AGO, **fields)


def told() -> list[tuple[str, str]]:
    return list(Message.objects.filter(channel="inbox").values_list("recipient__full_name", "template").order_by("pk"))


def write_all() -> None:
    for entry in Entry.objects.filter(kind__in=["reminder.nudge", "reminder.warn"]):
        write_letters(entry)


def test_the_owner_is_told_one_working_day_before_and_once(reference):
    monday_case, weekend_case = waits("returned", date(2026, 12, 1)), waits("offered", date(2026, 12, 7))
    assert (nudge_due(MONDAY), nudge_due(MONDAY + timedelta(minutes=15))) == (1, 0)
    assert (nudge_due(FRIDAY), nudge_due(FRIDAY)) == (1, 0)
    assert list(Reminder.objects.order_by("pk").values_list("subject_id", "what", "due_on")) == [
        (monday_case.pk, "nudge", date(2026, 12, 1)),
        (weekend_case.pk, "nudge", date(2026, 12, 7)),
    ]
    monday_case.refresh_from_db()
    assert (monday_case.version, monday_case.due_on) == (1, date(2026, 12, 1)), "a reminder moves nothing"


def test_candidate_and_employer_get_a_letter_with_what_is_asked(reference, company, sato):
    mine = waits("returned", date(2026, 12, 1))
    waits("presented", date(2026, 12, 1), vacancy=VacancyFactory(state="published", employer=company))
    assert nudge_due(MONDAY) == 2
    write_all()
    write_all()
    assert sorted(told()) == sorted([(mine.candidate.user.full_name, "turn_candidate"), (sato.full_name, "turn_employer")])
    letter = Message.objects.get(channel="inbox", template="turn_candidate")
    assert "correct something" in letter.body
    assert "1 December 2026" in letter.body


def test_a_vacancy_and_a_demand_letter_in_the_employers_hands_are_remembered_too(reference, company):
    VacancyFactory(state="returned", employer=company, owner="employer", due_on=date(2026, 12, 1), waiting_since=LONG_AGO)
    DemandLetterFactory(state="waiting", employer=company, owner="employer", due_on=date(2026, 12, 1), waiting_since=LONG_AGO)
    assert nudge_due(MONDAY) == 2
    write_all()
    assert [name for _who, name in told()] == ["turn_employer", "turn_employer"]


def test_what_a_step_told_today_and_who_waits_for_a_seat_is_not_told(reference):
    ApplicationFactory(state="returned", due_on=date(2026, 12, 1), waiting_since=MONDAY)
    full = VacancyFactory(state="published", seats=1, seats_taken=1)
    waits("presented", date(2026, 12, 1), vacancy=full)
    waits("submitted", date(2026, 12, 1))
    assert nudge_due(MONDAY) == 0


def test_a_new_due_day_is_told_anew_and_an_old_letter_is_not_sent(reference, ayesha):
    application = waits("returned", date(2026, 12, 1))
    nudge_due(MONDAY)
    write_all()
    letter = Message.objects.filter(channel="inbox").get()
    assert is_wanted(letter)
    Application.objects.filter(pk=application.pk).update(due_on=date(2026, 12, 8))
    assert not is_wanted(letter)
    assert nudge_due(datetime(2026, 12, 7, 6, tzinfo=UTC)) == 1


def test_how_long_before_is_a_dated_setting(reference):
    waits("returned", date(2026, 12, 3))
    assert nudge_due(MONDAY) == 0
    Term.objects.create(owner="nudge", working_days=3, valid_from=date(2026, 11, 30))
    assert nudge_due(MONDAY) == 1


def test_a_desk_that_lets_a_day_pass_is_escalated_once_and_without_a_letter_a_case(reference):
    late, second = waits("submitted", date(2026, 11, 27)), waits("endorsed", date(2026, 11, 27))
    waits("submitted", date(2026, 11, 30))
    waits("presented", date(2026, 11, 20))
    assert (escalate_due(MONDAY), escalate_due(MONDAY)) == (2, 0)
    assert escalated("application", [late.public_id, second.public_id]) == dict.fromkeys([late.public_id, second.public_id], late.due_on)
    assert set(Entry.objects.filter(kind="reminder.escalate").values_list("subject_ref", flat=True)) == {late.public_id, second.public_id}
    Term.objects.create(owner="escalate", working_days=2, valid_from=date(2026, 11, 30))
    waits("submitted", date(2026, 11, 27))
    assert escalate_due(MONDAY) == 0


def test_a_second_signature_has_two_days_and_escalates(reference, omar):
    columns = owner_and_due(DemandLetter(), "entered", MONDAY)
    assert (columns["owner"], columns["due_on"]) == ("oec", date(2026, 12, 2))
    letter = DemandLetterFactory(state="entered", **columns)
    assert escalate_due(datetime(2026, 12, 3, 6, tzinfo=UTC)) == 1
    assert Reminder.objects.get().subject_ref == letter.public_id


def test_a_long_list_goes_in_slices(reference):
    for _ in range(5):
        waits("submitted", date(2026, 11, 27))
    assert in_slices(Application.objects.filter(owner="oec"), "escalate", MONDAY, most=2) == 5
    assert Reminder.objects.count() == Entry.objects.filter(kind="reminder.escalate").count() == 5


def test_the_database_refuses_to_say_it_twice(reference):
    application = waits("returned", date(2026, 12, 1))
    remind([application], "nudge", MONDAY)
    with pytest.raises(IntegrityError, match="reminder_once_per_due_day"):
        remind([application], "nudge", MONDAY)


@pytest.mark.django_db(transaction=True)
def test_two_beats_do_no_harm(reference):
    for _ in range(6):
        waits("submitted", date(2026, 11, 27))
    start = threading.Barrier(2)

    def beat():
        start.wait()
        escalate_due(MONDAY)
        connections.close_all()

    threads = [threading.Thread(target=beat) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Reminder.objects.count() == Entry.objects.filter(kind="reminder.escalate").count() == 6


@pytest.mark.parametrize("count", [1, 8])
def test_as_many_questions_for_one_case_as_for_many(reference, count):
    for _ in range(count):
        waits("submitted", date(2026, 11, 27))
    with CaptureQueriesContext(connection) as queries:
        escalate_due(MONDAY)
    assert len(queries) <= 60


def test_the_clock_stands_while_the_candidate_must_act(reference, omar):
    application = ApplicationFactory(state="submitted", waiting_since=LONG_AGO, due_on=date(2026, 11, 20))
    transitions.send_back(application, by=omar, note="Write your address")
    assert application.owner == "candidate"
    assert escalate_due(datetime(2099, 1, 1, tzinfo=UTC)) == 0
    transitions.submit(application, by=application.candidate.user, consents=["partners", "present"])
    assert application.owner == "oec"
    assert application.due_on > application.waiting_since.date(), "counted from the day it came back"
