"""The month in figures: each person once a stage, by the calendar of Pakistan, and a table that Excel opens."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from candidates.models import Profile
from reviews import reporting
from reviews.reporting import Month
from tests.applications.factories import ApplicationFactory
from workflow.models import Entry

NOVEMBER = Month(2026, 11)


def step(application, name, at, seq=1):
    said = {"subject_kind": "application", "subject_id": application.pk, "subject_ref": application.public_id, "seq": seq}
    return Entry.objects.create(kind=f"application.{name}", at=at, actor_role="oec_officer", **said)


@pytest.fixture
def november(reference):
    """Two endorsed in November by Pakistan's calendar, one of them twice; one just after its end there; a departure in October."""
    rows = ApplicationFactory.create_batch(4, state="endorsed")
    step(rows[0], "endorse", datetime(2026, 10, 31, 19, 0, tzinfo=UTC))  # midnight of 1 November in Karachi
    step(rows[0], "endorse", datetime(2026, 11, 20, tzinfo=UTC), seq=2)
    step(rows[1], "endorse", datetime(2026, 11, 30, 18, 59, tzinfo=UTC))
    step(rows[2], "endorse", datetime(2026, 11, 30, 19, 0, tzinfo=UTC))
    step(rows[3], "depart", datetime(2026, 10, 5, tzinfo=UTC))
    Profile.objects.update(created_at=datetime(2026, 11, 3, tzinfo=UTC))
    return rows


def test_each_person_counts_once_by_the_calendar_of_pakistan(november):
    found = reporting.totals(NOVEMBER)
    assert (found["endorsed"], found["departed"], found["registered"]) == (2, 0, 4)
    assert reporting.totals(NOVEMBER.before())["departed"] == 1


@pytest.mark.parametrize("by", list(reporting.BY))
def test_a_breakdown_adds_up_to_the_total(november, by):
    rows = reporting.broken_down(NOVEMBER, by)
    assert sum(counts["endorsed"] for _name, counts in rows) == 2


PRESENT = (2026, 11)


@pytest.mark.parametrize(
    ("text", "month"), [("2026-10", (2026, 10)), ("", PRESENT), ("x", PRESENT), ("2031-01", PRESENT), ("0001-01", PRESENT)]
)
def test_a_month_that_cannot_be_is_the_present_one(text, month):
    found = Month.read(text, date(2026, 11, 24))
    assert (found.year, found.month) == month


def test_the_month_is_shown_and_downloaded(client, amna, november):
    client.force_login(amna)
    page = client.get("/desk/figures/", {"month": "2026-11"})
    assert page.status_code == 200
    answer = client.get("/desk/figures/month.csv", {"month": "2026-11"})
    assert answer.content.startswith(b"\xef\xbb\xbf"), "the mark by which Excel reads UTF-8"
    rows = dict(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:])
    assert rows["endorsed by OEC"] == "2"
    assert client.get("/desk/figures/nothing.csv").status_code == 404
    for by in reporting.BY:
        assert client.get(f"/desk/figures/{by}.csv", {"month": "2026-11"}).status_code == 200


def test_it_costs_the_same_for_many(client, amna, november, django_assert_max_num_queries):
    client.force_login(amna)
    client.get("/desk/figures/")
    with django_assert_max_num_queries(50):
        client.get("/desk/figures/", {"month": "2026-11"})


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("audit", 200), ("ken", 200), ("sato", 302)])
def test_who_may_read_the_figures(client, request, november, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/figures/").status_code in (status, 403 if status == 302 else status)
