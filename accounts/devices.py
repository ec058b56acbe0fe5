"""A signed cookie names the browser and, as digests, who signed in on it: they get in even during an attack on their account."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

SALT = "accounts.device"
YEAR = 60 * 60 * 24 * 365
MOST_ACCOUNTS = 8


@dataclass
class Device:
    """One browser; `is_new` when it brought no cookie of ours."""

    key: str
    accounts: list[str] = field(default_factory=list)
    is_new: bool = False

    def knows(self, user: object) -> bool:
        """Whether this person has signed in here before."""
        return mark(user) in self.accounts


def cookie_name() -> str:
    """With the strictest prefix where the site is served over HTTPS."""
    return "__Host-device" if settings.SECURE else "device"


def mark(user: object) -> str:
    """A person as the cookie knows them; a new password makes old cookies forget."""
    text = f"{user.public_id}{user.password[-16:]}"  # type: ignore[attr-defined]
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:24]


def device(request: HttpRequest) -> Device:
    """The browser of this request; the same object for the whole request."""
    if not hasattr(request, "device"):
        request.device = _read(request.COOKIES.get(cookie_name(), ""))  # type: ignore[attr-defined]
    return request.device  # type: ignore[attr-defined, no-any-return]


def _read(cookie: str) -> Device:
    try:
        key, accounts = signing.loads(cookie, salt=SALT, max_age=YEAR)
        return Device(str(key), [str(account) for account in accounts])
    except (signing.BadSignature, ValueError, TypeError):
        return Device(secrets.token_urlsafe(16), is_new=True)


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the cookie: with everybody who is signed in on this browser now."""
    here, user = device(request), getattr(request, "user", None)
    if user is not None and user.is_authenticated and not here.knows(user):
        here.accounts = [mark(user), *here.accounts][:MOST_ACCOUNTS]
    elif not here.is_new:
        return
    value = signing.dumps([here.key, here.accounts], salt=SALT)
    response.set_cookie(cookie_name(), value, max_age=YEAR, secure=settings.SECURE, httponly=True, samesite="Lax")
