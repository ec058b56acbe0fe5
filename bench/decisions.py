"""Sixteen officers decide the same document at once, over and over: one decision, fifteen clear answers."""

import sys
import threading
import time

from django.db import connections

from accounts.models import User
from accounts.roles import Role
from bench._report import Report, at_size, percentile
from candidates.models import Evidence
from reviews import decisions
from reviews.kinds import KINDS
from reviews.verbs import verb_of
from workflow.models import Entry
from workflow.steps import Refused

KIND, RACERS = KINDS["evidence"], 16
ROUNDS = at_size(ci=50, full=1000)
SAID = {
    "verify": {"how": "original", "reference": "", "expires_on": None, "note": ""},
    "reject": {"fault": "unreadable", "note": ""},
}


def officers() -> list[User]:
    """Sixteen officers of OEC; the demo's and as many new ones as are missing."""
    found = list(User.objects.filter(role=Role.OEC_OFFICER, is_active=True).order_by("pk")[:RACERS])
    missing = range(len(found), RACERS)
    return found + [User.objects.create_user(role=Role.OEC_OFFICER, email=f"racer{n}@example.org", full_name=f"Racer {n}") for n in missing]


def race(paper: Evidence, people: list[User]) -> list[str]:
    """What each of them was told, and "done" for the one who decided."""
    gate, told = threading.Barrier(len(people)), []

    def decide(officer: User, name: str) -> None:
        try:
            row = KIND.model._default_manager.select_related(*KIND.related).get(pk=paper.pk)
            gate.wait()
            decisions.decide(KIND, row, verb_of("evidence", name), by=officer, version=row.version, said=SAID[name])  # type: ignore[arg-type]
            told.append("done")
        except Refused as refusal:
            told.append(str(refusal))
        except Exception as fault:
            told.append(f"fault: {type(fault).__name__}")
        finally:
            connections.close_all()

    racers = [threading.Thread(target=decide, args=(officer, ("verify", "reject")[place % 2])) for place, officer in enumerate(people)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    return told


def main() -> int:
    """0 if every round had one decision and fifteen answers in words."""
    report, people = Report("decisions"), officers()
    papers = list(Evidence.objects.filter(state="received").order_by("pk")[:ROUNDS])
    spent, more, unclear, written = [], 0, 0, 0
    for paper in papers:
        before, began = Entry.objects.filter(subject_ref=paper.public_id).count(), time.perf_counter()
        told = race(paper, people)
        spent.append((time.perf_counter() - began) * 1000)
        more += told.count("done") != 1
        unclear += sum(words != "done" and (words.startswith("fault") or len(words) < 20) for words in told)
        written += Entry.objects.filter(subject_ref=paper.public_id).count() != before + 1
    report.figure("rounds of sixteen officers", len(papers))
    report.wrong("rounds with none or more than one decision", more)
    report.wrong("rounds whose history does not hold one decision", written)
    report.wrong("answers that are no clear words", unclear)
    report.figure("a round: ms at the median", percentile(spent, 50))
    return report.write()


if __name__ == "__main__":
    sys.exit(main())
