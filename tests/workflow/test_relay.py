"""News becomes work exactly once; the broker may forget everything."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.jobs.factories import EmployerFactory
from workflow import tasks
from workflow.advance import advance, record
from workflow.models import MAX_ATTEMPTS, Entry, Reaction
from workflow.relay import claim_due, plan_news, release

SEEN: list[int] = []
REACTIONS = {"employer.verify": ["note_it"], "employer.suspend": []}


def note_it(entry):
    SEEN.append(entry.pk)


def fail(entry):
    raise RuntimeError("no")


FUNCTIONS = {"note_it": note_it}


@pytest.fixture
def entry(reference, ken, settings):
    settings.REACTIONS, settings.REACTION_FUNCTIONS = f"{__name__}.REACTIONS", f"{__name__}.FUNCTIONS"
    SEEN.clear()
    return advance(
        EmployerFactory(state="registered"), "verify", by=ken, verified_how="x", verified_checks=["existence", "job_offers", "crime_ties"]
    )


def test_news_is_planned_once(entry):
    assert (plan_news(), plan_news(), Reaction.objects.count()) == (1, 0, 1)


def test_an_unknown_kind_stays_waiting_alone(entry):
    employer = EmployerFactory(state="registered")
    stray = record(employer, "dance", by=None)
    plan_news()
    assert list(Entry.objects.waiting()) == [stray]


def test_claimed_work_is_not_handed_out_twice_until_its_lease_ends(entry):
    plan_news()
    first, second = claim_due(), claim_due()
    Reaction.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert (len(first), second, claim_due()) == (1, [], first)


def test_react_does_it_once_even_when_called_twice(entry):
    plan_news()
    reaction = Reaction.objects.get()
    tasks.react(reaction.pk)
    tasks.react(reaction.pk)
    assert [entry.pk] == SEEN
    assert Reaction.objects.get().done_at is not None


def test_a_failing_reaction_comes_back_later_and_gives_up_in_the_end(entry, monkeypatch):
    plan_news()
    monkeypatch.setitem(FUNCTIONS, "note_it", fail)
    reaction = Reaction.objects.get()
    tasks.react(reaction.pk)
    reaction.refresh_from_db()
    assert (reaction.attempts, reaction.last_error, reaction.done_at) == (1, "RuntimeError", None)
    assert reaction.due_at > timezone.now()
    reaction.attempts = MAX_ATTEMPTS - 1
    release(reaction, "again")
    assert Reaction.objects.get().dead_at is not None


def test_database_refuses_a_second_reaction_of_one_name(entry):
    Reaction.objects.create(entry=entry, name="x")
    with pytest.raises(IntegrityError, match="reaction_once_per_entry"):
        Reaction.objects.create(entry=entry, name="x")
