"""Queues of the desk: order, groups, claims, and as many queries for fifty rows as for five."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.models import Application
from reporting.models import CountedMonth, Pace
from reviews import assignments, claims, deputies, queues
from reviews.kinds import KINDS, kinds_for
from reviews.models import Claim
from reviews.wishes import GROUPS, Place, Wish
from tests.applications.factories import ApplicationFactory, paper, ready_profile
from tests.jobs.factories import DemandLetterFactory, EmployerFactory, VacancyFactory
from workflow.counting import counted
from workflow.steps import Refused

APPLICATION = KINDS["application"]


@pytest.fixture
def rows(reference):
    """Three applications with OEC: in time, late, due today; and one with Inter-SES."""

    def make(state: str, days: int):
        return ApplicationFactory(state=state, due_on=queues.local_day(timezone.now(), "oec") + timedelta(days=days))

    return {"in_time": make("submitted", 3), "late": make("submitted", -2), "today": make("submitted", 0), "elsewhere": make("endorsed", 1)}


def shown(user, **wish):
    found, _more = queues.page_of(APPLICATION, user, Wish(**wish))
    return [row.subject for row in found]


def test_late_comes_first_then_due_today_then_the_rest(rows, omar):
    assert shown(omar) == [rows["late"], rows["today"], rows["in_time"]]
    assert shown(omar, late=True) == [rows["late"]]
    assert shown(omar, today=True) == [rows["today"]]


def test_of_one_day_the_oldest_comes_first(rows, omar):
    old = ApplicationFactory(state="submitted", due_on=rows["today"].due_on, waiting_since=timezone.now() - timedelta(days=9))
    assert shown(omar, today=True) == [old, rows["today"]]


def test_each_party_sees_its_own_rows_to_do_and_the_others_as_waiting(rows, omar, ken, audit):
    assert shown(ken) == [rows["elsewhere"]]
    assert shown(omar, group="waiting") == [rows["elsewhere"]]
    assert len(shown(audit)) == 4


def anew(kind, user):
    lists = queues.Lists(kind, user)
    return counted({group: lists[group] for group in GROUPS}, most=queues.MOST)


def test_kept_counts_say_what_the_lists_hold_for_everybody(request, rows, omar, nadia, amna):
    for _row in range(3):
        ApplicationFactory(state="submitted", due_on=rows["today"].due_on)
    free = [row.public_id for row in queues.in_order(queues.in_group(APPLICATION, omar, "free"))]
    claims.take("application", free[0], by=omar)
    assignments.give(APPLICATION, free[1:3], to=nadia, by=amna)
    assignments.hand_on(APPLICATION, Application.objects.get(public_id=free[3]), by=omar, note="")
    today = queues.owner_day(amna)
    deputies.name(officer=nadia, deputy=omar, first_day=today, last_day=today, by=amna)
    met = set()
    for user in (omar, nadia, amna, *map(request.getfixturevalue, ("ken", "audit"))):
        for kind in kinds_for(user.role):
            found = queues.counts(kind, user)
            assert found == anew(kind, user), (user, kind.name)
            met.add(tuple(found.values()))
            line = queues.figures(user)[kind.name]
            assert [line[name] for name in ("todo", "waiting", "pending")] == [found[name] for name in ("todo", "waiting", "pending")]
    assert len(met) > 4, "the people must differ for this to say anything"


def test_groups_follow_the_claims_with_their_counts(rows, omar, nadia):
    claims.take("application", rows["late"].public_id, by=omar)
    assert shown(omar, group="mine") == [rows["late"]]
    assert shown(nadia, group="mine") == []
    assert shown(nadia, group="free") == [rows["today"], rows["in_time"]]
    assert queues.counts(APPLICATION, omar) == {"todo": 3, "mine": 1, "free": 2, "waiting": 1, "pending": 0}


def test_filters_by_state_and_field(rows, omar, ken):
    assert shown(omar, group="waiting", state="presented") == []
    assert shown(ken, field="it") == [rows["elsewhere"]]
    assert shown(ken, field="nursing_care") == []


def test_an_application_stands_in_the_queue_of_its_vacancys_field_whatever_is_written(rows, omar):
    """The database alone writes the field: with the row, when its vacancy gets another one, and against whoever writes it."""
    one, other = rows["late"], rows["today"]
    type(one.vacancy).objects.filter(pk=one.vacancy_id).update(field="nursing_care")
    assert shown(omar, field="nursing_care") == [one]
    assert shown(omar, field="it") == [other, rows["in_time"]]
    type(one).objects.filter(pk=other.pk).update(field="nursing_care")
    one.save()  # as it was read, before its vacancy moved
    assert shown(omar, field="nursing_care") == [one]
    later = ApplicationFactory(vacancy=one.vacancy, state="submitted")
    assert shown(omar, field="nursing_care") == [one, later]


def test_the_queue_of_a_field_is_asked_of_one_table_in_the_order_of_its_index(rows, omar, reference):
    """A few rows do not tell which index a million are read along; bench/desk.py does."""
    with CaptureQueriesContext(connection) as asked:
        queues.places(APPLICATION, omar, Wish(field="nursing_care"), 51)
    sql = asked[-1]["sql"]
    assert ("jobs_vacancy" in sql, '"applications_application"."field_id" = \'nursing_care\'' in sql) == (False, True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'application_queue_field'")
        assert "(owner, field_id, due_on, waiting_since, id)" in cursor.fetchone()[0]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_whoever_may_own_a_case_is_named_where_others_are_waited_for(kind):
    assert {str(owner) for owner in getattr(kind.model, "OWNERS", {}).values()} <= set(queues.OWNERS)


@pytest.mark.parametrize("query", ["?group=x&late=2&state=%00&field=%27&page=-1", "?page=99999999999", "?page=٣&field=" + "a" * 500])
def test_what_cannot_be_read_is_ignored(client, omar, reference, query):
    client.force_login(omar)
    assert client.get(f"/desk/queue/application/{query}").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_queue_costs_the_same_queries_for_five_and_for_fifty_rows(client, reference, omar, ken, nadia, kind, monkeypatch):
    monkeypatch.setattr("reviews.desk.queue.fields.seconds", 0)  # asked each time: the dearest case, whatever ran before
    user = ken if kind in ("employer", "offer") else omar
    client.force_login(user)
    client.get("/desk/")
    many = 50
    made = [fill(kind) for _ in range(5)]
    few = queries_of(client, f"/desk/queue/{kind}/")
    made += [fill(kind) for _ in range(many - 5)]
    claims.take(kind, made[0].public_id, by=nadia)
    claims.take(kind, made[-1].public_id, by=user)
    assert len(queries_of(client, f"/desk/queue/{kind}/")) == len(few) <= 12


@pytest.mark.parametrize("kind", KINDS)
def test_a_decision_screen_costs_at_most_fifteen_queries(client, reference, omar, ken, kind):
    user, row = (ken if kind in ("employer", "offer") else omar), fill(kind)
    claims.take(kind, row.public_id, by=user)
    client.force_login(user)
    client.get("/desk/")
    assert len(queries_of(client, f"/desk/case/{kind}/{row.public_id}/")) <= 15


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return [row["sql"] for row in found.captured_queries if "SAVEPOINT" not in row["sql"]]


def fill(kind):
    """One open row of this kind."""
    due = timezone.now().date() + timedelta(days=2)
    if kind == "evidence":
        return paper(ready_profile(), "cnic", state="received")
    if kind == "offer":
        from tests.applications.factories import OfferFactory

        return OfferFactory(application=ApplicationFactory(state="presented"), state="proposed")
    makers = {
        "application": lambda: ApplicationFactory(state="submitted"),
        "vacancy": lambda: VacancyFactory(state="vetted", due_on=due),
        "employer": lambda: EmployerFactory(state="registered", due_on=due),
        "demand": lambda: DemandLetterFactory(state="entered", due_on=due),
    }
    return makers[kind]()


def test_today_counts_what_is_due_and_leads_there(client, rows, omar):
    client.force_login(omar)
    page = client.get("/desk/").text
    assert queues.figures(omar)["application"] == {"todo": 3, "late": 1, "today": 1, "waiting": 1, "pending": 0}
    assert "/desk/queue/application/?late=1" in page


def test_today_names_the_cases_opened_last_once_each(client, rows, omar, nadia):
    for name in ("late", "today", "late"):
        claims.take("application", rows[name].public_id, by=omar)
    claims.take("application", rows["in_time"].public_id, by=nadia)
    client.force_login(omar)
    shown_then = [row["reference"] for row in client.get("/desk/").context["desk"]["recent"]]
    assert shown_then == [rows["late"].reference, rows["today"].reference]


def test_everybody_sees_the_days_of_each_stage_beside_the_target_and_leads_the_way_to_each_officer(client, rows, omar, amna):
    month = CountedMonth.objects.create(first=queues.local_day(timezone.now(), "oec").replace(day=1), counted_at=timezone.now())
    Pace.objects.create(month=month, by="all", key="", stage="application.submitted", days=9, cases=4)
    for person, leads in ((amna, True), (omar, False)):
        client.force_login(person)
        page = client.get("/desk/")
        [row] = page.context["desk"]["pace"]
        assert (row["middle"].days, row["middle"].cases, row["middle"].target, row["middle"].is_over) == (9.0, 4, 5, True)
        assert ("By officer, district and field" in page.text) == leads


# ── claims ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_case_is_claimed_by_post_only(client, rows, omar):
    client.force_login(omar)
    ref = rows["late"].public_id
    client.get(f"/desk/case/application/{ref}/")
    assert client.get(f"/desk/queue/application/{ref}/open/").status_code == 405
    assert not Claim.objects.exists()
    answer = client.post(f"/desk/queue/application/{ref}/open/")
    assert answer.url == f"/desk/case/application/{ref}/"
    assert claims.is_held_by(omar, "application", ref)


def test_a_colleague_is_told_who_looks_and_may_open_it_after_15_minutes(rows, omar, nadia):
    ref = rows["late"].public_id
    claim = claims.take("application", ref, by=omar)
    with pytest.raises(Refused, match="Omar Farooqi"):
        claims.take("application", ref, by=nadia)
    Claim.objects.filter(pk=claim.pk).update(at=timezone.now() - timedelta(minutes=15, seconds=1))
    assert not claims.is_held_by(omar, "application", ref)
    assert claims.take("application", ref, by=nadia).user == nadia


def test_put_back_frees_the_case_at_once(client, rows, omar, nadia):
    ref = rows["late"].public_id
    claims.take("application", ref, by=omar)
    client.force_login(omar)
    client.post(f"/desk/queue/application/{ref}/put-back/")
    assert claims.take("application", ref, by=nadia).user == nadia


def test_open_the_most_urgent_takes_the_late_one_and_leaves_out_what_is_held(client, rows, omar, nadia):
    client.force_login(omar)
    assert str(rows["late"].public_id) in client.post("/desk/queue/oldest/").url
    client.force_login(nadia)
    assert str(rows["today"].public_id) in client.post("/desk/queue/application/next/").url


def test_an_empty_queue_says_so(client, omar, reference):
    client.force_login(omar)
    assert client.post("/desk/queue/application/next/", follow=True).status_code == 200
    assert client.post("/desk/queue/oldest/").url == "/desk/"


# ── pages, by the place where the one before ended ────────────────────────────────────────────────────


@pytest.mark.parametrize("group", ["todo", "waiting"])
def test_turning_pages_meets_every_row_once_in_order(reference, omar, group, monkeypatch):
    monkeypatch.setattr(queues, "PAGE", 3)
    states = {"todo": ["submitted"], "waiting": ["endorsed", "presented", "returned"]}[group]
    same_day, moment = timezone.now().date(), timezone.now()
    made = [ApplicationFactory(state=states[n % len(states)], due_on=same_day, waiting_since=moment) for n in range(7)]
    made += [ApplicationFactory(state=states[0], due_on=same_day + timedelta(days=n - 4)) for n in range(4)]
    met, place = [], None
    while True:
        found, place = queues.page_of(APPLICATION, omar, Wish(group=group, after=Place.read(str(place)) if place else None))
        met += [row.subject for row in found]
        if place is None:
            break
    assert met == sorted(made, key=lambda row: (row.due_on, row.waiting_since, row.pk))


@pytest.mark.parametrize(
    "text", ["", "x", "1-2", "0-0-0", "739000-1-99999999999999999999", "99999999999-1-1", "739000-9999999999999999999999-1", "1-1-1-1"]
)
def test_a_place_that_cannot_be_read_is_the_first_page(text):
    assert Place.read(text) is None


def test_a_count_stops_and_says_so(client, request, rows, omar, monkeypatch):
    monkeypatch.setattr(queues, "MOST", 2)
    request.addfinalizer(queues._figures.cache_clear)
    queues._figures.cache_clear()
    client.force_login(omar)
    assert queues.figures(omar)["application"]["todo"] == 2
    assert "2 or more" in client.get("/desk/").text


@pytest.mark.parametrize("group", ["todo", "mine", "free", "pending"])
def test_the_first_page_is_read_along_the_index(reference, omar, group):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as sent:
        queues.places(APPLICATION, omar, Wish(group=group), 51)
    assert len(sent) == 1


@pytest.mark.parametrize(("who", "is_named"), [("omar", True), ("ken", True), ("audit", False)])
def test_a_row_says_whose_it_is_and_to_an_auditor_the_number_only(client, request, rows, who, is_named):
    client.force_login(request.getfixturevalue(who))
    group = "waiting" if who == "ken" else "todo"
    page = client.get(f"/desk/queue/application/?group={group}").text
    candidate = rows["late"].candidate
    assert candidate.reference in page
    assert (candidate.full_name in page) == is_named
