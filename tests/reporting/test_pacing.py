"""How long cases stood in each state: working days where the owner works, the middle, against the owner's days."""

from datetime import date, timedelta
from statistics import median

import pytest
from django.utils import timezone

from accounts.models import Closure
from jobs.models import Vacancy
from reporting import counting, figures
from reporting.models import Pace
from reporting.stages import STAY_WORDS, STAYS
from tests.applications.factories import ApplicationFactory, ready_profile
from tests.jobs.factories import VacancyFactory
from tests.reporting.factories import at, step, walk
from workflow.models import Holiday, Term

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def waits(reference, omar, nadia):
    """Three checked by Omar after 1, 2 and 6 working days, one by Nadia after 9; one that left in December."""
    Holiday.objects.all().delete()
    district = ready_profile().district
    for days, who in [(1, omar), (2, omar), (8, omar), (13, nadia)]:  # 8 days over one weekend are 6 working days, 13 over two are 9
        row = ApplicationFactory(state="endorsed", candidate=ready_profile(district=district))
        walk(row, ("submitted", at(2026, 11, 3, 6)), ("endorsed", at(2026, 11, 3, 6) + timedelta(days=days)), by=who)
    walk(ApplicationFactory(state="endorsed"), ("submitted", at(2026, 11, 3)), ("endorsed", at(2026, 12, 9)), by=omar)
    counting.count_month(NOVEMBER, timezone.now())


def test_the_middle_of_all_and_of_each_officer(waits, omar, nadia):
    everybody = figures.medians(NOVEMBER)[""]["application.submitted"]
    assert (everybody.days, everybody.cases, everybody.target, everybody.is_over) == (4.0, 4, 5, False)
    by_officer = figures.medians(NOVEMBER, by="officer")
    assert by_officer[str(omar.pk)]["application.submitted"].days == median([1, 2, 6])
    assert by_officer[str(nadia.pk)]["application.submitted"].is_over
    assert str(omar.pk) in by_officer
    assert set(figures.names_of("officer", list(by_officer)).values()) >= {"Omar Farooqi", "Nadia Rehman"}


def test_a_holiday_is_no_working_day(waits):
    Holiday.objects.create(country="PK", day=date(2026, 11, 4), name="a day off")
    counting.count_month(NOVEMBER, timezone.now())
    assert figures.medians(NOVEMBER)[""]["application.submitted"].days == median([0, 1, 5, 8])


def test_the_closed_days_of_whoever_has_the_case_do_not_count(waits, sato, company, oec, inter_ses):
    read = ApplicationFactory(state="offered", vacancy=VacancyFactory(employer=company))
    walk(read, *((state, at(2026, 11, n, 6)) for state, n in [("submitted", 3), ("endorsed", 4), ("presented", 5), ("offered", 12)]))
    counting.count_month(NOVEMBER, timezone.now())
    before = figures.medians(NOVEMBER)[""]
    assert (before["application.presented"].days, before["application.endorsed"].days) == (5, 1)
    for party, first, last in [(oec, 4, 4), (company.party, 9, 10), (inter_ses, 20, 21)]:
        Closure.objects.create(party=party, first_day=date(2026, 11, first), last_day=date(2026, 11, last), by=sato)
    counting.count_month(NOVEMBER, timezone.now())
    after = figures.medians(NOVEMBER)[""]
    assert (after["application.presented"].days, after["application.endorsed"].days) == (3, 1)
    assert after["application.submitted"].days == median([0, 1, 5, 8, 0])


def test_a_closure_that_was_taken_back_and_that_of_another_company_count_nothing(reference, sato, company, zed):
    Holiday.objects.all().delete()
    row = ApplicationFactory(state="offered", vacancy=VacancyFactory(employer=company))
    walk(row, *((state, at(2026, 11, n, 6)) for state, n in [("submitted", 3), ("endorsed", 4), ("presented", 5), ("offered", 12)]))
    days = {"first_day": date(2026, 11, 9), "last_day": date(2026, 11, 10), "by": sato}
    Closure.objects.create(party=company.party, taken_back_at=at(2026, 11, 1), **days)
    Closure.objects.create(party=zed.parties().get(), **days)
    counting.count_month(NOVEMBER, timezone.now())
    assert figures.medians(NOVEMBER)[""]["application.presented"].days == 5


