"""Cases given to officers, many at once; a case handed on by who knows the person; who holds the oldest."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from reviews import assignments, claims, queues, team
from reviews.kinds import KINDS
from reviews.models import Assignment, Recusal
from reviews.wishes import Wish
from tests.applications.factories import ApplicationFactory
from workflow.steps import Refused

APPLICATION = KINDS["application"]


@pytest.fixture
def cases(reference):
    """Twelve applications with OEC, the first the most urgent, two of them late."""
    today = queues.local_day(timezone.now(), "oec")
    return [ApplicationFactory(state="submitted", due_on=today + timedelta(days=n - 2)) for n in range(12)]


@pytest.fixture
def lead(client, amna):
    client.force_login(amna)
    return client


def shown(user, **wish):
    return [row.subject for row in queues.page_of(APPLICATION, user, Wish(**wish))[0]]


def test_the_lead_gives_ten_at_once(lead, cases, omar, amna):
    answer = lead.post("/desk/queue/application/give/?group=todo", {"to": str(omar.public_id), "first": "10"}, follow=True)
    assert "10 cases were given" in answer.text
    assert shown(omar, group="mine") == cases[:10]
    assert shown(amna, group="free") == cases[10:]
    assert shown(amna, who=str(omar.public_id)) == cases[:10]
    assert shown(amna, who="nobody") == cases[10:]


def test_ticked_rows_go_and_come_back(lead, cases, omar):
    url, ticked = "/desk/queue/application/give/", [str(cases[3].public_id), str(cases[5].public_id), "nonsense"]
    lead.post(url, {"to": str(omar.public_id), "first": "10", "row": ticked})
    assert shown(omar, group="mine") == [cases[3], cases[5]]
    lead.post(url, {"to": "pool", "row": ticked[:1]})
    assert shown(omar, group="mine") == [cases[5]]
    assert Assignment.objects.count() == 2, "what was given before stays on record"


@pytest.mark.parametrize("said", [{}, {"to": "nobody"}, {"to": "00000000-0000-0000-0000-000000000000"}, {"to": "pool", "first": "9999"}])
def test_what_cannot_be_read_is_said(lead, cases, said):
    ticked = str(cases[3].public_id)
    answer = lead.post("/desk/queue/application/give/", said | {"row": [ticked]})
    assert (answer.status_code, answer.text.count("<title>Error: ")) == (422, 1)
    assert "Nothing was given" in answer.text
    assert f'value="{ticked}" checked' in answer.text, "the ticks stay"
    assert not Assignment.objects.exists()


def test_only_the_own_party_and_only_by_the_lead(cases, amna, omar, ken, ayesha):
    for to, by in ((ken, amna), (ayesha, amna), (omar, omar), (omar, ken)):
        with pytest.raises(Refused):
            assignments.give(APPLICATION, [cases[0].public_id], to=to, by=by)
    assert assignments.give(APPLICATION, [cases[0].public_id], to=ken, by=ken) == 0, "a case of the other party"


def test_the_most_urgent_is_the_own_one_first(cases, amna, omar):
    assignments.give(APPLICATION, [cases[7].public_id], to=omar, by=amna)
    assert queues.next_of(APPLICATION, omar) == cases[7]
    assert queues.next_of(APPLICATION, amna) == cases[0]
    assignments.give(APPLICATION, [cases[0].public_id], to=omar, by=amna)
    assert queues.next_of(APPLICATION, amna) == cases[1]


def test_the_team_shows_who_holds_the_oldest(lead, cases, amna, omar, nadia, django_assert_max_num_queries):
    assignments.give(APPLICATION, [cases[0].public_id, cases[4].public_id], to=omar, by=amna)
    page = lead.get("/desk/team/")
    lines = {str(row["line"].person or "pool"): row["line"] for row in page.context["lines"]}
    assert (lines[str(omar)].open, lines[str(omar)].late, lines[str(omar)].reference) == (2, 1, cases[0].reference)
    assert (lines["pool"].open, lines["pool"].late) == (10, 1)
    assert page.context["oldest"].person == omar
    assert f"who={omar.public_id}" in page.text
    with django_assert_max_num_queries(12):
        lead.get("/desk/team/")


def test_a_case_is_handed_on_by_who_knows_the_person(client, cases, omar, amna, nadia):
    assignments.give(APPLICATION, [cases[0].public_id], to=omar, by=amna)
    client.force_login(omar)
    url = f"/desk/case/application/{cases[0].public_id}/hand-on/"
    answer = client.post(url, {"note": "c" * 401})
    assert (answer.status_code, "c" * 401 in answer.text, Recusal.objects.count()) == (422, True, 0)
    client.post(url, {"note": "She is my cousin"})
    assert cases[0] not in shown(omar, group="mine") + shown(omar, group="free")
    with pytest.raises(Refused, match="handed this case on"):
        claims.take("application", cases[0].public_id, by=omar)
    assert queues.next_of(APPLICATION, nadia) == cases[0]
    assert assignments.give(APPLICATION, [cases[0].public_id], to=omar, by=amna) == 0
    client.post(url, {"note": "again"})
    assert Recusal.objects.count() == 1


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "auditor"}])
def test_the_cases_of_one_who_left_are_shared_again(cases, amna, omar, nadia, change):
    assignments.give(APPLICATION, [case.public_id for case in cases], to=omar, by=amna)
    assert queues.next_of(APPLICATION, nadia) is None
    type(omar).objects.filter(pk=omar.pk).update(**change)
    assert queues.next_of(APPLICATION, nadia) == cases[0]
    lines = {str(line.person or "pool"): line.open for line in team.team(amna)}
    assert lines["pool"] == len(cases)
    assert assignments.give(APPLICATION, [cases[0].public_id], to=nadia, by=amna) == 1
    assert queues.next_of(APPLICATION, nadia) == cases[0]


@pytest.mark.parametrize("who", ["omar", "audit", "ayesha"])
def test_the_team_is_for_leads(client, request, cases, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/team/").status_code in (302, 403)
    assert client.post("/desk/queue/application/give/", {"to": "pool"}).status_code in (302, 403)
    assert not Assignment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_leave_one_officer(cases, amna, omar, nadia):
    refs, failed = [case.public_id for case in cases], []

    def give(to):
        try:
            assignments.give(APPLICATION, refs, to=to, by=amna)
        except Refused as refusal:
            failed.append(str(refusal))
        finally:
            connections.close_all()

    both = [threading.Thread(target=give, args=(person,)) for person in (omar, nadia) * 3]
    for one in both:
        one.start()
    for one in both:
        one.join()
    standing = Assignment.objects.standing()
    assert standing.count() == len(cases)
    assert len(set(standing.values_list("subject_ref", flat=True))) == len(cases)
