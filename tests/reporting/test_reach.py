"""What became of vacancies: seen, applied, endorsed, presented, interviewed, offered, hired, and the days to fill."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from exports import writing
from jobs.models import Vacancy
from jobs.models.versions import VacancyDay
from reporting import counting, reach
from tests.accounts.test_second import fresh
from tests.applications.factories import ApplicationFactory, held
from tests.jobs.factories import VacancyFactory
from tests.reporting.factories import at, walk
from tests.reviews.workbooks import cells

DAYS = [
    ("submitted", at(2026, 11, 2)),
    ("endorsed", at(2026, 11, 3)),
    ("presented", at(2026, 11, 4)),
    ("interviewing", at(2026, 11, 5)),
    ("offered", at(2026, 11, 6)),
]


@pytest.fixture
def advertised(company):
    """Opened 12 times; three applied: one hired on 20 November, one presented, one only endorsed. Published on the 1st, one seat."""
    vacancy = VacancyFactory(employer=company, state="published", seats=1)
    Vacancy.objects.filter(pk=vacancy.pk).update(published_at=at(2026, 11, 1), title_en="=1+1")
    VacancyDay.objects.create(vacancy=vacancy, day=date(2026, 11, 3), seen=12)
    hired = ApplicationFactory(vacancy=vacancy, state="accepted", accepted_at=at(2026, 11, 20))
    walk(hired, *DAYS, ("accepted", at(2026, 11, 20)))
    held(hired)
    walk(ApplicationFactory(vacancy=vacancy, state="presented"), *DAYS[:3])
    walk(ApplicationFactory(vacancy=vacancy, state="endorsed"), *DAYS[:2])
    counting.count_month(date(2026, 11, 1), timezone.now())
    vacancy.refresh_from_db()
    return vacancy


EXPECTED = {"seen": 12, "applied": 3, "endorsed": 3, "presented": 2, "interviewed": 1, "offered": 1, "hired": 1}


def test_one_vacancy_from_its_first_day_on(advertised):
    (row,) = reach.reach_of([advertised])
    assert (row.counts, row.days) == (EXPECTED, 19)


def test_a_vacancy_with_seats_left_is_not_filled(advertised):
    Vacancy.objects.filter(pk=advertised.pk).update(seats=3)
    advertised.refresh_from_db()
    assert reach.reach_of([advertised])[0].days is None


@pytest.mark.parametrize("by", reach.BY)
def test_the_month_by_field_prefecture_and_employer(client, amna, advertised, by):
    client.force_login(amna)
    page = client.get("/desk/figures/reach/", {"period": "2026-11", "by": by})
    assert [(counts, days) for _name, counts, days in page.context["rows"]] == [(list(EXPECTED.values()), 19.0)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_all_vacancies_as_a_file_whatever_their_number(client, amna, advertised, monkeypatch, form):
    monkeypatch.setattr(reach, "AT_ONCE", 2)
    for _n in range(3):
        VacancyFactory(employer=advertised.employer, state="published")
    url = fresh(client, amna).post("/desk/figures/reach/make/", {"form": form})["Location"]
    while writing.work():
        pass
    body = b"".join(client.get(f"{url}take/").streaming_content)
    if form == "xlsx":
        assert (cells(io.BytesIO(body))["formulas"], "=1+1" in cells(io.BytesIO(body))["words"]) == (0, True)
        return
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert (body[:3], len(rows), rows[-1][1]) == (b"\xef\xbb\xbf", 5, "'=1+1"), "no live formula"
    assert rows[-1][5:] == ["2026-11-01", *map(str, EXPECTED.values()), "19"]


def test_the_table_of_the_period_is_counted_already_and_comes_at_once(client, amna, advertised):
    client.force_login(amna)
    assert client.post("/desk/figures/reach/make/", {"form": "pdf"}).status_code == 404
    assert client.get("/desk/figures/reach/table.csv", {"period": "2026-11"}).status_code == 200


@pytest.mark.parametrize("count", [1, 8])
def test_the_page_costs_the_same_for_many(client, amna, company, count, django_assert_max_num_queries):
    for _n in range(count):
        row = ApplicationFactory(vacancy=VacancyFactory(employer=company, state="published"), state="presented")
        walk(row, *DAYS[:3])
    client.force_login(amna)
    client.get("/desk/figures/reach/")
    with django_assert_max_num_queries(28):
        client.get("/desk/figures/reach/", {"period": "2026-11"})


def test_older_vacancies_come_by_pages(client, amna, company):
    for _n in range(52):
        VacancyFactory(employer=company, state="published")
    client.force_login(amna)
    first = client.get("/desk/figures/reach/")
    older = client.get("/desk/figures/reach/", {"before": first.context["older"]})
    assert (len(first.context["vacancies"]), len(older.context["vacancies"])) == (50, 2)


def test_a_draft_is_nobody_s_business_here(client, amna, company):
    VacancyFactory(employer=company, state="draft")
    client.force_login(amna)
    assert client.get("/desk/figures/reach/").context["vacancies"] == []


@pytest.mark.parametrize(("who", "status"), [("omar", 200), ("audit", 200), ("olga", 403)])
def test_who_reads_it(client, request, db, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/figures/reach/").status_code == status
