"""One job: whether I can apply, the conditions, the costs."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.roles import READERS, Role
from candidates import eligibility, facts, points, standing
from candidates.points import Count
from candidates.public_words import verdict_tag
from candidates.requirements import State
from candidates.transitions import today
from candidates.views.jobs import profile_of_reader
from candidates.words import POINT_WORDS, SOURCE_WORDS, WORDS
from jobs.faces.addresses import alternates
from jobs.faces.structured import as_script, job_posting
from jobs.models import Vacancy
from jobs.models.vacancy import ROUTES
from jobs.presentation import employer_name, public_notice, sections
from jobs.standing import rate_of
from jobs.states import VacancyState
from jobs.whole import unfold, with_lists
from workflow.prepared import REF, Prepared

SIMILAR = 5
LISTS = ("allowances", "questions")
ADD_RESULT = gettext_lazy("Add the result when you have it")
OTHER_JOBS = gettext_lazy("See open jobs")
FIXES = {  # the page on which a next step is taken, and the words of its link where they are not "Fix this"
    "next_say_birth": ("candidates:birth", None),
    "next_say_education": ("candidates:profile", None),
    "next_say_tests": ("candidates:tests", None),
    "next_points": ("candidates:profile", None),
    "next_prove_identity": ("candidates:documents", None),
    "next_prove_degree": ("candidates:documents", None),
    "next_prove_test": ("candidates:documents", None),
    "next_prove_experience": ("candidates:documents", None),
    "next_prove_points": ("candidates:documents", None),
    "next_bring_other_evidence": ("candidates:documents", None),
    "next_final_degree": ("candidates:documents", None),
    "next_renew": ("candidates:documents", None),
    "next_renew_passport": ("candidates:documents", None),
    "next_take_skills_test": ("candidates:tests", ADD_RESULT),
    "next_take_language_test": ("candidates:tests", ADD_RESULT),
    "next_take_nursing_japanese": ("candidates:tests", ADD_RESULT),
    "next_points_by_tests": ("candidates:tests", ADD_RESULT),
    "next_other_field": ("jobs:list", OTHER_JOBS),
    "next_later_start": ("jobs:list", OTHER_JOBS),
    "next_better_paid_job": ("jobs:list", OTHER_JOBS),
    "next_degree_or_ten_years": ("jobs:list", OTHER_JOBS),
    "next_points_too_few": ("jobs:list", OTHER_JOBS),
}
SHOWN = {State.MET: "met", State.NOT_MET: "not_met", State.EXPIRING: "expiring", State.NOT_KNOWN: "unknown"}
GROUPS = (
    (gettext_lazy("Missing or ends too early"), ("not_met", "expiring")),
    (gettext_lazy("Not known or not proven yet"), ("unknown",)),
    (gettext_lazy("Done"), ("met",)),
)
COUNTED = {
    Count.PROVEN: gettext_lazy("Counted: proven"),
    Count.CLAIMED: gettext_lazy("Not counted yet: proof is missing"),
    Count.NOT_KNOWN: gettext_lazy("Not known yet"),
    Count.OUTDONE: gettext_lazy("A higher item counts instead"),
    Count.NO: gettext_lazy("Not for you now"),
}


@login_not_required
@require_safe
def job(request: HttpRequest, public_id: str) -> HttpResponse:
    """One job: whether I can apply, the conditions, the costs."""
    user = request.user if request.user.is_authenticated else None
    vacancy = found_for(user, public_id)
    notice = public_notice(vacancy)
    routes = routes_for(user, vacancy)
    is_candidate = user is not None and user.role == Role.CANDIDATE
    context: dict[str, Any] = {
        "vacancy": vacancy,
        "employer": employer_name(vacancy),
        "sections": sections(vacancy, rate=rate_of(today())),
        "notice": notice,
        "is_open": vacancy.state == VacancyState.PUBLISHED and not notice,
        "may_apply": is_candidate,
        "routes": routes,
        "asks": asks_of(vacancy) if not routes and (user is None or is_candidate) else [],
        "quick_url": quick_url(),
        "site_url": settings.SITE_URL,
        "alternates": alternates("jobs:detail", public_id=vacancy.public_id),
        "structured": "" if notice else as_script(job_posting(vacancy)),
        "similar": similar(vacancy) if notice else [],
        "answer_days": vacancy.employer.answer_days,
        "about": (vacancy.employer.about_ja if get_language() == "ja" else vacancy.employer.about_en) or "",
    }
    return render(request, "candidates/job.html", context)


def found_for(user: User | None, public_id: str) -> Vacancy:
    """The job with its lists, if this reader may see it; 404 else."""
    vacancy = _public(today()).first(public_id) if user is None or user.role not in {Role.EMPLOYER, *READERS} else None
    if vacancy is None:
        vacancy = get_object_or_404(whole(Vacancy.objects.visible_to(user) | Vacancy.objects.public(), today()), public_id=public_id)
    return unfold(vacancy, *LISTS)


def whole(rows: "QuerySet[Vacancy]", day: date) -> "QuerySet[Vacancy]":
    """Jobs with all that their page says of them."""
    return with_lists(standing.with_field_state(rows.select_related("employer", "prefecture", "field", "demand_letter"), day), *LISTS)


@lru_cache(maxsize=4)
def _public(day: date) -> Prepared[Vacancy]:
    rows = whole(Vacancy.objects.public(), day)
    return Prepared(lambda ref: rows.filter(public_id=ref), REF)


def similar(vacancy: Vacancy) -> list[Vacancy]:
    """Open jobs for somebody who came too late: the same field and level of Japanese first, then the same prefecture, then the newest."""
    near = [
        When(field=vacancy.field_id, japanese_level=vacancy.japanese_level, prefecture=vacancy.prefecture_id, then=Value(0)),
        When(field=vacancy.field_id, japanese_level=vacancy.japanese_level, then=Value(1)),
        When(prefecture=vacancy.prefecture_id, then=Value(2)),
    ]
    rows = Vacancy.objects.open().exclude(pk=vacancy.pk).select_related("prefecture").defer("search_terms")
    return list(rows.order_by(Case(*near, default=Value(3)), "-published_at")[:SIMILAR])


def quick_url() -> str:
    """The sixty-second check, where the portal has it."""
    try:
        return reverse("quick")
    except NoReverseMatch:
        return ""


def routes_for(user: User | None, vacancy: Vacancy) -> list[dict[str, Any]]:
    """Per visa route: the verdict and every requirement in words; only for a candidate with a profile."""
    profile = profile_of_reader(user)
    return [route_row(verdict) for verdict in standing.verdicts(profile, vacancy, today())] if profile else []


def asks_of(vacancy: Vacancy) -> list[dict[str, Any]]:
    """What each route of this job asks of anybody, with the law behind it, for a reader of whom nothing is known."""
    found = standing.assess(facts.Candidate(), vacancy, today())
    return [{"name": dict(ROUTES)[answer.route], "rows": [asked(need) for need in answer.requirements]} for answer in found]


def asked(need: eligibility.Requirement) -> dict[str, Any]:
    return {"label": WORDS[need.code], "source": SOURCE_WORDS.get(need.source, "")}


def route_row(verdict: eligibility.RouteVerdict) -> dict[str, Any]:
    """One route as a page shows it: what is missing first."""
    rows = sorted((requirement_row(need) for need in verdict.requirements), key=group_of)
    met = _("%(met)s of %(all)s conditions met") % {"met": sum(row["state"] == "met" for row in rows), "all": len(rows)}
    parts = [(title, [row for row in rows if row["state"] in states]) for title, states in GROUPS]
    return {
        "name": dict(ROUTES)[verdict.route],
        "tag": verdict_tag(verdict.verdict),
        "met": met,
        "rows": rows,
        "groups": [{"title": title, "rows": found} for title, found in parts if found],
        "points": points_table(verdict.tally) if verdict.tally else None,
    }


def group_of(row: dict[str, Any]) -> int:
    return next(place for place, (_title, states) in enumerate(GROUPS) if row["state"] in states)


def requirement_row(need: eligibility.Requirement) -> dict[str, Any]:
    """One requirement with the own documents behind it, the law, and where the next step is taken."""
    url, link = fix_of(need.next_step)
    return asked(need) | {
        "state": SHOWN[need.state],
        "evidence": WORDS.get(need.next_step, ""),
        "papers": [reverse("candidates:own_file", args=[paper]) for paper in need.evidence.split(", ") if paper],
        "url": url,
        "link": link,
    }


def fix_of(next_step: str) -> tuple[str, Any]:
    """The address of a next step and the words of its link; nothing where the person has nothing to do."""
    name, link = FIXES.get(next_step, ("", None))
    return (reverse(name) if name else "", link)


def points_table(tally: points.Tally) -> dict[str, Any]:
    """The table of Highly Skilled points: what counts, what waits for proof, what is not known; then the rest."""
    rows = [point_row(line) for line in tally.lines]
    return {
        "rows": [row for row in rows if row["count"] != Count.NO],
        "others": [row for row in rows if row["count"] == Count.NO],
        "proven": tally.proven,
        "claimed": tally.claimed,
        "asked": points.PASS,
    }


def point_row(line: points.Line) -> dict[str, Any]:
    """One item of the table in words."""
    url, link = fix_of(line.next_step)
    return {
        "label": line.item.name_ja if get_language() == "ja" else POINT_WORDS[line.item.code],
        "points": line.item.points,
        "count": line.count,
        "state": COUNTED[line.count],
        "next": WORDS.get(line.next_step, ""),
        "url": url,
        "link": link,
    }
