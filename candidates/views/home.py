"""My page: what to do next, and the profile as a list of tasks."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates.models import Profile
from candidates.states import EvidenceKind, EvidenceState
from candidates.transitions import profile_of


def task_rows(profile: Profile) -> list[dict[str, object]]:
    """The profile in tasks, each with where it leads and how it stands."""
    papers = list(profile.evidence.all()) if profile.pk else []
    has = {name: bool(profile.pk) and getattr(profile, name).exists() for name in ("educations", "experiences", "tests")}
    tasks = [
        ("identity", _("Your name, CNIC and date of birth"), profile.cnic_index is not None and bool(profile.full_name)),
        ("place", _("Where you live and where you would work"), profile.district_id is not None),
        ("educations", _("School and university"), has["educations"]),
        ("experiences", _("Work so far"), has["experiences"] or "experience" in profile.said_complete),
        ("tests", _("Tests and certificates"), has["tests"] or "tests" in profile.said_complete),
        ("skills", _("Skills and English"), bool(profile.skills or profile.english_level)),
        ("documents", _("Documents"), any(paper.kind == EvidenceKind.CNIC for paper in papers)),
    ]
    rows = [{"label": label, "url": reverse(f"candidates:{name}"), "tag": tag(is_done), "name": name} for name, label, is_done in tasks]
    if any(paper.state in (EvidenceState.REJECTED, EvidenceState.EXPIRED) for paper in papers if is_current(paper, papers)):
        rows[-1]["tag"] = ("bad", "warn", _("There is a problem"))
    return rows


def is_current(paper: object, papers: list) -> bool:  # type: ignore[type-arg]
    """No newer document of the same kind about the same entry stands beside it."""
    about = ("kind", "education_id", "experience_id", "test_id")
    return not any(other.pk > paper.pk and all(getattr(other, name) == getattr(paper, name) for name in about) for other in papers)  # type: ignore[attr-defined]


def tag(is_done: bool) -> tuple[str, str, str]:
    """Completed is plain, so that only open work draws the eye."""
    return ("plain", "", _("Completed")) if is_done else ("info", "", _("Not yet started"))


@role_required(Role.CANDIDATE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Next action first, then the applications, then the profile."""
    profile = Profile.objects.filter(user=request.user).first()
    panels = [import_string(path)(request) for path in settings.CANDIDATE_PANELS]
    rows = task_rows(profile) if profile else task_rows(Profile(user=request.user))
    done = sum(row["tag"][0] == "plain" for row in rows)  # type: ignore[index]
    return render(request, "candidates/home.html", {"profile": profile, "panels": panels, "tasks": rows, "done": done, "total": len(rows)})


@role_required(Role.CANDIDATE)
@require_safe
def profile_tasks(request: HttpRequest) -> HttpResponse:
    """The profile as a task list of its own."""
    rows = task_rows(profile_of(request.user))
    return render(
        request, "candidates/profile.html", {"tasks": rows, "done": sum(row["tag"][0] == "plain" for row in rows), "total": len(rows)}
    )  # type: ignore[index]
