"""Boarding and landing: the verbs that need facts of the departure."""

from datetime import date

from django.db import transaction

from accounts.models import User
from applications import rules
from applications.models import Application
from applications.transitions.acting import check, japan_today, move, pakistan_today
from departure.models import Departure
from workflow.clock import local_day
from workflow.models import Entry


@transaction.atomic
def depart(
    application: Application,
    *,
    by: User,
    protector_number: str,
    visa_number: str,
    flight_on: date | None,
    flight_number: str = "",
    version: int | None = None,
    note: str = "",
) -> Entry:
    """OEC records the departure on the day of the flight: Protector's registration, visa and flight stand on the record (H3)."""
    accepted_on = local_day(application.accepted_at, "oec") if application.accepted_at else None
    blockers = rules.depart_blockers(
        protector_number=protector_number, visa_number=visa_number, flight_on=flight_on, accepted_on=accepted_on, today=pakistan_today()
    )
    entry = move(application, "depart", by=by, version=version, unless=blockers, note=note)
    row = Departure.objects.filter(application=application).first() or Departure(application=application)
    row.protector_number, row.visa_number = protector_number.strip(), visa_number.strip()
    row.flight_number, row.flight_on = flight_number.strip(), flight_on
    row.save()
    return entry


@transaction.atomic
def arrive(application: Application, *, by: User, arrived_on: date | None, version: int | None = None, note: str = "") -> Entry:
    """The person has landed in Japan (I3)."""
    check(application, "arrive", by=by)
    row = Departure.objects.select_for_update(of=("self",), no_key=True).filter(application=application).first()
    blockers = rules.arrive_blockers(arrived_on=arrived_on, flight_on=row.flight_on if row else None, today=japan_today())
    entry = move(application, "arrive", by=by, version=version, unless=blockers, note=note)
    if row:
        Departure.objects.filter(pk=row.pk).update(arrived_on=arrived_on)
    return entry
