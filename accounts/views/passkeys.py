"""Limits around allauth's sign-in by passkey."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.forms import wait_words
from accounts.limits import TooMany, take
from accounts.network import network


def counted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
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
