"""A copy of everything: ask for it, wait for it, download it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import fresh_required
from privacy.models import Copy
from privacy.states import CopyState
from privacy.transitions import ask_copy
from vault.views import serve
from workflow.steps import Refused

LOOK_AGAIN = 5  # seconds


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest) -> HttpResponse:
    """How it stands with the copy; while it is made, the page looks again by itself."""
    if request.method == "POST":
        try:
            ask_copy(request.user)
        except Refused as refusal:
            messages.info(request, str(refusal))
        return redirect("privacy:copy")
    newest = Copy.objects.visible_to(request.user).select_related("file").first()
    response = render(request, "privacy/copy.html", {"copy": newest, "is_ready": newest is not None and is_open(newest)})
    if newest is not None and newest.state == CopyState.ASKED:
        response["Refresh"] = str(LOOK_AGAIN)
    return response


def is_open(found: Copy) -> bool:
    """May still be downloaded."""
    return found.state == CopyState.READY and found.expires_at > timezone.now()


@never_cache
@fresh_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The ZIP, after a fresh proof of who asks; each download stands in the access log."""
    found = Copy.objects.visible_to(request.user).filter(state=CopyState.READY).select_related("file").first()
    if found is None or not is_open(found):
        raise Http404
    return serve(request, found.file, purpose="own copy")
