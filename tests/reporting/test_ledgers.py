"""The ledger of vacancies: one line for each introduction, by Japan's calendar, candidates by number only; the file opens."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from reporting import ledgers
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
    answer = client.get("/desk/figures/ledger-2026.xlsx")
    assert answer.status_code == 200
    sheet = cells(BytesIO(answer.content))
    assert "求人番号" in sheet["words"]
    assert any(word.startswith("=HYPERLINK") for word in sheet["words"]), "as text"
    assert sheet["formulas"] == 0


FILES = [("ledger-2026.pdf", 404), ("ledger-1.xlsx", 404), ("stages.pdf", 404), ("stages.xlsx", 200), ("province.xlsx", 200)]


@pytest.mark.parametrize(("path", "status"), FILES)
def test_other_files_are_not_there(client, ken, received, path, status):
    client.force_login(ken)
    assert client.get(f"/desk/figures/{path}").status_code == status


@pytest.mark.parametrize(("who", "status"), [("omar", 403), ("amna", 403), ("audit", 200), ("ken", 200)])
def test_the_ledger_is_inter_ses_own(client, request, received, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/figures/ledger-2026.xlsx").status_code == status
