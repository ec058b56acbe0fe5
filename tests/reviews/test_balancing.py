"""Free cases given by field, office and load, where a lead wants it: on record as the system's, and never to who may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from candidates.models import District
from jobs.models import SswField
from reviews import assignments, balancing, claims, deputies, queues
from reviews.kinds import KINDS
from reviews.models import Assignment, Balance, Recusal, Remit
from support.models import Office
from tests.applications.factories import ApplicationFactory
from workflow.steps import Refused

APPLICATION = KINDS["application"]


@pytest.fixture
def cases(reference):
    today = queues.local_day(timezone.now(), "oec")
    return [ApplicationFactory(state="submitted", due_on=today + timedelta(days=n)) for n in range(4)]


@pytest.fixture
def on(amna):
    return balancing.switch(APPLICATION, is_on=True, by=amna)


def given() -> dict:
    return dict(Assignment.objects.standing().order_by("pk").values_list("subject_ref", "officer__full_name"))


def test_nothing_is_given_until_a_lead_says_so_and_what_is_given_stays(cases, amna, omar, nadia):
    assert balancing.balance_all() == 0
    balancing.switch(APPLICATION, is_on=True, by=amna)
    assert (balancing.balance_all(), balancing.balance_all()) == (4, 0)
    assert set(Assignment.objects.values_list("by", flat=True)) == {None}, "made by the system"
    assert sorted(given().values()) == [nadia.full_name] * 2 + [omar.full_name] * 2
    balancing.switch(APPLICATION, is_on=False, by=amna)
    ApplicationFactory(state="submitted")
    assert balancing.balance_all() == 0
    assert len(given()) == 4
    assert Balance.objects.count() == 2


def test_who_has_the_fewest_gets_the_next(cases, on, amna, omar, nadia):
    assignments.give(APPLICATION, [row.public_id for row in cases[:2]], to=omar, by=amna)
    balancing.balance_all()
    assert [given()[row.public_id] for row in cases[2:]] == [nadia.full_name] * 2


def test_never_to_who_knows_the_person_nor_what_somebody_has_open(cases, on, omar, nadia):
    Recusal.objects.create(subject_kind="application", subject_ref=cases[0].public_id, user=omar)
    Recusal.objects.create(subject_kind="application", subject_ref=cases[0].public_id, user=nadia)
    claims.take("application", cases[1].public_id, by=nadia)
    assert balancing.balance_all() == 2
    assert {cases[0].public_id, cases[1].public_id} & set(given()) == set()


def test_who_is_away_gets_nothing_the_deputy_does(cases, on, omar, nadia):
    today = queues.local_day(timezone.now(), "oec")
    deputies.name(officer=omar, deputy=nadia, by=omar, first_day=today, last_day=today)
    balancing.balance_all()
    assert set(given().values()) == {nadia.full_name}


def test_by_field_and_by_office(cases, on, omar, nadia):
    lahore = District.objects.get(name="Lahore")
    office = Office.objects.create(slug="lahore-x", name_en="Lahore", city="Lahore", address_en="x")
    field = SswField.objects.first()
    type(cases[0].vacancy).objects.filter(pk=cases[0].vacancy_id).update(field=field)
    type(cases[1].candidate).objects.filter(pk=cases[1].candidate_id).update(
        district=District.objects.exclude(province_code=lahore.province_code).first()
    )
    Remit.objects.create(officer=omar, fields=[field.pk])
    Remit.objects.create(officer=nadia, fields=["it"], office=office)
    balancing.balance_all()
    found = given()
    assert found[cases[0].public_id] == omar.full_name
    assert cases[1].public_id not in found, "of another province and another field: it stays in the pool"
    assert {found.get(row.public_id) for row in cases[2:]} <= {nadia.full_name, None}


def test_the_case_of_one_who_left_is_given_anew(cases, on, amna, omar, nadia):
    assignments.give(APPLICATION, [cases[0].public_id], to=omar, by=amna)
    type(omar).objects.filter(pk=omar.pk).update(is_active=False)
    balancing.balance_all()
    assert given()[cases[0].public_id] == nadia.full_name


def test_the_page_switches_and_keeps_what_a_colleague_takes(client, reference, amna, omar, ken):
    client.force_login(amna)
    assert "Switch on" in client.get("/desk/team/balance/").text
    client.post("/desk/team/balance/application/", {"is_on": "1"})
    assert balancing.switches("oec")["application"].is_on
    assert "Switch off" in client.get("/desk/team/balance/").text
    client.post(f"/desk/team/{omar.public_id}/remit/", {"fields_taken": ["it"]})
    assert Remit.objects.get(officer=omar).fields == ["it"]
    client.post(f"/desk/team/{omar.public_id}/remit/", {"fields_taken": ["nonsense"]})
    assert Remit.objects.get(officer=omar).fields == ["it"]
    assert client.post(f"/desk/team/{ken.public_id}/remit/", {}).status_code == 404
    with pytest.raises(Refused):
        balancing.switch(KINDS["evidence"], is_on=True, by=ken)
    client.force_login(omar)
    assert client.post("/desk/team/balance/application/", {"is_on": "0"}).status_code == 403
