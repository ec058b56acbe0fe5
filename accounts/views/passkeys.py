"""Around allauth's passkey pages: exact limits, and a sentence instead of an error for made-up credentials."""

import json
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.forms import wait_words
from accounts.limits import TooMany, take
from accounts.network import network

View = Callable[..., HttpResponse]
LONGEST = 20_000


def counted(view: View) -> View:
    """At most 300 tries an hour from one network."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            take(("passkey.network", network(request)))
        except TooMany as refusal:
            messages.error(request, wait_words(refusal))
            return redirect("account_login")
        return view(request, *args, **kwargs)

    return guarded


def careful(view: View) -> View:
    """allauth trusts the browser's script to send a well-formed credential; anybody may send anything."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        sent = request.POST.get("credential")
        if request.method == "POST" and sent and not is_credential(sent):
            return no_passkey(request)
        try:
            return view(request, *args, **kwargs)
        except (ValueError, TypeError, KeyError):
            if not sent:
                raise
            return no_passkey(request)

    return guarded


def is_credential(sent: str) -> bool:
    """Whether this has the shape of what a browser makes."""
    try:
        credential = json.loads(sent) if len(sent) <= LONGEST else None
    except (ValueError, RecursionError):
        return False
    return isinstance(credential, dict) and isinstance(credential.get("response"), dict) and isinstance(credential.get("rawId"), str)


def no_passkey(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This passkey did not work. Try again, or use another way."))
    return redirect(request.path if request.user.is_authenticated else "account_login")
