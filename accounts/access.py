"""Doors: which role may open which page. What is seen behind them is decided by visible_to."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.fresh import is_fresh

View = Callable[..., HttpResponse]


def role_required(*roles: str) -> Callable[[View], View]:
    """The view is for these roles; others get 403. Signing in is demanded by the middleware before."""

    def door(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if getattr(request.user, "role", None) not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return inside

    return door


def fresh_required(view: View) -> View:
    """The person has proved who they are within ten minutes; else they do it now and come back (a POST comes back as a GET)."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(reverse("account_reauthenticate", query={"next": request.get_full_path()}))

    return inside
