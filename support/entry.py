"""Doors that strangers use: counted, so that a machine cannot flood the desks and honest people behind one carrier are not shut out."""

from django.http import HttpRequest

from accounts.devices import device
from accounts.limits import take
from accounts.network import network


def count(request: HttpRequest, what: str) -> None:
    """One more `what` (question, report, look) from this browser and network; a signed-in person counts alone. Raises TooMany."""
    if request.user.is_authenticated:
        take((f"{what}.person", str(request.user.public_id)))
        return
    here, net = device(request), network(request)
    narrow = (f"{what}.no_device", net) if here.is_new else (f"{what}.device", here.key)
    take((f"{what}.network", net), narrow)
