"""One job: whether I can apply, the conditions, the costs."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.roles import Role
from candidates import eligibility, standing
from candidates.public_words import verdict_tag
from candidates.transitions import today
from candidates.views.jobs import profile_of_reader
from candidates.words import WORDS
from jobs.models import Vacancy
from jobs.models.vacancy import ROUTES
from jobs.presentation import employer_name, public_notice, sections
from jobs.states import VacancyState

FIXES = {
    "next_say_birth": "identity",
    "next_say_education": "educations",
    "next_say_tests": "tests",
    "next_prove_identity": "documents",
    "next_prove_degree": "documents",
    "next_prove_test": "documents",
    "next_prove_experience": "documents",
    "next_bring_other_evidence": "documents",
    "next_renew": "documents",
}


@login_not_required
@require_safe
def job(request: HttpRequest, public_id: str) -> HttpResponse:
    """One job: whether I can apply, the conditions, the costs."""
    user = request.user if request.user.is_authenticated else None
    seen = (Vacancy.objects.visible_to(user) | Vacancy.objects.public()).select_related("employer", "prefecture", "field", "demand_letter")
    vacancy = get_object_or_404(standing.with_field_state(seen, today()), public_id=public_id)
    notice = public_notice(vacancy)
    context: dict[str, Any] = {
        "vacancy": vacancy,
        "employer": employer_name(vacancy),
        "sections": sections(vacancy),
        "notice": notice,
        "is_open": vacancy.state == VacancyState.PUBLISHED and not notice,
        "may_apply": user is not None and user.role == Role.CANDIDATE,
        "routes": routes_for(user, vacancy),
        "site_url": settings.SITE_URL,
    }
    return render(request, "candidates/job.html", context)


def routes_for(user: User | None, vacancy: Vacancy) -> list[dict[str, Any]]:
    """Per visa route: the verdict and every requirement in words; only for a candidate with a profile."""
    profile = profile_of_reader(user)
    return [route_row(verdict) for verdict in standing.verdicts(profile, vacancy, today())] if profile else []


def route_row(verdict: eligibility.RouteVerdict) -> dict[str, Any]:
    """One route as a page shows it."""
    rows = [
        {
            "label": WORDS[need.code],
            "state": {"met": "met", "not_met": "not_met"}.get(need.state, "unknown"),
            "evidence": WORDS.get(need.next_step, ""),
            "url": reverse(f"candidates:{FIXES[need.next_step]}") if need.next_step in FIXES else "",
        }
        for need in verdict.requirements
    ]
    met = _("%(met)s of %(all)s conditions met") % {"met": sum(row["state"] == "met" for row in rows), "all": len(rows)}
    return {"name": dict(ROUTES)[verdict.route], "tag": verdict_tag(verdict.verdict), "met": met, "rows": rows}
