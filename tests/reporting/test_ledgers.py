"""The ledger of vacancies: one line for each introduction, by Japan's calendar, candidates by number only; the file opens."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from reporting import ledgers
from reporting.models import Fee
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from tests.reviews.workbooks import cells
from workflow.models import Entry


def step(row, kind, at, seq=1):
    noun = kind.partition(".")[0]
    Entry.objects.create(kind=kind, at=at, actor_role="employer", subject_kind=noun, subject_id=row.pk, subject_ref=row.public_id, seq=seq)


@pytest.fixture
def received(company):
    """A vacancy of 2026 with two introduced, one hired; one without any; one that came on New Year's day in Japan."""
    first, second, later = (VacancyFactory(employer=company, state="published", title_ja=f"開発{n}", seats=3) for n in range(3))
    step(first, "vacancy.submit", datetime(2026, 5, 1, tzinfo=UTC))
    step(second, "vacancy.submit", datetime(2026, 6, 1, tzinfo=UTC))
    step(later, "vacancy.submit", datetime(2026, 12, 31, 15, 0, tzinfo=UTC))
    shown = datetime(2026, 7, 1, tzinfo=UTC)
    hired = ApplicationFactory(vacancy=first, state="accepted", presented_at=shown)
    step(hired, "application.accept", datetime(2026, 8, 2, tzinfo=UTC))
    ApplicationFactory(vacancy=first, state="not_selected", presented_at=shown)
    ApplicationFactory(vacancy=first, state="submitted")
    return hired


def test_one_line_for_each_introduction(received):
    rows = [dict(zip(ledgers.HEADS, line, strict=True)) for line in ledgers.lines(2026)]
    assert [(row["職種"], row["結果"]) for row in rows] == [("開発0", "採用"), ("開発0", "不採用・辞退"), ("開発1", "")]
    assert (rows[0]["求職者番号"], str(rows[0]["採用年月日"])) == (received.candidate.reference, "2026-08-02")
    assert [row[7] for row in ledgers.lines(2027)] == ["開発2"], "New Year's day in Japan"


def test_no_name_of_a_candidate_stands_in_it(received):
    received.candidate.full_name = "Zarqa Unmistakable"
    received.candidate.save()
    assert "Unmistakable" not in str(list(ledgers.lines(2026)))


@pytest.mark.parametrize("count", [1, 8])
def test_it_costs_the_same_for_many(company, count, django_assert_max_num_queries):
    for _n in range(count):
        vacancy = VacancyFactory(employer=company, state="published")
        step(vacancy, "vacancy.submit", datetime(2026, 5, 1, tzinfo=UTC))
        ApplicationFactory.create_batch(2, vacancy=vacancy, state="presented", presented_at=datetime(2026, 7, 1, tzinfo=UTC))
    with django_assert_max_num_queries(4):
        assert len(list(ledgers.lines(2026))) == 2 * count


def test_the_workbook_opens_and_computes_nothing(client, ken, received):
    vacancy = received.vacancy
    type(vacancy).objects.filter(pk=vacancy.pk).update(title_ja='=HYPERLINK("http://evil.example","x")')
    client.force_login(ken)
    answer = client.get("/desk/ledgers/vacancies-2026.xlsx")
    assert answer.status_code == 200
    sheet = cells(BytesIO(answer.content))
    assert "求人番号" in sheet["words"]
    assert any(word.startswith("=HYPERLINK") for word in sheet["words"]), "as text"
    assert sheet["formulas"] == 0


FILES = [
    ("ledgers/vacancies-2026.pdf", 404),
    ("ledgers/vacancies-1.xlsx", 404),
    ("ledgers/letters-2026.xlsx", 404),
    ("figures/stages.pdf", 404),
    ("figures/stages.xlsx", 200),
    ("figures/province.xlsx", 200),
]


@pytest.mark.parametrize(("path", "status"), FILES)
def test_other_files_are_not_there(client, ken, received, path, status):
    client.force_login(ken)
    assert client.get(f"/desk/{path}").status_code == status


