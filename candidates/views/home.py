"""My page: what to do next, the panels of higher floors, and the profile as a list of tasks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates.models import Evidence, Profile
from candidates.states import EvidenceKind, EvidenceState

DONE = "plain"
FAULTY = (EvidenceState.REJECTED, EvidenceState.EXPIRED)


def task_rows(profile: Profile | None, user: Any) -> list[dict[str, Any]]:
    """The profile in tasks, each with where it leads and how it stands."""
    papers = list(profile.evidence.all()) if profile else []
    said = profile.said_complete if profile else []
    rows = [
        row("identity", _("Your name, CNIC and date of birth"), profile and profile.cnic_index and profile.full_name),
        row("place", _("Where you live and where you would work"), profile and profile.district_id),
        row("educations", _("School and university"), "education" in said or (profile and profile.educations.exists())),
        row("experiences", _("Work so far"), "experience" in said or (profile and profile.experiences.exists())),
        row("tests", _("Tests and certificates"), "tests" in said or (profile and profile.tests.exists())),
        row("skills", _("Skills and English"), profile and (profile.skills or profile.english_level)),
        row("documents", _("Documents"), any(paper.kind == EvidenceKind.CNIC for paper in papers)),
    ]
    if any(paper.state in FAULTY and is_current(paper, papers) for paper in papers):
        rows[-1]["tag"] = ("bad", "warn", _("There is a problem"))
    return [phone_row(user), *rows]


def row(name: str, label: str, is_done: object) -> dict[str, Any]:
    return {"label": label, "url": reverse(f"candidates:{name}"), "tag": tag(bool(is_done))}


def phone_row(user: Any) -> dict[str, Any]:
    """Nothing can be sent to OEC from a phone that nobody confirmed."""
    return {"label": _("Confirm your mobile phone"), "url": reverse("account_contact", args=["phone"]), "tag": tag(user.phone_verified)}


def is_current(paper: Evidence, papers: list[Evidence]) -> bool:
    """No newer document of the same kind about the same entry stands beside it."""
    about = ("kind", "education_id", "experience_id", "test_id")
    return not any(other.pk > paper.pk and all(getattr(other, name) == getattr(paper, name) for name in about) for other in papers)


def tag(is_done: bool) -> tuple[str, str, str]:
    """Completed is plain, so that only open work draws the eye."""
    return (DONE, "", _("Completed")) if is_done else ("info", "", _("Not yet started"))


def progress(profile: Profile | None, user: Any) -> dict[str, Any]:
    """The tasks, how many are done, and the first that is not."""
    rows = task_rows(profile, user)
    open_rows = [row for row in rows if row["tag"][0] != DONE]
    return {"tasks": rows, "done": len(rows) - len(open_rows), "total": len(rows), "next": open_rows[0] if open_rows else None}


@role_required(Role.CANDIDATE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Next action first, then the applications, then the profile."""
    profile = Profile.objects.filter(user=request.user).first()
    panels = [import_string(path)(request) for path in settings.CANDIDATE_PANELS]
    return render(request, "candidates/home.html", {"profile": profile, "panels": panels, **progress(profile, request.user)})


@role_required(Role.CANDIDATE)
@require_safe
def profile_tasks(request: HttpRequest) -> HttpResponse:
    """The profile as a task list of its own."""
    profile = Profile.objects.filter(user=request.user).first()
    return render(request, "candidates/profile.html", {"profile": profile, **progress(profile, request.user)})