def test_a_second_stay_counts_from_the_second_coming(reference, omar):
    Holiday.objects.all().delete()
    row = ApplicationFactory(state="endorsed")
    stops = [("submitted", at(2026, 11, 2)), ("returned", at(2026, 11, 4)), ("submitted", at(2026, 11, 16)), ("endorsed", at(2026, 11, 17))]
    walk(row, *stops, by=omar)
    counting.count_month(NOVEMBER, timezone.now())
    found = figures.medians(NOVEMBER)[""]
    assert (found["application.submitted"].days, found["application.submitted"].cases) == (1.5, 2)
    assert found["application.returned"].days == 8


def test_steps_inside_a_state_do_not_end_the_stay(reference, sato):
    row = ApplicationFactory(state="offered")
    walk(row, *((state, at(2026, 11, n)) for n, state in enumerate(["submitted", "endorsed", "presented", "interviewing"], 2)))
    step(row, "choose_slot", at(2026, 11, 10), 5, source_state="interviewing", target_state="interviewing")
    step(row, "offer", at(2026, 11, 12), 6, source_state="interviewing", target_state="offered")
    counting.count_month(NOVEMBER, timezone.now())
    assert figures.medians(NOVEMBER)[""]["application.interviewing"].days == 5, "Thursday to Thursday"


def test_the_target_is_that_of_the_month(waits):
    Term.objects.create(owner="oec", working_days=3, valid_from=date(2026, 11, 15))
    assert figures.medians(NOVEMBER)[""]["application.submitted"].target == 3
    assert figures.targets_on(date(2026, 11, 14))["application.submitted"] == 5


def test_a_vacancy_is_filled_when_its_last_seat_is_taken(reference):
    row = ApplicationFactory(state="accepted", accepted_at=at(2026, 11, 20))
    Vacancy.objects.filter(pk=row.vacancy_id).update(published_at=at(2026, 11, 1), seats=1)
    counting.count_month(NOVEMBER, timezone.now())
    assert figures.medians(NOVEMBER, by="employer")[str(row.vacancy.employer_id)]["filled"].days == 19
    Vacancy.objects.filter(pk=row.vacancy_id).update(seats=2)
    counting.count_month(NOVEMBER, timezone.now())
    assert not Pace.objects.filter(stage="filled").exists()


def test_reading_costs_the_same_for_all(waits, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        figures.medians(NOVEMBER, by="officer")


def test_every_stay_has_its_word_and_an_owner():
    assert set(STAYS) == set(STAY_WORDS)


def test_only_staff_are_officers(reference, omar, ayesha):
    row = ApplicationFactory(state="submitted")
    walk(row, ("submitted", at(2026, 11, 2)), ("returned", at(2026, 11, 4)), by=omar)
    said = {"source_state": "returned", "target_state": "submitted", "actor": ayesha, "actor_role": "candidate"}
    step(row, "submit", at(2026, 11, 5), 3, **said)
    counting.count_month(NOVEMBER, timezone.now())
    assert str(ayesha.pk) not in figures.medians(NOVEMBER, by="officer")


def test_the_lead_reads_the_days_by_officer(client, amna, waits, omar, nadia):
    client.force_login(amna)
    page = client.get("/desk/figures/pace/", {"period": "2026-11"})
    assert [(name, now.days) for name, now, _before in page.context["parts"]] == [(str(nadia), 9.0), (str(omar), 2.0)]
    assert "OEC checks the application" in page.text
    for by in ("officer", "district", "field", "nothing"):
        answer = client.get("/desk/figures/pace/table.csv", {"period": "2026-11", "by": by, "stage": "application.submitted"})
        assert answer.status_code == 200
    assert client.get("/desk/figures/pace/", {"stage": "x", "period": "2026-12"}).status_code == 200


def test_each_party_reads_its_own_officers(client, ken, audit, waits):
    client.force_login(ken)
    assert client.get("/desk/figures/pace/", {"period": "2026-11"}).context["parts"] == []
    client.force_login(audit)
    assert len(client.get("/desk/figures/pace/", {"period": "2026-11"}).context["parts"]) == 2


@pytest.mark.parametrize(("who", "status"), [("omar", 403), ("amna", 200), ("ken", 200), ("audit", 200), ("olga", 403)])
def test_officers_do_not_read_each_other_s_days(client, request, db, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/figures/pace/").status_code == status
