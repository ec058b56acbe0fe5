"""What a person agreed to, and taking it back. The consents stand on a higher floor: settings.CONSENTS names their page's data."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from workflow.steps import Refused


def source() -> Any:
    return import_module(settings.CONSENTS)


@never_cache
@role_required(Role.CANDIDATE)
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """All consents, those that hold first."""
    found = sorted(source().agreed(request.user), key=lambda each: not each.is_live)
    return render(request, "privacy/consents.html", {"consents": found})


@never_cache
@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """First what it would do, then the button."""
    consent = source().found(request.user, key)
    if consent is None:
        raise Http404
    if request.method == "POST":
        try:
            source().take_back(request.user, key)
            messages.success(request, _("You have taken this consent back."))
            return redirect("privacy:consents")
        except Refused as refusal:
            messages.error(request, str(refusal))
    does, forbids = source().consequences(request.user, key)
    return render(request, "privacy/consent.html", {"consent": consent, "does": does, "forbids": forbids})
