"""My page: what to do next, the panels of higher floors, and the profile as a list of tasks."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates.views import path
from candidates.views.tasklist import progress, told_by


@role_required(Role.CANDIDATE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Next action first, then the applications, then the profile."""
    profile = told_by(request.user)
    panels = [import_string(path)(request) for path in settings.CANDIDATE_PANELS]
    waiting = next(({"next": panel["next"]} for panel in panels if panel.get("next")), {})
    reached = {"path": path.of_profile(profile)} if profile else {}
    told = progress(profile, request.user) | waiting
    return render(request, "candidates/home.html", {"profile": profile, "panels": panels, **reached, **told})


@role_required(Role.CANDIDATE)
@require_safe
def profile_tasks(request: HttpRequest) -> HttpResponse:
    """The profile as a task list of its own."""
    profile = told_by(request.user)
    return render(request, "candidates/profile.html", {"profile": profile, **progress(profile, request.user)})
