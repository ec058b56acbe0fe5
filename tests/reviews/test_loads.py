"""What waits by field and by district: counted by a task as the queues have it, shown to leads, and leading to the same cases."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from candidates.models import District, Evidence
from reviews import loads, queues
from reviews.kinds import KINDS
from reviews.models import Load
from reviews.tasks import count_loads
from reviews.wishes import Wish
from tests.applications.factories import ApplicationFactory, paper
from workflow.models import Heartbeat
from workflow.reminding import escalate_due

APPLICATION, EVIDENCE = KINDS["application"], KINDS["evidence"]


@pytest.fixture
def places(reference):
    return list(District.objects.order_by("pk")[:2])


@pytest.fixture
def cases(places):
    """Four with OEC: late and long late in the first district, due today in the second, in time without one; one with Inter-SES."""
    made = []
    for place, days, state in (
        (places[0], -1, "submitted"),
        (places[0], -20, "submitted"),
        (places[1], 0, "submitted"),
        (None, 3, "submitted"),
        (places[1], 3, "endorsed"),
    ):
        case = ApplicationFactory(state=state, due_on=queues.local_day(timezone.now(), "oec") + timedelta(days=days))
        type(case.candidate).objects.filter(pk=case.candidate_id).update(district=place)
        made.append(case)
    return made


def shown(user, kind=APPLICATION, **wish):
    return [row.subject for row in queues.page_of(kind, user, Wish(**wish))[0]]


def test_a_case_stands_in_the_queue_of_its_persons_district_whatever_is_written(cases, places, omar):
    """The database alone writes the district: with the row, when the person moves, and against whoever writes it."""
    late, long_late, today, nowhere, _other = cases
    assert shown(omar, district=str(places[0].pk)) == [long_late, late]
    assert shown(omar, district="none") == [nowhere]
    type(late).objects.filter(pk=today.pk).update(district=places[0])
    late.save()  # as it was read, before the person was in a district
    assert shown(omar, district=str(places[0].pk)) == [long_late, late]
    type(late.candidate).objects.filter(pk=late.candidate_id).update(district=places[1])
    assert shown(omar, district=str(places[1].pk)) == [late, today]
    later = ApplicationFactory(candidate=late.candidate, state="submitted")
    assert shown(omar, district=str(places[1].pk)) == [late, today, later]


def test_a_document_stands_in_the_queue_of_its_persons_district(cases, places, omar):
    document = paper(cases[0].candidate, "degree", state="received")
    assert document in shown(omar, EVIDENCE, district=str(places[0].pk))
    type(cases[0].candidate).objects.filter(pk=cases[0].candidate_id).update(district=places[1])
    assert document in shown(omar, EVIDENCE, district=str(places[1].pk))
    Evidence.objects.filter(pk=document.pk).update(district=places[0])
    assert document not in shown(omar, EVIDENCE, district=str(places[0].pk))


@pytest.mark.parametrize("kind", [APPLICATION, EVIDENCE], ids=lambda kind: kind.name)
def test_the_queue_of_a_district_is_asked_of_one_table_in_the_order_of_its_index(cases, omar, kind):
    with CaptureQueriesContext(connection) as asked:
        queues.places(kind, omar, Wish(district="7"), 51)
    assert "candidates_profile" not in asked[-1]["sql"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [f"{kind.name}_queue_district"])
        assert "(owner, district_id, due_on, waiting_since, id)" in cursor.fetchone()[0]


@pytest.mark.parametrize("text", ["0", "-1", "٣", "1" * 10, "x", "1 OR 1=1", "1.0", "none "])
def test_what_is_no_district_is_ignored(text):
    assert Wish.read({"district": text}, APPLICATION) == Wish()


def test_a_queue_without_districts_ignores_them():
    assert Wish.read({"district": "1"}, KINDS["vacancy"]) == Wish()


def test_the_task_counts_what_the_queues_have_and_twice_is_once(cases, places, omar, amna):
    escalate_due(timezone.now())
    for _time in range(2):
        count_loads()
    rows = {row.key: row for row in Load.objects.filter(desk="oec", subject_kind="application", by="district")}
    assert {key: (row.open, row.late, row.today) for key, row in rows.items()} == {
        str(places[0].pk): (2, 2, 0), str(places[1].pk): (1, 0, 1), "": (1, 0, 0),
    }  # fmt: skip
    assert rows[str(places[0].pk)].escalated == len(shown(omar, escalated=True)) > 0
    for by in Load.By:
        assert sum(line.open for line in loads.lines(amna, by)) >= len(shown(omar))
    assert list(Load.objects.filter(desk="inter_ses", by="district").values_list("key", "open")) == [(str(places[1].pk), 1)]


@pytest.mark.parametrize("by", ["field", "district"])
def test_each_number_leads_to_the_same_cases(client, cases, amna, by):
    count_loads()
    client.force_login(amna)
    page = client.get(f"/desk/team/?by={by}")
    assert "Counted" in page.text
    for line in page.context["loads"]:
        for load, kind, query in line.parts:
            queue = client.get(f"/desk/queue/{kind.name}/{query}")
            assert len(queue.context["rows"]) == load.open, (line.name, kind.name)


def test_the_list_of_a_district_says_so_and_many_of_it_are_given_at_once(client, cases, places, amna, omar):
    client.force_login(amna)
    query = f"?district={places[0].pk}"
    text = client.get(f"/desk/queue/application/{query}").text
    assert f'<option value="{places[0].pk}" selected>{places[0]}</option>' in text
    answer = client.post(f"/desk/queue/application/give/{query}", {"to": str(omar.public_id), "first": "10"}, follow=True)
    assert "2 cases were given" in answer.text
    assert answer.request["QUERY_STRING"] == query[1:]
    assert shown(omar, group="mine") == [cases[1], cases[0]]


def test_before_the_first_count_the_page_says_so(client, reference, amna, audit):
    Heartbeat.objects.filter(name=loads.COUNTED).delete()
    client.force_login(amna)
    assert "Not counted yet" in client.get("/desk/team/?by=district").text
    count_loads()
    assert "Nothing waits" in client.get("/desk/team/?by=district").text
    assert client.get("/desk/team/?by=<script>").status_code == 200


def test_each_desk_reads_its_own_sums(request, cases):
    count_loads()
    desks = {who: {row.desk for row in Load.objects.visible_to(request.getfixturevalue(who))} for who in ("amna", "ken", "audit", "ayesha")}
    assert desks == {"amna": {"oec"}, "ken": {"inter_ses"}, "audit": {"oec", "inter_ses"}, "ayesha": set()}


def test_a_page_of_many_districts_costs_a_fixed_number_of_queries(client, cases, places, amna):
    client.force_login(amna)
    client.get("/desk/team/?by=district")
    costs = []
    for count in (2, 60):
        Load.objects.all().delete()
        sums = {"desk": "oec", "subject_kind": "application", "by": "district", "open": 1, "late": 0, "today": 0, "escalated": 0}
        Load.objects.bulk_create(Load(key=str(key), **sums) for key in District.objects.values_list("pk", flat=True)[:count])
        with CaptureQueriesContext(connection) as asked:
            assert len(client.get("/desk/team/?by=district").context["loads"]) == count
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 6
