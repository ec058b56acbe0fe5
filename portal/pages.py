"""The portal's own pages: home, help, the style guide, the language switch, and what is shown when something fails."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, RawPostDataException
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from accounts.roles import DESK
from portal import samples
from portal.middleware import remember

DRAINED = 20_000_000


@login_not_required
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the home page in the person's language: the cookie first, then what the browser asks for."""
    answer = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    return answer


@login_not_required
@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language for pages without a prefix (the desk) and go back to the page."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    wish = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(wish if safe else f"/{code}/")
    remember(answer, code)
    return answer


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html")


@login_not_required
@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """What is free, and which official fees are known from which day and source."""
    return render(request, "portal/fees.html", {})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in this language. For staff; open to all in the local demo."""
    if not settings.DEMO and getattr(request.user, "role", None) not in DESK:
        raise PermissionDenied
    return render(request, "portal/styleguide.html", samples.everything())


# ── when something fails: three languages on one page, no database, no session ────────────────────────
def _failed(name: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"errors/{name}.html", facts()), status=status)


def facts() -> dict[str, object]:
    """What an error page may say without asking anybody."""
    return {"site_name": settings.SITE_NAME, "helpline": settings.HELPLINE, "help_email": settings.HELP_EMAIL}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where more was sent at once than the portal takes, with what to do."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        let_it_finish(request)
        return _failed("too_large", 413)
    return _failed("400", 400)


def let_it_finish(request: HttpRequest) -> None:
    """Read on without keeping it, within bounds: a browser that is cut off while it sends shows its own error instead of ours."""
    left = DRAINED
    try:
        while left > 0 and (part := request.read(min(left, 65_536))):
            left -= len(part)
    except (OSError, RawPostDataException):  # it has gone, or all was read already
        return


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _failed("403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _failed("404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 when the database is away, so that people and watchers know that waiting helps."""
    if isinstance(sys.exc_info()[1], OperationalError):
        answer = _failed("maintenance", 503)
        answer.headers["Retry-After"] = "60"
        return answer
    return _failed("500", 500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or cookies are off: says what to do, never the reason's inner words."""
    return _failed("csrf_failure", 403)
