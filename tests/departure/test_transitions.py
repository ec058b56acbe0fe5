"""Nobody boards without the Protector's registration, a visa and a flight."""

from datetime import timedelta

import pytest
from django.db import connection

from applications.transitions.acting import japan_today, pakistan_today
from departure import transitions
from departure.models import Departure
from tests.applications.factories import ApplicationFactory
from workflow.steps import Refused

PAPERS = {"protector_number": "PE-LHR-2026-1", "visa_number": "VX1234567", "flight_number": "PK852"}


@pytest.fixture
def accepted(db, reference):
    application = ApplicationFactory(state="accepted")
    application.accepted_at -= timedelta(days=30)
    application.save()
    return application


def test_departing_records_the_papers_and_keeps_the_visa_sealed(accepted, omar):
    transitions.depart(accepted, by=omar, flight_on=pakistan_today(), **PAPERS)
    row = Departure.objects.get(application=accepted)
    assert (accepted.state, row.visa_number, row.protector_number) == ("departed", "VX1234567", "PE-LHR-2026-1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT departure_departure::text FROM departure_departure")
        assert "VX1234567" not in cursor.fetchone()[0]


def test_everything_that_is_missing_is_said_at_once(accepted, omar):
    with pytest.raises(Refused) as refused:
        transitions.depart(accepted, by=omar, protector_number=" ", visa_number="", flight_on=None)
    assert [reason.code for reason in refused.value.reasons] == ["protector_number_missing", "visa_number_missing", "flight_missing"]
    assert not Departure.objects.exists()


@pytest.mark.parametrize(("days", "code"), [(1, "flight_still_ahead"), (-40, "flight_before_accepted")])
def test_the_flight_lies_between_accepting_and_today(accepted, omar, days, code):
    with pytest.raises(Refused) as refused:
        transitions.depart(accepted, by=omar, flight_on=pakistan_today() + timedelta(days=days), **PAPERS)
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_arriving_is_not_before_the_flight_nor_in_the_future(accepted, omar, ken):
    flight = pakistan_today() - timedelta(days=2)
    transitions.depart(accepted, by=omar, flight_on=flight, **PAPERS)
    for day, code in (
        (flight - timedelta(days=1), "arrival_before_flight"),
        (japan_today() + timedelta(days=1), "arrival_still_ahead"),
        (None, "arrival_missing"),
    ):
        with pytest.raises(Refused) as refused:
            transitions.arrive(accepted, by=ken, arrived_on=day)
        assert [reason.code for reason in refused.value.reasons] == [code]
    transitions.arrive(accepted, by=ken, arrived_on=japan_today())
    assert (accepted.state, Departure.objects.get().arrived_on) == ("arrived", japan_today())


def test_only_oec_records_a_departure(accepted, ken, sato):
    for person in (ken, sato):
        with pytest.raises(Refused, match="not yours"):
            transitions.depart(accepted, by=person, flight_on=pakistan_today(), **PAPERS)
