"""The one door through which a proved person becomes signed in: allauth's stages (second factor), then a new session."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from accounts import proofs
from accounts.adapter import is_local
from accounts.backends import at, with_password
from accounts.contact import Contact
from accounts.devices import device
from accounts.limits import give_back, take
from accounts.models import User
from accounts.network import network


def sign_in(request: HttpRequest, user: User, *, method: str, next_url: str = "") -> HttpResponse:
    """Go on to the second factor, or in."""
    proofs.forget(request)
    record_authentication(request, user, method=method)
    return perform_login(request, Login(user=user, redirect_url=next_url if is_local(request, next_url) else None))


def people_with_password(request: HttpRequest, contact: Contact, password: str) -> list[User]:
    """Who may come in with this; counted exactly, the same for known and unknown contacts. Raises TooMany."""
    pairs = password_limits(request, contact)
    take(*pairs)
    found = with_password(contact, password)
    if found:
        give_back(*pairs)
    return found


def password_limits(request: HttpRequest, contact: Contact) -> list[tuple[str, str]]:
    """A browser on which the person has signed in before has a count of its own: an attack from elsewhere does not lock the owner out."""
    here, net = device(request), network(request)
    is_known = any([here.knows(user) for user in at(contact, proved=False)[:8]])
    narrow = ("password.no_device", net) if here.is_new else ("password.device", here.key)
    own = ("password.known_device", f"{contact.value} {here.key}") if is_known else ("password.contact", contact.value)
    return [("password.network", net), narrow, own]
