"""Steps through `advance` with their journal, beside a bare UPDATE of the same row; and races for seats and decisions."""

import sys
import threading
import time
from collections.abc import Callable

from django.db import connection, connections
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications import transitions
from applications.models import AcceptCode, Application
from applications.transitions import accepting
from applications.transitions.acting import pakistan_today
from bench._cpu import cpu_ms
from bench._report import Report, at_size, percentile
from jobs.models import Vacancy
from tests.applications.factories import ApplicationFactory, proven_profile, ready_profile, soon
from tests.candidates.factories import CandidateUserFactory, ProfileFactory
from tests.jobs.factories import EmployerFactory, VacancyFactory
from workflow.advance import advance
from workflow.steps import Refused

CODE = "246810"
RACERS = 8
FREE_NUMBERS = 8_000_000  # of phones and identity cards: the demo's count from 0
GAPS = """
SELECT count(*) FROM (SELECT 1 FROM workflow_entry GROUP BY subject_kind, subject_id HAVING max(seq) <> count(*) OR min(seq) <> 1) AS found
"""
OVER_FILLED = """
SELECT count(*) FROM jobs_vacancy WHERE seats_taken > seats OR seats_taken <>
  (SELECT count(*) FROM applications_application WHERE vacancy_id = jobs_vacancy.id AND state IN ('accepted', 'departed', 'arrived'))
"""


def ask(statement: str) -> int:
    """One number from the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def bare(vacancy: Vacancy) -> None:
    """The baseline: the UPDATE of a step alone, committed, without table, clock or journal."""
    Vacancy.objects.filter(pk=vacancy.pk).update(
        state=F("state"), version=F("version"), owner="", waiting_since=timezone.now(), due_on=None
    )


def steps(report: Report) -> None:
    """Pause and resume vacancies, each step beside one bare UPDATE."""
    ken = User.objects.filter(role=Role.INTER_SES).first()
    rows = list(Vacancy.objects.open()[: at_size(ci=250, full=2500)])
    stepped, updated, clock = [], [], 0.0
    for vacancy in rows:
        for name in ("pause", "resume"):
            updated.append(cpu_ms(lambda vacancy=vacancy: bare(vacancy)))
            start = time.perf_counter()
            stepped.append(cpu_ms(lambda vacancy=vacancy, name=name: advance(vacancy, name, by=ken)))
            clock += time.perf_counter() - start
    wrong = sum(row.entries != row.steps for row in entries_of(rows))
    report.figure("steps per second, one after the other, on the clock", len(stepped) / clock)
    report.figure("a step: CPU ms", percentile(stepped, 50))
    report.figure("a bare update: CPU ms", percentile(updated, 50))
    report.goal("a step with its journal ÷ a bare update, CPU", percentile(stepped, 50) / percentile(updated, 50), at_most=8)
    report.wrong("vacancies whose version is not the number of their entries", wrong)


def entries_of(rows: list[Vacancy]) -> list[Vacancy]:
    """The vacancies with their number of steps and of journal entries."""
    counted = "(SELECT count(*) FROM workflow_entry WHERE subject_kind = 'vacancy' AND subject_id = jobs_vacancy.id)"
    return list(Vacancy.objects.filter(pk__in=[row.pk for row in rows]).extra(select={"entries": counted, "steps": "version"}))


def together(acts: list[Callable[[], object]]) -> tuple[list[str], float]:
    """Run all at the same moment: "" for success or the code of the refusal, and the seconds until the last was done."""
    barrier, said, begun = threading.Barrier(len(acts)), [""] * len(acts), []

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            begun.append(time.perf_counter())
            act()
        except Refused as refusal:
            said[place] = refusal.reasons[0].code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said, time.perf_counter() - min(begun)


def fresh(application: Application) -> Application:
    """The application as a request reads it."""
    return Application.objects.select_related("vacancy__employer", "candidate__user").get(pk=application.pk)


def accept(application: Application) -> Callable[[], object]:
    """What the candidate does who has the code of a minute ago."""
    now = timezone.now()
    AcceptCode.objects.create(
        application=application,
        hash=accepting._hash(application, CODE),
        expires_at=now + accepting.LIVES,
        sent_at=now,
        day=pakistan_today(),
    )
    row = fresh(application)
    return lambda: transitions.accept(row, by=row.candidate.user, code=CODE)


def seats(report: Report) -> None:
    """Eight people accept at once where one to four seats are left."""
    employer, people = EmployerFactory(), [ready_profile() for _ in range(RACERS)]
    spent, wrong, rounds = 0.0, 0, at_size(ci=12, full=200)
    for number in range(rounds):
        left = 1 + number % 4
        vacancy = VacancyFactory(employer=employer, state="published", seats=left)
        rows = [ApplicationFactory(candidate=person, vacancy=vacancy, state="offered") for person in people]
        said, seconds = together([accept(row) for row in rows])
        spent += seconds
        accepted = vacancy.applications.filter(state="accepted").count()
        taken = Vacancy.objects.get(pk=vacancy.pk).seats_taken
        wrong += not (accepted == taken == said.count("") == left and set(said) <= {"", "seat_not_left"})
        vacancy.applications.filter(state="accepted").update(state="arrived")  # the same people race again
    report.figure("rounds of 8 people for 1 to 4 seats, per second", rounds / spent)
    report.wrong("rounds that over-filled or under-filled a vacancy", wrong)


def decisions(report: Report) -> None:
    """Two reviewers decide on the same application at once: one is told that it has changed."""
    omar, nadia = User.objects.filter(role=Role.OEC_OFFICER)[:2]
    application = ApplicationFactory(candidate=proven_profile(), vacancy=VacancyFactory(state="published"), state="submitted")
    spent, wrong, rounds = 0.0, 0, at_size(ci=20, full=300)
    for _ in range(rounds):
        one, two = fresh(application), fresh(application)
        said, seconds = together(
            [
                lambda one=one: transitions.endorse(one, by=omar, override_reason="Seen", version=one.version),
                lambda two=two: transitions.send_back(two, by=nadia, note="Dark photo", version=two.version),
            ]
        )
        spent += seconds
        wrong += sorted(said) != ["", "changed_meanwhile"]
        Application.objects.filter(pk=application.pk).update(state="submitted", owner="oec", due_on=soon(5))
    report.figure("rounds of 2 reviewers on 1 application, per second", rounds / spent)
    report.wrong("applications that were decided twice or not at all", wrong)


def main() -> int:
    """0 if every result was right."""
    report = Report("advance")
    CandidateUserFactory.reset_sequence(FREE_NUMBERS)
    ProfileFactory.reset_sequence(FREE_NUMBERS)
    report.wrong("subjects with a gap in the journal of the demo", ask(GAPS))
    steps(report)
    seats(report)
    decisions(report)
    report.wrong("vacancies over-filled or miscounted in the whole database", ask(OVER_FILLED))
    return report.write()


if __name__ == "__main__":
    sys.exit(main())
