"""What follows from an application's steps; doing it twice changes nothing."""

from datetime import timedelta

from applications import reactions, transitions
from jobs import transitions as jobs
from jobs.models import Vacancy
from tests.applications.factories import CODES, ApplicationFactory, ready_profile
from tests.jobs.factories import VacancyFactory, japan_today
from workflow.models import Entry


def accepted(application):
    """The entry of accepting, by the person."""
    transitions.send_code(application, by=application.candidate.user)
    return transitions.accept(application, by=application.candidate.user, code=CODES[-1][2])


def twice(reaction, entry):
    reaction(entry)
    reaction(entry)


def test_the_other_applications_are_set_aside_once(applied, ayeshas, company):
    others = [
        ApplicationFactory(candidate=ayeshas, vacancy=VacancyFactory(employer=company, state="published"), state=s)
        for s in ("draft", "presented")
    ]
    done = ApplicationFactory(candidate=ayeshas, vacancy=VacancyFactory(employer=company, state="published"), state="not_selected")
    strangers = ApplicationFactory(state="submitted")
    twice(reactions.supersede_the_others, accepted(applied("offered")))
    assert [type(row).objects.get(pk=row.pk).state for row in (*others, done, strangers)] == [
        "superseded",
        "superseded",
        "not_selected",
        "submitted",
    ]
    assert Entry.objects.filter(kind="application.supersede").count() == 2
    assert [type(row).objects.get(pk=row.pk).restore_to for row in others] == ["draft", "presented"]


def test_nothing_is_set_aside_when_the_person_has_left_again(applied, ayeshas, ayesha):
    other, application = ApplicationFactory(candidate=ayeshas, state="presented"), applied("offered")
    entry = accepted(application)
    transitions.withdraw(application, by=ayesha)
    reactions.supersede_the_others(entry)
    other.refresh_from_db()
    assert other.state == "presented"


def test_a_full_vacancy_closes_and_opens_again_for_the_reserve(company, ayeshas, ayesha, bilal):
    vacancy = VacancyFactory(employer=company, state="published", seats=1)
    reserve = ApplicationFactory(candidate=ready_profile(bilal), vacancy=vacancy, state="presented")
    application = ApplicationFactory(candidate=ayeshas, vacancy=vacancy, state="offered")
    twice(reactions.close_a_full_vacancy, accepted(application))
    vacancy.refresh_from_db()
    reserve.refresh_from_db()
    assert (vacancy.state, reserve.is_on_reserve) == ("closed", True)
    assert list(type(reserve).objects.on_reserve()) == [reserve]
    twice(reactions.reopen_for_the_reserve, transitions.withdraw(application, by=ayesha))
    reserve = type(reserve).objects.get(pk=reserve.pk)
    assert (reserve.vacancy.state, reserve.is_on_reserve) == ("published", False)


def test_a_vacancy_with_seats_left_stays_open(applied, opening):
    reactions.close_a_full_vacancy(accepted(applied("offered")))
    opening.refresh_from_db()
    assert opening.state == "published"


def test_a_vacancy_that_people_closed_or_whose_date_is_past_stays_closed(company, ayeshas, ayesha, sato):
    for by_person, closes_on in ((True, japan_today()), (False, japan_today() - timedelta(days=1))):
        vacancy = VacancyFactory(employer=company, state="published", seats=1)
        application = ApplicationFactory(candidate=ayeshas, vacancy=vacancy, state="offered")
        entry = accepted(application)
        vacancy.refresh_from_db()
        jobs.close(vacancy, by=sato) if by_person else reactions.close_a_full_vacancy(entry)
        Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=closes_on)
        reactions.reopen_for_the_reserve(transitions.withdraw(application, by=ayesha))
        vacancy.refresh_from_db()
        assert vacancy.state == "closed"


def test_an_ended_vacancy_closes_what_is_open_and_spares_the_placed(applied, opening, omar):
    waiting = applied("presented")
    placed = ApplicationFactory(vacancy=opening, state="accepted")
    Vacancy.objects.filter(pk=opening.pk).update(state="closed")
    opening.refresh_from_db()
    twice(reactions.close_its_applications, jobs.end(opening, by=omar))
    waiting.refresh_from_db()
    placed.refresh_from_db()
    assert (waiting.state, waiting.close_reason, placed.state) == ("closed", "vacancy_ended", "accepted")
