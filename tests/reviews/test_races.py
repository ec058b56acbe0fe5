"""Sixteen officers decide the same document at once: one decision, fifteen clear answers."""

import threading

import pytest
from django.db import connections

from reviews import decisions
from reviews.kinds import KINDS
from reviews.verbs import verb_of
from tests.applications.factories import ready_profile
from tests.candidates.factories import EvidenceFactory
from tests.conftest import person
from workflow.models import Entry
from workflow.steps import Refused

KIND, ROUNDS, RACERS = KINDS["evidence"], 5, 16
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
        assert found.count("done") == 1
        assert row.state in ("verified", "rejected")
        assert Entry.objects.filter(subject_ref=row.public_id).exclude(kind="evidence.receive").count() == 1
        assert all(len(words) > 20 for words in found if words != "done"), found
