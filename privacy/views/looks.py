"""The page of one's own data, and who looked."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from accounts.views.account import address_of as link
from privacy.looks import looks_at
from privacy.transitions import running

PAGE, SALT = 20, "privacy.looked"


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What a person may see and do with the own data; each thing has its page."""
    is_candidate = request.user.role == Role.CANDIDATE
    return render(
        request, "privacy/home.html", {"is_candidate": is_candidate, "deletion": running(request.user), "claim": link("register:claim")}
    )


@never_cache
@role_required(Role.CANDIDATE)
@require_safe
def looked(request: HttpRequest) -> HttpResponse:
    """Who looked at my identity and why, newest first; the next page begins after a signed place."""
    found, page = looks_at(request.user).page(before=place(request.GET.get("after", "")), size=PAGE)
    after = signing.dumps(page, salt=SALT) if page else ""
    return render(
        request, "privacy/looked.html", {"looks": found, "after": after, "is_first": "after" not in request.GET, "ask": link("support:ask")}
    )


def place(text: str) -> int | None:
    """Where the last page ended; a place that we did not give is no page."""
    try:
        return int(signing.loads(text, salt=SALT)) if text else None
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
