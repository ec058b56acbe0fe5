"""Sato's numbers: what became of each vacancy, how fast the company answers, and what waits on the first page; Zed sees none of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import transitions
from applications.models import Application, Interview, Offer, Slot
from applications.numbers import COLUMNS, Span, lines, measure
from applications.panels import for_employer
from applications.tasks import measure_answers
from applications.transitions.acting import japan_today
from jobs.models import Employer, Vacancy
from jobs.models.versions import VacancyDay
from tests.applications.factories import ApplicationFactory, interview
from tests.jobs.factories import EmployerFactory, VacancyFactory
from workflow.models import Entry

HERE = "/en/employer/numbers/"
MOMENT = timezone.now()
NOW = timezone.now


@pytest.fixture
def opening(company):
    """Sato's published vacancy."""
    return VacancyFactory(employer=company, state="published", seats=10)


@pytest.fixture
def busy(opening):
    """One of each: only applied, presented, interviewed, offered, accepted, declined."""
    VacancyDay.objects.create(vacancy=opening, day=japan_today(), seen=7)
    VacancyDay.objects.create(vacancy=opening, day=japan_today() - timedelta(days=40), seen=100)
    for state in ("draft", "submitted", "presented", "interviewing", "offered", "accepted", "declined"):
        row = ApplicationFactory(vacancy=opening, state=state)
        if state in ("interviewing", "offered"):
            met(row, hours=-2)
    met(Application.objects.get(state="presented"), hours=5)
    return opening


def met(application, *, hours):
    """An interview at a chosen time, so many hours from now."""
    row = interview(application, hours)
    Slot.objects.filter(interview=row).update(is_chosen=True)
    Interview.objects.filter(pk=row.pk).update(confirmed_at=NOW())
    return row


def counted(vacancy, span=Span()):
    (line,) = lines([vacancy], span)
    return line.counts


def test_each_column_counts_what_it_says(busy):
    assert counted(busy) == dict(zip(COLUMNS, (107, 6, 5, 2, 3, 1, 1), strict=True))


def test_a_period_counts_only_what_happened_in_it(busy):
    Application.objects.exclude(state="draft").update(submitted_at=NOW() - timedelta(days=40), presented_at=NOW() - timedelta(days=31))
    Offer.objects.update(made_at=NOW() - timedelta(days=50))
    month = Span(japan_today() - timedelta(days=29))
    assert counted(busy, month) == dict(zip(COLUMNS, (7, 0, 0, 2, 0, 1, 1), strict=True))
    assert counted(busy)["applied"] == 6


def turn(application, *steps):
    """A journal of (step, days ago, by the employer)."""
    for name, days, mine in steps:
        seq = Entry.objects.filter(subject_kind="application", subject_id=application.pk).count() + 100
        Entry.objects.create(
            kind=f"application.{name}", subject_kind="application", subject_id=application.pk, subject_ref=application.public_id,
            seq=seq, actor_role="employer" if mine else "inter_ses", at=MOMENT - timedelta(days=days), data={"round": 1},
        )  # fmt: skip


def answered(vacancy, *spans):
    """So many candidates, each answered after so many days."""
    for days in spans:
        turn(ApplicationFactory(vacancy=vacancy, state="interviewing"), ("present", 20, False), ("invite", 20 - days, True))


def test_the_median_is_told_of_each_vacancy_and_of_the_company_from_five_on(opening, company):
    answered(opening, 1, 2, 9, 4)
    other = VacancyFactory(employer=company, state="published")
    assert [line.days for line in lines([opening, other], Span())] == [3, None]
    measure_answers()
    company.refresh_from_db()
    assert company.answer_days is None
    answered(other, 6)
    measure_answers()
    company.refresh_from_db()
    assert company.answer_days == 4


