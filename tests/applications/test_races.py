"""Two people at once, on PostgreSQL, with real threads and real commits. Each guard has its negative control."""

import threading
import time
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, connections

from applications import transitions
from applications.models import AcceptCode, Application
from applications.transitions import accepting
from applications.transitions.acting import pakistan_today
from jobs.models import Vacancy
from tests.applications.factories import ApplicationFactory, proven_profile, ready_profile, soon
from tests.jobs.factories import EmployerFactory, VacancyFactory
from workflow.models import Entry
from workflow.steps import Refused

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "246810"
CHECK = "vacancy_is_never_over_filled"


def with_code(application: Application) -> Application:
    """A code that was sent a minute ago."""
    from django.utils import timezone

    now = timezone.now()
    AcceptCode.objects.create(
        application=application,
        hash=accepting._hash(application, CODE),
        expires_at=now + accepting.LIVES,
        sent_at=now,
        day=pakistan_today(),
    )
    return application


def together(*acts):
    """Run all at the same moment; the codes of the refusals, "" for success."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(10)
            act()
            results[place] = ""
        except Refused as refusal:
            results[place] = refusal.reasons[0].code
        except Exception as error:
            results[place] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def accept(application):
    fresh = Application.objects.select_related("vacancy__employer", "candidate__user").get(pk=application.pk)
    return lambda: transitions.accept(fresh, by=fresh.candidate.user, code=CODE)


def offers(vacancy, people):
    return [with_code(ApplicationFactory(candidate=person, vacancy=vacancy, state="offered")) for person in people]


@contextmanager
def without_check():
    """The database does not guard the seats for a while."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [CHECK])
        definition = cursor.fetchone()[0]
        cursor.execute(f"ALTER TABLE jobs_vacancy DROP CONSTRAINT {CHECK}")
    try:
        yield
    finally:
        Vacancy.objects.update(seats_taken=0)
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE jobs_vacancy ADD CONSTRAINT {CHECK} {definition}")


def unlocked(application):
    """What `locked` would be without its locks; slow enough that all read before the first writes."""
    vacancy = Vacancy.objects.get(pk=application.vacancy_id)
    time.sleep(0.3)
    return vacancy


def test_parallel_accepts_never_over_fill():
    employer = EmployerFactory()
    for turn in range(20):
        seats = 1 + turn % 4
        vacancy = VacancyFactory(employer=employer, state="published", seats=seats)
        rows = offers(vacancy, [ready_profile() for _ in range(8 if turn % 5 else 2)])
        results = together(*map(accept, rows))
        vacancy.refresh_from_db()
        accepted = vacancy.applications.filter(state="accepted").count()
        assert accepted == vacancy.seats_taken == results.count("") == min(seats, len(rows)), results
        assert set(results) <= {"", "seat_not_left"}


def test_without_the_lock_the_check_still_holds(monkeypatch):
    monkeypatch.setattr(accepting, "locked", unlocked)
    vacancy = VacancyFactory(state="published", seats=2)
    results = together(*map(accept, offers(vacancy, [ready_profile() for _ in range(6)])))
    vacancy.refresh_from_db()
    assert (results.count(""), vacancy.seats_taken) == (2, 2)
    assert results.count("seat_not_left") == 4


def test_without_lock_and_check_the_vacancy_is_over_filled(monkeypatch):
    """The negative control: the race is real."""
    monkeypatch.setattr(accepting, "locked", unlocked)
    vacancy = VacancyFactory(state="published", seats=2)
    rows = offers(vacancy, [ready_profile() for _ in range(6)])
    with without_check():
        results = together(*map(accept, rows))
    assert results.count("") > 2


def test_one_person_accepts_one_of_two_offers():
    person = ready_profile()
    for _ in range(5):
        one, two = (offers(VacancyFactory(state="published"), [person])[0] for _ in range(2))
        results = together(accept(one), accept(two))
        assert sorted(results) == ["", "other_accepted"]
        Application.objects.filter(candidate=person, state="accepted").update(state="closed", owner="")


def test_the_database_refuses_a_second_accepted_job(monkeypatch):
    """Without lock and without the rule the unique constraint speaks, in the same words."""
    monkeypatch.setattr(accepting, "locked", unlocked)
    monkeypatch.setattr(accepting, "has_other_accepted", lambda application: False)
    person = ready_profile()
    one, two = (offers(VacancyFactory(state="published"), [person])[0] for _ in range(2))
    assert sorted(together(accept(one), accept(two))) == ["", "other_accepted"]


def test_two_reviewers_one_decision(omar, nadia):
    person, vacancy = proven_profile(), VacancyFactory(state="published")
    application = ApplicationFactory(candidate=person, vacancy=vacancy, state="submitted")
    for _ in range(10):
        one, two = (Application.objects.select_related("vacancy__employer", "candidate__user").get(pk=application.pk) for _ in range(2))
        results = together(
            lambda: transitions.endorse(one, by=omar, override_reason="Seen", version=one.version),
            lambda: transitions.send_back(two, by=nadia, note="Dark photo", version=two.version),
        )
        assert sorted(results) == ["", "changed_meanwhile"]
        Application.objects.filter(pk=application.pk).update(state="submitted", owner="oec", due_on=soon(5))
    assert Entry.objects.about(application).count() == 10


def test_withdrawing_is_never_refused_while_accepting():
    employer, person = EmployerFactory(), ready_profile()
    for _ in range(10):
        vacancy = VacancyFactory(employer=employer, state="published", seats=1)
        application = offers(vacancy, [person])[0]
        fresh = Application.objects.select_related("vacancy__employer", "candidate__user").get(pk=application.pk)
        taking, leaving = together(accept(application), lambda: transitions.withdraw(fresh, by=person.user))
        application.refresh_from_db()
        vacancy.refresh_from_db()
        assert leaving == ""
        assert (application.state, vacancy.seats_taken) == ("withdrawn", 0)
        assert taking in ("", "step_not_open", "changed_meanwhile", "offer_not_made")


def test_two_starts_make_one_draft():
    person, vacancy = ready_profile(), VacancyFactory(state="published")
    assert together(*[lambda: transitions.start(vacancy, candidate=person, by=person.user) for _ in range(6)]) == [""] * 6
    assert Application.objects.filter(candidate=person, vacancy=vacancy).count() == 1


def test_two_forms_propose_one_offer():
    from tests.applications.factories import conditions
    from tests.jobs.factories import UserFactory

    sato = UserFactory()
    vacancy = VacancyFactory(state="published", employer=EmployerFactory(member=sato))
    application = ApplicationFactory(vacancy=vacancy, state="presented")
    said = conditions(vacancy)
    results = together(*[lambda: transitions.propose_offer(application, by=sato, conditions=said) for _ in range(3)])
    assert sorted(results) == ["", "offer_stands_already", "offer_stands_already"]


def test_the_same_guess_in_parallel_counts_every_try():
    application = with_code(ApplicationFactory(state="offered"))
    wrong = Application.objects.select_related("vacancy__employer", "candidate__user").get(pk=application.pk)
    results = together(*[lambda: transitions.accept(wrong, by=wrong.candidate.user, code="000000") for _ in range(8)])
    assert set(results) == {"code_not_confirmed"}
    assert AcceptCode.objects.get(application=application).tries == accepting.MAX_TRIES
    with pytest.raises(Refused, match="code"):
        accept(application)()


def test_the_database_itself_counts_seats():
    vacancy = VacancyFactory(state="published", seats=1)
    with pytest.raises(IntegrityError, match=CHECK):
        Vacancy.objects.filter(pk=vacancy.pk).update(seats_taken=2)
