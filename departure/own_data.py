"""What departures keep of a person: visa, registration, flight."""

from collections.abc import Iterator
from typing import Any

from accounts.models import User
from departure.models import Departure
from vault.plain import rows

HOLDS = {Departure: "departures"}
LEFT_OUT: dict[Any, str] = {}


def of(user: User) -> Any:
    return Departure.objects.filter(application__candidate__user=user).order_by("pk")


def export(user: User) -> dict[str, Any]:
    return {"departures": rows(of(user))}


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for public_id in of(user).values_list("public_id", flat=True):
        yield "departure.departure", public_id


def erase(user: User, keep: frozenset[str]) -> None:
    """Numbers and flight go once the ledger's time is over; the days stay, for the figures."""
    if "ledger" in keep:
        return
    for departure in of(user):
        departure.visa_number, departure.protector_number, departure.flight_number = "", "", ""
        departure.save()
