"""The year of the agency: April to March in Japan, by field; counted by a task, fees as they stand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from jobs.models import SswField, Vacancy
from reporting import fees, yearly
from reporting.models import AgencyYear, Fee
from reporting.tasks import count_years
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from tests.reporting.factories import at, step, walk

FIRST = at(2026, 3, 31, 15)  # midnight of 1 April in Tokyo


@pytest.fixture
def a_year(reference, ken):
    """In care: 3 seats without end, one hired; in IT: 2 seats for three months, one hired; one vacancy of the year before."""
    care = SswField.objects.exclude(fee_placement_allowed=False).first()
    lasting, short, old = (
        VacancyFactory(state="published", seats=3, field=care),
        VacancyFactory(state="published", seats=2),
        VacancyFactory(seats=1),
    )
    Vacancy.objects.filter(pk=short.pk).update(starts_on=date(2026, 10, 1), contract_ends_on=date(2026, 12, 31))
    step(old, "submit", FIRST - timedelta(seconds=1))
    for vacancy in (lasting, short):
        step(vacancy, "submit", FIRST)
        step(vacancy, "publish", FIRST, 2, source_state="vetted", target_state="published")
    step(short, "close", at(2027, 1, 5), 3, source_state="published", target_state="closed")
    days = [("submitted", at(2026, 5, 1)), ("endorsed", at(2026, 5, 8)), ("presented", at(2026, 5, 9)), ("offered", at(2026, 6, 1))]
    hired = ApplicationFactory(state="accepted", vacancy=lasting)
    walk(hired, *days, ("accepted", at(2026, 6, 5)))
    walk(ApplicationFactory(state="accepted", vacancy=short), *days, ("accepted", at(2027, 3, 31, 14, 59)))
    walk(ApplicationFactory(state="offered", vacancy=lasting), *days)
    walk(ApplicationFactory(state="accepted", vacancy=lasting), *days, ("accepted", at(2027, 3, 31, 15)))
    said = {"employer": lasting.employer, "application": hired, "basis": "20%", "invoice": "R-1", "entered_by": ken}
    Fee.objects.create(kind="placement", amount=500_000, charged_on=date(2026, 9, 1), **said)
    Fee.objects.create(kind="refund", amount=50_000, charged_on=date(2027, 3, 31), **said)
    Fee.objects.create(kind="refund", amount=10_000, charged_on=date(2027, 4, 1), **said)
    return care


def counted(year):
    row = yearly.count_year(year, timezone.now())
    return {line[0]: dict(zip(yearly.COLUMNS, line[1:], strict=False)) for line in yearly.lines(row)}


def test_the_year_by_field(a_year):
    found = counted(2026)
    care, it = found[a_year.name_ja], found["IT・技術者"]
    assert (care["seats_permanent"], care["seats_open"], care["hired_endless"], care["hired_fixed"]) == (3, 3, 1, 0)
    assert (it["seats_temporary"], it["seats_permanent"], it["seats_open"], it["hired_temporary"]) == (2, 0, 0, 1)
    assert (care["seekers"], it["seekers"], care["seekers_open"]) == (3, 1, 2), "one was hired a second after the year"
    assert (care["placement"], care["refund"]) == (500_000, 50_000)


def test_the_sum_is_the_sum(a_year):
    found = counted(2026)
    for name in yearly.COLUMNS:
        assert found["合計"][name] == sum(row[name] for field, row in found.items() if field != "合計")


def test_the_year_before_has_its_own(a_year):
    assert counted(2025)["合計"]["seats_permanent"] == 1
    assert counted(2027)["合計"]["refund"] == 10_000


@pytest.mark.parametrize(
    ("moment", "year"), [(datetime(2027, 3, 31, 14, 59, tzinfo=UTC), 2026), (datetime(2027, 3, 31, 15, tzinfo=UTC), 2027)]
)
def test_the_year_begins_at_midnight_of_april_in_tokyo(moment, year):
    assert yearly.year_now(moment) == year


def test_the_task_counts_each_day_and_a_closed_year_once(a_year):
    now = at(2026, 12, 1)
    assert yearly.waiting(now) == [2026, 2025, 2024, 2023]
    for year in yearly.waiting(now):
        yearly.count_year(year, now)
    assert yearly.waiting(now + timedelta(hours=23)) == []
    assert yearly.waiting(now + timedelta(days=1)) == [2026]
    yearly.ask_again(2019)
    assert yearly.waiting(now) == [2019]
    count_years()
    assert AgencyYear.objects.get(year=2019).asked_at is None


def test_a_fee_has_its_year_counted_again_and_a_correction_both(a_year, ken):
    for year in (2024, 2025, 2026):
        counted(year)
    said = {
        "employer": Fee.objects.get(kind="placement").employer,
        "kind": "reception",
        "amount": 700,
        "basis": "flat",
        "invoice": "S-1",
        "application": None,
    }
    entered = fees.enter(by=ken, charged_on=date(2026, 4, 1), **said)
    assert [row.year for row in AgencyYear.objects.filter(asked_at__isnull=False)] == [2026]
    assert counted(2026)["IT・技術者"]["reception"] == 700
    fees.correct(entered, by=ken, why="the day was wrong", charged_on=date(2026, 3, 31), **said)
    assert sorted(AgencyYear.objects.filter(asked_at__isnull=False).values_list("year", flat=True)) == [2025, 2026]
    assert (counted(2025)["合計"]["reception"], counted(2026)["合計"]["reception"]) == (700, 0)


def test_who_asks_while_it_is_counted_is_not_forgotten(a_year, monkeypatch):
    counted(2026)
    read = yearly.fees_of

    def meanwhile(year):
        found = read(year)
        yearly.ask_again(year)  # a fee was entered after the fees were read
        return found

    monkeypatch.setattr(yearly, "fees_of", meanwhile)
    counted(2026)
    assert yearly.waiting(timezone.now())[0] == 2026


def test_the_page_shows_it_and_has_it_counted_again(client, ken, a_year):
    client.force_login(ken)
    page = client.get("/desk/ledgers/", {"year": 2026}).text
    assert ("Not counted yet" in page, '<td class="n">' in page, "yearly-2026" in page) == (True, False, False), "no zero, no file"
    counted(2026)
    page = client.get("/desk/ledgers/", {"year": 2026}).text
    assert ('<td class="n">500000</td>' in page, "Counted: " in page, "yearly-2026.xlsx" in page) == (True, True, True)
    assert client.post("/desk/ledgers/again/", {"year": "2026"}).status_code == 302
    assert AgencyYear.objects.get(year=2026).asked_at
    assert "It is being counted again" in client.get("/desk/ledgers/", {"year": 2026}).text


def test_a_year_nobody_counts_by_itself_says_so_and_is_counted_when_asked(client, ken, db):
    client.force_login(ken)
    assert "This year has not been counted yet" in client.get("/desk/ledgers/", {"year": 2015}).text
    client.post("/desk/ledgers/again/", {"year": "2015"})
    assert "A task counts this year" in client.get("/desk/ledgers/", {"year": 2015}).text
    count_years()
    while yearly.waiting(timezone.now()):
        count_years()
    assert "合計" in client.get("/desk/ledgers/", {"year": 2015}).text


@pytest.mark.parametrize("year", ["x", "1", "99999", "２０２６"])
def test_a_year_that_cannot_be_is_not_there(client, ken, db, year):
    client.force_login(ken)
    assert client.get("/desk/ledgers/", {"year": year}).status_code == 404
    assert client.post("/desk/ledgers/again/", {"year": year}).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("omar", 403), ("amna", 403), ("audit", 200), ("ken", 200)])
def test_the_books_are_inter_ses_own(client, request, db, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/ledgers/").status_code == status
