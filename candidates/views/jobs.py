"""The public list and page of jobs; a signed-in candidate sees the own verdict beside them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.roles import Role
from candidates import eligibility, standing
from candidates.filters import JobFilter
from candidates.models import Profile
from candidates.public_words import verdict_tag
from candidates.transitions import today
from candidates.words import WORDS
from jobs.models import Vacancy
from jobs.presentation import card, public_notice, sections

PAGE = 20


def cursor_of(vacancy: Vacancy) -> str:
    """Where the next page begins: publication time and key, so that page 500 costs what page 1 costs."""
    return urlsafe_b64encode(f"{vacancy.published_at.isoformat()}|{vacancy.pk}".encode()).decode()


def read_cursor(text: str) -> tuple[datetime, int] | None:
    """The place a cursor names; anything else is the beginning."""
    try:
        at, _, pk = urlsafe_b64decode(text.encode()).decode().partition("|")
        when = parse_datetime(at)
        return (when, int(pk)) if when and when.tzinfo else None
    except ValueError:
        return None


@login_not_required
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Open jobs, newest first, by keyset."""
    form = JobFilter(request.GET or None)
    found = form.narrow(Vacancy.objects.open().select_related("employer", "prefecture", "field"))
    after = read_cursor(request.GET.get("after", ""))
    if after:
        found = found.filter(Q(published_at__lt=after[0]) | Q(published_at=after[0], pk__lt=after[1]))
    rows = list(found.order_by("-published_at", "-pk")[: PAGE + 1])
    more = cursor_of(rows[PAGE - 1]) if len(rows) > PAGE else ""
    context = {
        "filters": form,
        "cards": [card(row) for row in rows[:PAGE]],
        "next_url": f"?{_query(request, after=more)}" if more else "",
        "first_url": f"?{_query(request, after='')}" if after else "",
        "count": form.counted(Vacancy.objects.open()),
        "is_filtered": form.is_active,
    }
    return render(request, "candidates/job_list.html", context)


def _query(request: HttpRequest, *, after: str) -> str:
    kept = request.GET.copy()
    kept.pop("after", None)
    if after:
        kept["after"] = after
    return kept.urlencode()


@login_not_required
@require_safe
def job(request: HttpRequest, public_id: str) -> HttpResponse:
    """One job: whether I can apply, the conditions, the costs."""
    user = request.user if request.user.is_authenticated else None
    vacancy = get_object_or_404(
        Vacancy.objects.visible_to(user).select_related("employer", "prefecture", "field", "demand_letter"), public_id=public_id
    )
    context: dict[str, Any] = {
        "vacancy": vacancy,
        "sections": sections(vacancy),
        "notice": public_notice(vacancy),
        "is_open": Vacancy.objects.open().filter(pk=vacancy.pk).exists(),
        "may_apply": user is not None and user.role == Role.CANDIDATE,
        "routes": routes_for(user, vacancy) if user else [],
        "site_url": settings.SITE_URL,
    }
    return render(request, "candidates/job.html", context)


def routes_for(user: User, vacancy: Vacancy) -> list[dict[str, Any]]:
    """Per visa route: the verdict and every requirement in words; only for a candidate with a profile."""
    profile = Profile.objects.filter(user=user).first() if user.role == Role.CANDIDATE else None
    if profile is None:
        return []
    return [route_row(verdict) for verdict in standing.verdicts(profile, vacancy, today())]


def route_row(verdict: eligibility.RouteVerdict) -> dict[str, Any]:
    """One route as a page shows it."""
    rows = [
        {
            "label": WORDS.get(need.code, need.code),
            "state": {"met": "met", "not_met": "not_met"}.get(need.state, "unknown"),
            "evidence": WORDS.get(need.next_step, "") if need.next_step else "",
        }
        for need in verdict.requirements
    ]
    return {
        "route": verdict.route,
        "name": dict(Vacancy._meta.get_field("visa_routes").base_field.choices)[verdict.route],
        "tag": verdict_tag(verdict.verdict),
        "rows": rows,
    }
