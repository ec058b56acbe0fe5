"""What holds for every page of a signed-in person: second factor, fresh proof, the age of staff sessions, the device cookie."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, empty
from django.utils.translation import gettext as _

from accounts.adapter import SEEN_AT, SIGNED_IN_AT
from accounts.devices import remember
from accounts.fresh import is_fresh
from accounts.network import neighbourhood
from accounts.roles import DESK
from workflow import origin
from workflow.origin import Origin, coming_from

Answer = Callable[[HttpRequest], HttpResponse]
SET_UP = frozenset(
    {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_download_recovery_codes"}
)
ALWAYS = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_code",
        "account_code_again",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "language",
        "healthz",
    }
)
NEED_FRESH = SET_UP - {"mfa_index", "mfa_list_webauthn"} | {
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "account_change_password",
    "account_contact",
}
REAL_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
TOUCH_EVERY = 60


DOORS = (("/api/", origin.API), ("/desk/counter/", origin.COUNTER), ("/desk/", origin.DESK))


class From:
    """What a request writes is known to come from its person, its door and its network (workflow/origin.py)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        door = next((door for start, door in DOORS if request.path_info.startswith(start)), origin.WEB)
        with coming_from(Origin(door, neighbourhood(request), lambda: person_of(request))):
            return self.get_response(request)


def person_of(request: HttpRequest) -> int | None:
    """Who is signed in, as far as that is known already: finding it out may itself write."""
    user = request.user
    is_known = not isinstance(user, SimpleLazyObject) or user._wrapped is not empty
    return user.pk if is_known else None


class SecondFactor:
    """Deny by default: staff without a second factor reach its set-up and the way out, nothing else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "/accounts/" in request.path:
            remember(request, response)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated:
            return None
        if user.role in DESK and is_stale(request):
            logout(request)
            messages.info(request, _("You were away for a while. Sign in to go on."))
            return _to("account_login", request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in ALWAYS:
            return None
        if name in NEED_FRESH and not is_fresh(request):
            return _to("account_reauthenticate", request)
        if name not in SET_UP and lacks_second_factor(request):
            return _to("mfa_reauthenticate", request) if is_mfa_enabled(user, REAL_FACTORS) else HttpResponseRedirect(reverse("mfa_index"))
        return None


def _to(name: str, request: HttpRequest) -> HttpResponse:
    """There, and back here afterwards (a POST comes back as a GET)."""
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")


def is_stale(request: HttpRequest) -> bool:
    """Whether a staff session is idle for 30 minutes or 12 hours old; otherwise notes that it lives."""
    now, session = time.time(), request.session
    begun, seen = session.setdefault(SIGNED_IN_AT, now), session.setdefault(SEEN_AT, now)
    if now - begun > settings.STAFF_SESSION_AGE or now - seen > settings.STAFF_SESSION_IDLE:
        return True
    if now - seen > TOUCH_EVERY:
        session[SEEN_AT] = now
    return False


def lacks_second_factor(request: HttpRequest) -> bool:
    """Staff, where it is demanded: no factor yet, or this session did not use one."""
    if not settings.MFA_REQUIRED or request.user.role not in DESK:
        return False
    if not is_mfa_enabled(request.user, REAL_FACTORS):
        return True
    return not any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
