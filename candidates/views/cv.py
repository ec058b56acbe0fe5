"""The own CV as PDF: up, down, away. Only the person and OEC may open it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.access import role_required
from accounts.roles import Role
from candidates.forms import CvForm
from candidates.models import Profile
from candidates.transitions import profile_of, room_blockers
from vault import files
from vault.intake import store_upload
from vault.kinds import PDF
from vault.models import StoredFile
from vault.refusals import FileRefused
from vault.views import serve
from vault.words import sentence

KIND = "cv"


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def cv(request: HttpRequest) -> HttpResponse:
    """The CV that stands, and a way to bring a new one."""
    profile = profile_of(request.user)
    form = CvForm(request.POST, request.FILES) if request.method == "POST" else CvForm()
    if request.method == "POST" and form.is_valid() and kept(request, profile, form):
        return redirect("candidates:cv")
    return render(request, "candidates/cv.html", {"form": form, "cv": profile.cv})


def kept(request: HttpRequest, profile: Profile, form: CvForm) -> bool:
    """Whether the file could be kept; if not, the form says why."""
    uploaded = form.cleaned_data["file"]
    if reasons := [] if profile.cv else room_blockers(profile, uploaded.size or 0):
        form.add_error("file", [str(reason) for reason in reasons])
        return False
    try:
        limits.take(("upload.person", str(request.user.public_id)))
        put(profile, store_upload(uploaded, owner=profile.user, kind=KIND, accept=frozenset({PDF})))
    except FileRefused as refused:
        form.add_error("file", sentence(refused.code))
        return False
    except limits.TooMany:
        form.add_error("file", _("You sent many files in a short time. Try again in an hour."))
        return False
    messages.success(request, _("Received."))
    return True


@transaction.atomic
def put(profile: Profile, stored: StoredFile | None) -> None:
    """This file in place of the one before, which is erased."""
    mine = Profile.objects.select_for_update(of=("self",), no_key=True).select_related("cv").get(pk=profile.pk)
    old, mine.cv = mine.cv, stored
    mine.save(update_fields=["cv", "updated_at"])
    if old:
        files.erase(old)


@role_required(Role.CANDIDATE)
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Take the CV away for good."""
    put(profile_of(request.user), None)
    messages.success(request, _("Removed."))
    return redirect("candidates:cv")


@role_required(Role.CANDIDATE)
@require_safe
def own_cv(request: HttpRequest) -> HttpResponse:
    """The person's own CV, as a download."""
    profile = Profile.objects.visible_to(request.user).select_related("cv").first()
    if profile is None or profile.cv is None:
        return redirect("candidates:cv")
    return serve(request, profile.cv, purpose="own")
