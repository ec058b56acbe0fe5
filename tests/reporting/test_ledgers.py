"""The ledgers: one line for each introduction, by Japan's calendar, candidates by number only; read batch after batch."""

from datetime import UTC, date, datetime

import pytest

from reporting import ledgers
from reporting.models import Fee
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from tests.reporting.factories import book, written
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
    rows = book(ledgers.HEADS, ledgers.vacancy_lines, 2026)
    assert [(row["職種"], row["結果"]) for row in rows] == [("開発0", "採用"), ("開発0", "不採用・辞退"), ("開発1", "")]
    assert (rows[0]["求職者番号"], str(rows[0]["採用年月日"])) == (received.candidate.reference, "2026-08-02")
    assert [row[7] for row in written(ledgers.vacancy_lines, 2027)] == ["開発2"], "New Year's day in Japan"


def test_no_name_of_a_candidate_stands_in_it(received):
    received.candidate.full_name = "Zarqa Unmistakable"
    received.candidate.save()
    assert "Unmistakable" not in str(written(ledgers.vacancy_lines, 2026))


@pytest.mark.parametrize("count", [1, 8])
def test_it_costs_the_same_for_many(company, count, django_assert_max_num_queries):
    for _n in range(count):
        vacancy = VacancyFactory(employer=company, state="published")
        step(vacancy, "vacancy.submit", datetime(2026, 5, 1, tzinfo=UTC))
        ApplicationFactory.create_batch(2, vacancy=vacancy, state="presented", presented_at=datetime(2026, 7, 1, tzinfo=UTC))
    with django_assert_max_num_queries(3 + 5):  # one more look finds nothing
        assert len(written(ledgers.vacancy_lines, 2026)) == 2 * count


@pytest.mark.parametrize("most", [1, 2, 100])
def test_however_it_is_cut_every_line_stands_there_once_in_its_order(received, monkeypatch, most):
    whole = written(ledgers.vacancy_lines, 2026)
    monkeypatch.setattr(ledgers, "VACANCIES", most)
    monkeypatch.setattr(ledgers, "LOOKED", most)  # of the journal, where steps of others stand between
    assert written(ledgers.vacancy_lines, 2026) == whole
    assert [line[0] for line in whole] == sorted(line[0] for line in whole), "by the day on which they were received"


def test_a_vacancy_submitted_again_stands_in_the_year_of_its_first_time(received):
    vacancy = received.vacancy
    step(vacancy, "vacancy.submit", datetime(2026, 9, 1, tzinfo=UTC), seq=9)
    step(vacancy, "vacancy.submit", datetime(2027, 2, 1, tzinfo=UTC), seq=10)
    assert [row["職種"] for row in book(ledgers.HEADS, ledgers.vacancy_lines, 2026)].count("開発0") == 2, "one for each introduction"
    assert "開発0" not in [row["職種"] for row in book(ledgers.HEADS, ledgers.vacancy_lines, 2027)]


def test_the_book_of_this_year_ends_when_it_was_asked_for(received):
    span = ledgers.span_of(2026, datetime(2026, 5, 15, tzinfo=UTC))
    batch = ledgers.vacancy_lines(span, 0)
    assert ({line[7] for line in batch.lines}, ledgers.vacancy_lines(span, batch.cursor).cursor) == ({"開発0"}, None)
    assert 80 < batch.percent < 100, "1 May, of the time until 15 May"


def test_a_long_part_of_the_journal_without_any_does_not_end_the_book(received, monkeypatch):
    for n in range(20):
        step(received, "application.invite", datetime(2026, 5, 10 + n // 10, tzinfo=UTC), seq=50 + n)
    monkeypatch.setattr(ledgers, "LOOKED", 3)
    assert [row["職種"] for row in book(ledgers.HEADS, ledgers.vacancy_lines, 2026)] == ["開発0", "開発0", "開発1"]


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
    rows = book(ledgers.SEEKER_HEADS, ledgers.seeker_lines, 2026)
    assert [(row["求職者番号"], str(row["求職受付年月日"]), row["結果"], row["返戻金"]) for row in rows] == [
        (seekers.candidate.reference, "2026-06-10", "採用", 50_000)
    ]
    assert rows[0]["6か月以内の離職"] == "不明", "what is not known is said"
    assert len(written(ledgers.seeker_lines, 2025)) == 1
    assert len(written(ledgers.seeker_lines, 2027)) == 1


def test_no_name_stands_in_the_book_of_job_seekers(seekers):
    assert seekers.candidate.full_name not in str(written(ledgers.seeker_lines, 2026))


def test_the_book_of_fees_says_who_paid_what_and_why(seekers):
    rows = book(ledgers.FEE_HEADS, ledgers.fee_lines, 2026)
    assert [(row["金額（円）"], row["返戻金（円）"], row["支払者"]) for row in rows] == [
        (500_000, "", seekers.vacancy.employer.name_ja), ("", 50_000, seekers.vacancy.employer.name_ja)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 8])
def test_the_book_of_job_seekers_costs_the_same_for_many(company, count, django_assert_max_num_queries):
    for _n in range(count):
        row = ApplicationFactory(vacancy=VacancyFactory(employer=company, state="published"), state="presented")
        step(row, "application.endorse", datetime(2026, 5, 1, tzinfo=UTC))
    with django_assert_max_num_queries(3 + 6 + 3):  # one more look finds nothing
        assert len(written(ledgers.seeker_lines, 2026)) == count


def test_fees_of_one_day_are_not_lost_between_two_batches(seekers, ken, monkeypatch):
    said = {"employer": seekers.vacancy.employer, "basis": "flat", "entered_by": ken, "kind": "reception", "amount": 1}
    for n in range(5):
        Fee.objects.create(invoice=f"S-{n}", charged_on=date(2026, 9, 1), **said)
    whole = [row["請求書番号"] for row in book(ledgers.FEE_HEADS, ledgers.fee_lines, 2026)]
    monkeypatch.setattr(ledgers, "AT_ONCE", 2)
    assert [row["請求書番号"] for row in book(ledgers.FEE_HEADS, ledgers.fee_lines, 2026)] == whole
    assert sorted(whole) == ["R-1", "R-1", "S-0", "S-1", "S-2", "S-3", "S-4"]


def test_a_corrected_fee_stands_there_once_with_its_reason(seekers, ken):
    fee = Fee.objects.get(kind="placement")
    said = {"employer": fee.employer, "application": fee.application, "basis": "25%", "invoice": "R-2", "charged_on": fee.charged_on}
    Fee.objects.create(kind="placement", amount=600_000, corrects=fee, why="typed wrongly", entered_by=ken, **said)
    rows = book(ledgers.FEE_HEADS, ledgers.fee_lines, 2026)
    assert [(row["請求書番号"], row["訂正"]) for row in rows] == [("R-2", "訂正済み：typed wrongly"), ("R-1", "")]
    assert written(ledgers.fee_lines, 2025) == written(ledgers.fee_lines, 2027) == []
