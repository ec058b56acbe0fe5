"""The board: every company once, the longest silence first, with counts and the case that is due first; flat at any size."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import Application
from jobs.models import Employer, Vacancy
from outreach.companies import FILTERS, cursor_of, page_of, read_cursor
from tests.applications.factories import ApplicationFactory, soon
from tests.jobs.factories import EmployerFactory, VacancyFactory

HERE = "/desk/companies/"


def ago(days):
    return timezone.now() - timedelta(days=days)


def silent(row, days):
    """As if nothing had happened for so many days."""
    type(row)._base_manager.filter(pk=row.pk).update(waiting_since=ago(days))


@pytest.fixture
def three(reference):
    """Companies of which nothing was heard for 30, 20 and 3 days; the last one through an application."""
    rows = [EmployerFactory() for _ in range(3)]
    for row, days in zip(rows, (30, 20, 40), strict=True):
        silent(row, days)
    vacancy = VacancyFactory(employer=rows[2], state="published")
    silent(vacancy, 35)
    silent(vacancy.demand_letter, 36)
    silent(ApplicationFactory(vacancy=vacancy, state="presented"), 3)
    return rows


def board(user, wanted="all", text="", cursor=""):
    return page_of(user, wanted, text, cursor)[0]


def test_the_longest_silence_stands_first(three, ken):
    assert [(line.company, line.silent_days) for line in board(ken)] == [(three[0], 30), (three[1], 20), (three[2], 3)]


def test_counts_and_the_case_due_first(three, ken):
    vacancy = Vacancy.objects.get()
    for state in ("presented", "interviewing", "offered", "accepted", "departed", "withdrawn", "draft"):
        ApplicationFactory(vacancy=vacancy, state=state)
    first = ApplicationFactory(vacancy=vacancy, state="endorsed", due_on=soon(-2))
    line = next(line for line in board(ken) if line.company == three[2])
    assert line.people == {"presented": 2, "interviewing": 1, "offered": 1, "accepted": 2}
    assert line.vacancies == {"published": 1}
    assert (line.next.subject, line.next.kind, line.next.is_late) == (first, "application", True)
    assert str(first.public_id) in line.next.url


def test_a_draft_of_a_candidate_is_nobody_s_business(three, ken):
    vacancy = Vacancy.objects.get()
    Application.objects.update(owner="", due_on=None, state="withdrawn")
    ApplicationFactory(vacancy=vacancy, state="draft", due_on=soon(-30))
    line = next(line for line in board(ken) if line.company == three[2])
    assert (line.next, line.silent_days) == (None, 3)


def test_filters(three, ken):
    unchecked = EmployerFactory(state="registered", due_on=soon(-1))
    found = {name: {line.company for line in board(ken, name)} for name in FILTERS}
    assert found == {"running": {three[2], unchecked}, "late": {unchecked}, "unchecked": {unchecked}, "all": {*three, unchecked}}
    Application.objects.update(due_on=soon(-1))
    assert three[2] in {line.company for line in board(ken, "late")}
    assert [line.company for line in board(ken, "all", three[1].corporate_number)] == [three[1]]
    assert [line.company for line in board(ken, "all", three[1].name_en.upper())] == [three[1]]


def test_pages_follow_each_other_without_gap_or_double(reference, ken, monkeypatch):
    monkeypatch.setattr("outreach.companies.PAGE", 3)
    made = [EmployerFactory() for _ in range(8)]
    moments = [ago(5), ago(5), ago(5), ago(5), ago(9), ago(1), ago(2), ago(2)]
    for row, moment in zip(made, moments, strict=True):
        Employer.objects.filter(pk=row.pk).update(waiting_since=moment)
    seen, cursor = [], ""
    while True:
        lines, cursor = page_of(ken, "all", "", cursor)
        seen += [line.company.pk for line in lines]
        if not cursor:
            break
    assert seen == [pk for _moment, pk in sorted(zip(moments, (row.pk for row in made), strict=True))]


@pytest.mark.parametrize("mark", ["x", "%00", "YWJj", "MjAyNi0wMS0wMXwx", "w" * 300, "😀"])
def test_a_mark_that_is_none_shows_the_first_page(three, client, ken, mark):
    client.force_login(ken)
    assert read_cursor(mark) is None
    assert len(client.get(HERE, {"show": "all", "after": mark}).context["rows"]) == 3


def test_a_mark_leads_back_to_its_place(three, ken):
    moment = ago(3)
    assert read_cursor(cursor_of(7, moment)) == (moment, 7)


def test_what_was_typed_is_no_pattern(three, ken):
    assert [board(ken, "all", text) for text in ("%", "_", "\\")] == [[], [], []]


@pytest.mark.parametrize(("who", "status"), [("ken", 200), ("audit", 200), ("omar", 403), ("olga", 403), ("sato", 403), ("ayesha", 403)])
def test_the_board_is_inter_ses_s_and_the_auditor_s(client, three, request, who, status):
    client.force_login(request.getfixturevalue(who))
    for page in ("", f"{three[2].public_id}/"):
        assert client.get(f"{HERE}{page}").status_code == status


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_pages_open_in_each_language(client, three, ken, language):
    client.force_login(ken)
    client.cookies["language"] = language
    for page in ("", f"{three[2].public_id}/", f"{three[0].public_id}/"):
        assert client.get(f"{HERE}{page}").text.count("<h1") == 1


def queries(client, page):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", FILTERS)
def test_as_many_queries_at_any_size(client, three, ken, name):
    client.force_login(ken)
    page = f"{HERE}?show={name}"
    queries(client, page)
    few = queries(client, page)
    for _ in range(3):
        vacancy = VacancyFactory(employer=EmployerFactory(), state="published")
        ApplicationFactory(vacancy=vacancy, state="presented", due_on=soon(-1))
    assert queries(client, page) <= max(few, 12)
    assert queries(client, f"{HERE}{three[2].public_id}/") <= 15