def test_a_number_goes_again_when_its_answers_are_too_old(opening, company):
    answered(opening, *[2] * 5)
    measure_answers()
    assert Employer.objects.get(pk=company.pk).answer_days == 2
    assert measure([Employer.objects.get(pk=company.pk)], japan_today() + timedelta(days=400)) == 0
    assert Employer.objects.get(pk=company.pk).answer_days is None


def test_the_days_after_an_interview_count_from_the_interview(opening):
    application = ApplicationFactory(vacancy=opening, state="interviewing")
    met(application, hours=-48)
    turn(application, ("choose_slot", 10, False), ("not_select", 0.5, True))
    assert [line.days for line in lines([opening], Span())] == [2]


def test_the_own_verbs_leave_the_journal_that_is_measured(applied, sato, ken, company):
    application = applied("endorsed")
    transitions.present(application, by=ken, summary_ja="要約")
    transitions.invite(application, by=sato, slots=[NOW() + timedelta(days=2)])
    assert [line.days for line in lines([application.vacancy], Span())] == [1]


def test_the_page_shows_the_own_vacancies_only(client, sato, zed, busy):
    client.force_login(sato)
    page = client.get(HERE)
    assert (busy.reference in page.text, page.context["sums"]) == (True, [107, 6, 5, 2, 3, 1, 1])
    assert busy.reference in client.get(f"{HERE}export/").content.decode()
    EmployerFactory(party=zed.parties().get())
    client.force_login(zed)
    for address in (HERE, f"{HERE}export/"):
        assert busy.reference not in client.get(address).content.decode()


@pytest.mark.parametrize("who", ["ken", "omar", "audit", "ayesha"])
def test_nobody_else_opens_it(client, busy, request, who):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(HERE).status_code, client.get(f"{HERE}export/").status_code] == [403, 403]


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
@pytest.mark.parametrize("query", ["", "?period=30", "?period=x"])
def test_it_opens_in_each_language(client, sato, busy, language, query):
    client.force_login(sato)
    page = client.get(f"/{language}/employer/numbers/{query}")
    assert (page.status_code, page.text.count("<h1")) == (200, 1)


def test_an_employer_without_a_company_sees_how_to_begin(client, sato):
    client.force_login(sato)
    assert client.get(HERE).status_code == 200


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("address", [HERE, f"{HERE}?period=30", f"{HERE}export/"])
def test_as_many_queries_at_any_size(client, sato, busy, company, address):
    client.force_login(sato)
    few = queries(client, address)
    for _ in range(4):
        answered(VacancyFactory(employer=company, state="published"), 1, 2, 3)
    assert queries(client, address) == few <= 16


def test_measuring_asks_as_often_for_many_companies(opening, company, django_assert_max_num_queries):
    rows = [company, *(EmployerFactory() for _ in range(6))]
    for row in rows[1:]:
        answered(VacancyFactory(employer=row, state="published"), 1, 2)
    with django_assert_max_num_queries(7):
        measure(list(Employer.objects.all()), japan_today())


class Asked:
    def __init__(self, user):
        self.user = user


def test_the_first_page_says_who_waits(sato, busy):
    Application.objects.filter(state="interviewing").update(waiting_since=NOW() - timedelta(days=9))
    panel = for_employer(Asked(sato))
    assert (panel["waiting"], panel["oldest_days"], panel["offered"]) == (1, 9, 1)
    assert [card.application.state for card in panel["cards"]] == ["interviewing"]
    Application.objects.filter(state="presented").update(state="interviewing")
    assert [slot.interview.application.state for slot in for_employer(Asked(sato))["coming"]] == ["interviewing"]


def test_the_first_page_has_the_panel_and_few_queries(client, sato, busy):
    client.force_login(sato)
    page = client.get("/en/employer/")
    assert "waits for your answer" in page.text
    assert "/en/employer/numbers/" in page.text
    few = queries(client, "/en/employer/")
    for _ in range(3):
        met(ApplicationFactory(vacancy=Vacancy.objects.get(), state="interviewing"), hours=-3)
    assert queries(client, "/en/employer/") == few
