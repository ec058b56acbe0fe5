"""The ledgers and long tables as files: asked for on their pages, written by the worker, taken by who asked; the yearly report at once."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from exports import writing
from exports.models import Export
from reporting import yearly
from reporting.models import Fee
from tests.accounts.test_second import fresh
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from tests.reporting.factories import at, step
from tests.reviews.workbooks import cells

BOOKS = ["vacancies", "seekers", "fees"]


@pytest.fixture
def placed(company, ken):
    """One vacancy of May, one presented in it, a fee; bad words where a company can type."""
    vacancy = VacancyFactory(employer=company, state="published", title_ja='=HYPERLINK("http://evil.example","x")')
    step(vacancy, "submit", at(2026, 5, 1))
    row = ApplicationFactory(vacancy=vacancy, state="accepted", presented_at=at(2026, 7, 1))
    step(row, "endorse", at(2026, 6, 1))
    said = {"employer": company, "application": row, "basis": "+1+1", "invoice": "R-1", "charged_on": date(2026, 9, 1)}
    Fee.objects.create(kind="placement", amount=500_000, entered_by=ken, **said)
    return row


def ask(client, by, **said):
    return fresh(client, by).post("/desk/ledgers/make/", {"book": "vacancies", "year": "2026", "form": "csv"} | said)


def body_of(client):
    """The newest file, written and taken."""
    while writing.work():
        pass
    answer = client.get(f"/desk/files/{Export.objects.first().public_id}/take/")
    return answer, b"".join(answer.streaming_content)


@pytest.mark.parametrize("book", BOOKS)
def test_every_book_is_made_and_taken(client, ken, placed, book):
    assert ask(client, ken, book=book)["Location"] == f"/desk/files/{Export.objects.get().public_id}/"
    answer, body = body_of(client)
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert (body[:3], len(rows), len(rows[0]) == len(rows[1])) == (b"\xef\xbb\xbf", 2, True)
    assert "2026.csv" in answer["Content-Disposition"]
    assert not any(cell.startswith(("=", "+")) for cell in rows[1])


@pytest.mark.parametrize("book", BOOKS)
def test_every_book_opens_as_a_workbook_that_computes_nothing(client, ken, placed, book):
    ask(client, ken, book=book, form="xlsx")
    sheet = cells(io.BytesIO(body_of(client)[1]))
    live = {"vacancies": "=HYPERLINK", "seekers": "=HYPERLINK", "fees": "+1+1"}[book]
    assert (sheet["formulas"], any(word.startswith(live) for word in sheet["words"])) == (0, True)


def test_the_page_shows_the_own_files_and_asks_nothing_of_a_large_table(client, ken, audit, placed, django_assert_max_num_queries):
    ask(client, ken)
    assert "being written, 0%" in client.get("/desk/ledgers/").text
    with django_assert_max_num_queries(25) as asked:
        client.get("/desk/ledgers/")
    large = ("workflow_entry", "applications_application", "candidates_profile", "jobs_vacancy", "reporting_fee")
    assert [query["sql"] for query in asked.captured_queries if any(f'FROM "{table}"' in query["sql"] for table in large)] == []
    assert "Files you asked for" not in fresh(client, audit).get("/desk/ledgers/").text


@pytest.mark.parametrize("said", [{"book": "letters"}, {"book": "yearly"}, {"year": "1"}, {"year": "x"}, {"form": "pdf"}, {"form": ""}])
def test_what_is_not_a_book_is_not_made(client, ken, db, said):
    assert (ask(client, ken, **said).status_code, Export.objects.count()) == (404, 0)


@pytest.mark.parametrize(("who", "status"), [("omar", 403), ("amna", 403), ("olga", 403), ("sato", 403), ("audit", 302), ("ken", 302)])
def test_the_books_are_inter_ses_own(client, request, db, who, status):
    assert ask(client, request.getfixturevalue(who)).status_code == status
    assert Export.objects.count() == (status == 302)


def test_asked_twice_it_is_made_once(client, ken, placed):
    assert ask(client, ken)["Location"] == ask(client, ken)["Location"]


def test_no_answer_of_the_site_holds_a_ledger(client, ken, placed):
    """The old addresses, which read the journal while somebody waited, are gone."""
    client.force_login(ken)
    assert {client.get(f"/desk/ledgers/{book}-2026.{form}").status_code for book in BOOKS for form in ("csv", "xlsx")} == {404}
    assert client.get("/desk/figures/reach/vacancies.csv").status_code == 404


def test_the_yearly_report_is_a_file_at_once_with_the_day_of_its_count(client, ken, placed):
    client.force_login(ken)
    page = client.get("/desk/ledgers/yearly-2026.csv", follow=True)
    assert "has not been counted yet" in page.text
    yearly.count_year(2026, timezone.now())
    answer = client.get("/desk/ledgers/yearly-2026.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0], rows[-1][0]) == (list(yearly.HEADS), "合計")
    assert f"-{timezone.localdate():%Y%m}" in answer["Content-Disposition"]
    assert cells(io.BytesIO(client.get("/desk/ledgers/yearly-2026.xlsx").content))["formulas"] == 0
    assert client.get("/desk/ledgers/yearly-2026.pdf").status_code == 404
