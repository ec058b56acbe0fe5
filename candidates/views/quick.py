"""Sixty seconds before any account: which routes are open to me, how many jobs fit, what one certificate would add."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Role
from candidates import reach, standing
from candidates.forms.quick import QuickForm
from candidates.transitions import today
from candidates.views.path import gain_rows, route_rows

KEPT = "quick"  # the answers, until the profile has them


@login_not_required
@require_safe
def quick(request: HttpRequest) -> HttpResponse:
    """The questions, and below them the answer; the address itself is the link to share."""
    form = QuickForm(request.GET if "degree" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        context |= answer(form)
    return render(request, "candidates/quick.html", context)


def answer(form: QuickForm) -> dict[str, Any]:
    """What the rules say of these answers today, for all open jobs together."""
    day = today()
    candidate, kinds = reach.candidate_of(form.facts(), day), standing.job_kinds(day)
    said = {name: value for name, value in form.cleaned_data.items() if value}
    return {
        "routes": route_rows(candidate, kinds, day),
        "gains": gain_rows(candidate, kinds, day),
        "said": said,
        "share_url": f"{settings.SITE_URL}{reverse('quick')}?{urlencode(said)}",
    }


@login_not_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Save this and go on: the answers wait in the session and fill the first pages of the profile."""
    form = QuickForm(request.POST)
    if not form.is_valid():
        return redirect("quick")
    request.session[KEPT] = form.cleaned_data
    return redirect("candidates:profile" if getattr(request.user, "role", None) == Role.CANDIDATE else "account_signup")


def kept_answers(request: HttpRequest, name: str) -> dict[str, Any]:
    """The values with which the first entry of this list of the profile begins; {} when nothing was said."""
    said = request.session.get(KEPT, {})
    values = {
        "educations": {"level": said.get("degree")},
        "languages": {"kind": "jlpt", "level": said["japanese"]} if said.get("japanese") else {},
        "tests": {"kind": "ssw", "field_id": said["test"]} if said.get("test") else {},
    }
    return {key: value for key, value in values.get(name, {}).items() if value}
