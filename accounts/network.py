"""Where a request comes from. Only the proxies we run ourselves are believed (settings.TRUSTED_PROXIES)."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104  a socket without an address (tests, unix sockets)


def client_address(request: HttpRequest) -> str:
    """The address that our outermost proxy saw; a forged X-Forwarded-For is not read at all without proxies."""
    seen = _read(request.META.get("REMOTE_ADDR", ""))
    hops = settings.TRUSTED_PROXIES
    if not hops:
        return seen
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return _read(forwarded[-hops]) if len(forwarded) >= hops else seen


def network(request: HttpRequest) -> str:
    """What counts as one network: an IPv4 address, or the first 64 bits of an IPv6 address."""
    address = ipaddress.ip_address(client_address(request))
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def neighbourhood(request: HttpRequest) -> str:
    """Enough to tell places apart, too little to find a home: the first 24 bits of IPv4, 48 of IPv6; "" where there is no address."""
    address = ipaddress.ip_address(client_address(request))
    if str(address) == UNKNOWN:
        return ""
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False))


def _read(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return UNKNOWN