@pytest.mark.parametrize(("who", "status"), [("omar", 403), ("amna", 403), ("audit", 200), ("ken", 200)])
def test_the_ledger_is_inter_ses_own(client, request, received, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/ledgers/vacancies-2026.xlsx").status_code == status


@pytest.fixture
def seekers(received, ken):
    """The one hired of `received` was endorsed in June, with a refund; another was endorsed on New Year's day in Japan;
    a third in 2025 and again in 2026.
    """
    step(received, "application.endorse", datetime(2026, 6, 10, tzinfo=UTC), seq=2)
    step(received, "application.endorse", datetime(2026, 6, 20, tzinfo=UTC), seq=3)
    late, known = ApplicationFactory(state="endorsed"), ApplicationFactory(state="endorsed")
    step(late, "application.endorse", datetime(2026, 12, 31, 15, tzinfo=UTC))
    step(known, "application.endorse", datetime(2025, 12, 1, tzinfo=UTC))
    step(ApplicationFactory(candidate=known.candidate, state="endorsed"), "application.endorse", datetime(2026, 2, 1, tzinfo=UTC))
    said = {"employer": received.vacancy.employer, "application": received, "basis": "20%", "invoice": "R-1"}
    Fee.objects.create(kind="placement", amount=500_000, charged_on=date(2026, 9, 1), entered_by=ken, **said)
    Fee.objects.create(kind="refund", amount=50_000, charged_on=date(2026, 10, 1), entered_by=ken, **said)
    return received


def test_a_job_seeker_stands_in_the_year_in_which_oec_handed_them_on(seekers):
    rows = [dict(zip(ledgers.SEEKER_HEADS, line, strict=True)) for line in ledgers.seeker_lines(2026)]
    assert [(row["求職者番号"], str(row["求職受付年月日"]), row["結果"], row["返戻金"]) for row in rows] == [
        (seekers.candidate.reference, "2026-06-10", "採用", 50_000)
    ]
    assert rows[0]["6か月以内の離職"] == "不明", "what is not known is said"
    assert len(list(ledgers.seeker_lines(2025))) == 1
    assert len(list(ledgers.seeker_lines(2027))) == 1


def test_no_name_stands_in_the_book_of_job_seekers(seekers):
    assert seekers.candidate.full_name not in str(list(ledgers.seeker_lines(2026)))


def test_the_book_of_fees_says_who_paid_what_and_why(seekers):
    rows = [dict(zip(ledgers.FEE_HEADS, line, strict=True)) for line in ledgers.fee_lines(2026)]
    assert [(row["金額（円）"], row["返戻金（円）"], row["支払者"]) for row in rows] == [
        (500_000, "", seekers.vacancy.employer.name_ja), ("", 50_000, seekers.vacancy.employer.name_ja)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 8])
def test_the_book_of_job_seekers_costs_the_same_for_many(company, count, django_assert_max_num_queries):
    for _n in range(count):
        row = ApplicationFactory(vacancy=VacancyFactory(employer=company, state="published"), state="presented")
        step(row, "application.endorse", datetime(2026, 5, 1, tzinfo=UTC))
    with django_assert_max_num_queries(5):
        assert len(list(ledgers.seeker_lines(2026))) == count


@pytest.mark.parametrize("book", ["vacancies", "seekers", "fees", "yearly"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_book_opens(client, ken, seekers, book, form):
    client.force_login(ken)
    assert client.get(f"/desk/ledgers/{book}-2026.{form}").status_code == 200


def test_a_formula_in_the_book_of_fees_is_text(client, ken, seekers):
    said = {"employer": seekers.vacancy.employer, "invoice": "+1+1", "charged_on": date(2026, 9, 2), "entered_by": ken}
    Fee.objects.create(kind="reception", amount=1, basis='=cmd|"/c calc"!A1', **said)
    client.force_login(ken)
    sheet = cells(BytesIO(client.get("/desk/ledgers/fees-2026.xlsx").content))
    assert any(word.startswith("=cmd") for word in sheet["words"])
    assert sheet["formulas"] == 0
    assert "'=cmd" in b"".join(client.get("/desk/ledgers/fees-2026.csv").streaming_content).decode("utf-8-sig")
