"""The only door to a state: compare and set, journal, and the database's own guards."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from jobs.models import Employer
from tests.jobs.factories import EmployerFactory
from workflow.advance import advance
from workflow.models import Entry, Note
from workflow.steps import Reason, Refused


@pytest.fixture
def employer(reference):
    return EmployerFactory(state="registered")


def test_advance_moves_journals_and_sets_the_clock(employer, ken):
    entry = advance(
        employer,
        "verify",
        by=ken,
        note="seen in the register",
        verified_how="register",
        verified_checks=["existence", "job_offers", "crime_ties"],
    )
    employer.refresh_from_db()
    assert (employer.state, employer.version, employer.owner, employer.due_on) == ("verified", 1, "", None)
    assert (entry.kind, entry.seq, entry.source_state, entry.target_state, entry.actor_role) == (
        "employer.verify",
        1,
        "registered",
        "verified",
        "inter_ses",
    )
    assert entry.note.text == "seen in the register"


def test_advance_refuses_the_wrong_role_and_writes_nothing(employer, sato):
    with pytest.raises(Refused) as refusal:
        advance(employer, "verify", by=sato)
    assert refusal.value.reasons == (Reason("step_not_yours"),)
    assert not Entry.objects.exists()


def test_advance_refuses_what_was_decided_on_an_older_version(employer, ken):
    stale = Employer.objects.get(pk=employer.pk)
    advance(employer, "verify", by=ken, verified_how="x", verified_checks=["existence", "job_offers", "crime_ties"])
    advance(employer, "suspend", by=ken)
    stale.state = "registered"
    with pytest.raises(Refused) as refusal:
        advance(stale, "verify", by=ken, verified_how="y", verified_checks=["existence", "job_offers", "crime_ties"])
    assert refusal.value.reasons == (Reason("changed_meanwhile"),)


def test_advance_passes_reasons_on_and_rolls_back(employer, ken):
    with pytest.raises(Refused) as refusal:
        advance(employer, "verify", by=ken, unless=[Reason("changed_meanwhile")])
    assert refusal.value.reasons == (Reason("changed_meanwhile"),)
    assert Employer.objects.get(pk=employer.pk).state == "registered"


def test_on_behalf_is_recorded_with_its_source(vacancy, sato, ken):
    entry = advance(vacancy, "submit", by=ken, on_behalf_of=sato, source="phone")
    assert (entry.actor, entry.on_behalf_of, entry.source, entry.actor_role) == (ken, sato, "phone", "inter_ses")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE workflow_entry SET kind='x'", "DELETE FROM workflow_entry", "UPDATE workflow_entry SET data='{\"a\":1}', planned_at=now()"],
)
def test_database_refuses_to_change_the_journal(employer, ken, statement):
    advance(employer, "verify", by=ken, verified_how="x", verified_checks=["existence", "job_offers", "crime_ties"])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_database_refuses_to_empty_the_journal(employer, ken):
    advance(employer, "verify", by=ken, verified_how="x", verified_checks=["existence", "job_offers", "crime_ties"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE workflow_entry ENABLE TRIGGER workflow_entry_keep_all")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("TRUNCATE workflow_entry CASCADE")


def test_planning_is_marked_once_and_only_forward(employer, ken):
    advance(employer, "verify", by=ken, verified_how="x", verified_checks=["existence", "job_offers", "crime_ties"])
    Entry.objects.update(planned_at="2026-11-23T00:00Z")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(planned_at=None)


def race(work, count: int) -> list[str]:
    """Run `work(n)` in `count` threads from one starting gun; outcomes in order."""
    gate, outcomes = threading.Barrier(count), [""] * count

    def run(number: int) -> None:
        try:
            gate.wait()
            work(number)
            outcomes[number] = "done"
        except Refused as refusal:
            outcomes[number] = refusal.reasons[0].code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_eight_reviewers_at_once_one_decides_and_seven_are_told(reference, ken):
    for _round in range(10):
        employer = EmployerFactory(state="registered")
        copies = [Employer.objects.get(pk=employer.pk) for _ in range(8)]
        outcomes = race(
            lambda n, rows=copies: advance(
                rows[n], "verify", by=ken, verified_how=f"try {n}", verified_checks=["existence", "job_offers", "crime_ties"]
            ),
            8,
        )
        assert sorted(outcomes) == ["changed_meanwhile"] * 7 + ["done"]
        assert Entry.objects.filter(subject_id=employer.pk).count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_without_compare_and_set_the_race_is_lost(reference, ken):
    """The negative control: a naive write lets several decide, so the race above is strong enough."""
    employer, decided = EmployerFactory(state="registered"), []

    def naive(number: int) -> None:
        row = Employer.objects.get(pk=employer.pk)
        if row.state == "registered":
            threading.Event().wait(0.02)
            Employer.objects.filter(pk=row.pk).update(
                state="verified", verified_how=str(number), verified_checks=["existence", "job_offers", "crime_ties"]
            )
            decided.append(number)

    race(naive, 8)
    assert len(decided) > 1


def test_a_note_has_a_reach(employer, ken):
    entry = advance(
        employer,
        "verify",
        by=ken,
        verified_how="x",
        verified_checks=["existence", "job_offers", "crime_ties"],
        note="only us",
        reach=Note.Reach.OWN,
    )
    assert Note.objects.get(entry=entry).reach == "own"
