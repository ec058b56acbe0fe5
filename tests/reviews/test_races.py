"""Sixteen officers decide the same document at once: one decision, fifteen clear answers."""

import threading
from functools import partial

import pytest
from django.db import connections

from applications import transitions as applications
from reviews import batches, decisions
from reviews.kinds import KINDS
from reviews.many import MANY
from reviews.models import Batch, Decision
from reviews.verbs import verb_of
from tests.applications.factories import ApplicationFactory, ready_profile
from tests.candidates.factories import EvidenceFactory
from tests.conftest import person
from workflow.models import Entry
from workflow.steps import Refused

KIND, ROUNDS, RACERS = KINDS["evidence"], 10, 16
SAID = {
    "verify": {"how": "original", "reference": "", "expires_on": None, "note": ""},
    "reject": {"fault": "unreadable", "note": ""},
}


def decide(paper_id: int, officer, name: str, gate: threading.Barrier, found: list[str]) -> None:
    """One officer, on a connection of their own, at the same moment as the others."""
    try:
        row = KIND.model.objects.select_related(*KIND.related).get(pk=paper_id)
        gate.wait()
        decisions.decide(KIND, row, verb_of("evidence", name), by=officer, version=row.version, said=SAID[name])
        found.append("done")
    except Refused as refusal:
        found.append(str(refusal))
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_one_decision_and_fifteen_clear_answers(reference, oec):
    officers = [person("oec_officer", f"Racer{n} Officer", party=oec) for n in range(RACERS)]
    for _round in range(ROUNDS):
        row, gate, found = EvidenceFactory(profile=ready_profile(), kind="degree"), threading.Barrier(RACERS), []
        racers = [
            threading.Thread(target=decide, args=(row.pk, officer, ("verify", "reject")[n % 2], gate, found))
            for n, officer in enumerate(officers)
        ]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        row.refresh_from_db()
        assert len(found) == RACERS, "everybody is answered"
        assert found.count("done") == 1
        assert row.state in ("verified", "rejected")
        assert Entry.objects.filter(subject_ref=row.public_id).exclude(kind="evidence.receive").count() == 1
        assert all(len(words) > 20 for words in found if words != "done"), found


def at_once(*acts):
    """Each act on a connection of its own, at the same moment; what each gave, or its refusal."""
    gate, found = threading.Barrier(len(acts)), []

    def run(act):
        try:
            gate.wait()
            found.append(act() or "done")
        except Refused as refusal:
            found.append(str(refusal))
        finally:
            connections.close_all()

    racers = [threading.Thread(target=run, args=(act,)) for act in acts]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    return found


def decided(rows, by):
    said = {row.public_id: {"reason": "language_level", "shared": True, "note": ""} for row in rows}
    return batches.decide(MANY["not_select"], said, by=by, versions={row.public_id: row.version for row in rows})[0]


@pytest.fixture
def officers(reference, oec):
    omar = person("oec_officer", "Omar Farooqi", party=oec)
    return omar, [person("oec_supervisor", f"Signer{n} Officer", party=oec) for n in range(2)]


@pytest.fixture
def submitted(reference):
    return lambda n: [ApplicationFactory(state="submitted", candidate=ready_profile()) for _n in range(n)]


@pytest.mark.django_db(transaction=True)
def test_of_two_signers_one_signs(officers, submitted):
    omar, signers = officers
    for _round in range(ROUNDS):
        batch = decided(submitted(2), omar)
        copies = [Batch.objects.get(pk=batch.pk) for _signer in signers]
        pairs = zip(copies, signers, strict=True)
        found = at_once(*(partial(batches.sign, row, by=who, version=row.version) for row, who in pairs))
        assert sum(isinstance(answer, Entry) for answer in found) == 1, found
        assert Entry.objects.filter(kind="batch.sign", subject_id=batch.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_release_each_row_once(officers, submitted):
    omar, signers = officers
    batch = decided(submitted(12), omar)
    batches.sign(batch, by=signers[0], version=batch.version)
    at_once(*[partial(batches.release, batch.pk)] * 3)
    batches.release(batch.pk)
    assert Entry.objects.filter(kind="application.not_select").count() == 12
    assert Entry.objects.filter(kind="batch.finish").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_release_while_the_candidates_withdraw_ends_clearly(officers, submitted):
    omar, signers = officers
    rows = submitted(6)
    batch = decided(rows, omar)
    batches.sign(batch, by=signers[0], version=batch.version)
    leaving = [partial(applications.withdraw, row, by=row.candidate.user) for row in rows[:3]]
    at_once(partial(batches.release, batch.pk), *leaving)
    batches.release(batch.pk)
    counts = batches.counts(batch)
    assert (counts["open"], counts["done"] + counts["refused"]) == (0, 6)
    assert Entry.objects.filter(kind="application.not_select").count() == counts["done"]
    assert all(row.refusal_words for row in batch.decisions.filter(refused_at__isnull=False))


@pytest.mark.django_db(transaction=True)
def test_two_deciders_of_the_same_cases_share_none(officers, submitted):
    omar, signers = officers
    rows = submitted(4)
    at_once(*(partial(decided, rows, who) for who in (omar, signers[0])))
    assert Decision.objects.pending().count() == 4
    assert Batch.objects.filter(decisions=None).count() == 0
