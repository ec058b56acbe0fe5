"""The profile, one thing per page, saved page by page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates.forms import EducationForm, ExperienceForm, IdentityForm, PlaceForm, SkillsForm, TestForm
from candidates.models import Education, Experience, Profile, TestResult
from candidates.public_words import evidence_tag
from candidates.transitions import profile_of

PAGES: dict[str, tuple[type[forms.ModelForm], Any]] = {
    "identity": (IdentityForm, gettext_lazy("Your name, CNIC and date of birth")),
    "place": (PlaceForm, gettext_lazy("Where you live and where you would work")),
    "skills": (SkillsForm, gettext_lazy("Skills and English")),
}
LISTS: dict[str, tuple[type[forms.ModelForm], Any, Any, Any]] = {
    "educations": (EducationForm, Education, gettext_lazy("School and university"), gettext_lazy("Add a school or university")),
    "experiences": (ExperienceForm, Experience, gettext_lazy("Work so far"), gettext_lazy("Add a job")),
    "tests": (TestForm, TestResult, gettext_lazy("Tests and certificates"), gettext_lazy("Add a test")),
}

SECTIONS = {"educations": "education", "experiences": "experience", "tests": "tests"}
PROOFS = {"educations": "degree", "experiences": "experience", "tests": "test"}
MOST = 30


def saved(request: HttpRequest, form: forms.ModelForm) -> bool:
    """Save what was typed; a clash with another row comes back as an error of the form, not as a failure."""
    try:
        with transaction.atomic():
            form.save()
            Profile.objects.filter(user=request.user).update(version=F("version") + 1, updated_at=timezone.now())
    except IntegrityError:
        form.add_error(None, _("Somebody saved the same a moment ago. Look at it and save again."))
        return False
    messages.success(request, _("Saved."))
    return True


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the profile."""
    form_class, title = PAGES[name]
    form = form_class(request.POST if request.method == "POST" else None, instance=profile_of(request.user))
    if request.method == "POST" and form.is_valid() and saved(request, form):
        return redirect("candidates:profile")
    return render(
        request,
        "candidates/page.html",
        {"form": form, "title": title, "saved_at": form.instance.updated_at if form.instance.version else None},
    )


@role_required(Role.CANDIDATE)
@require_safe
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """The entries of one kind, with a way to add, change and remove."""
    _form, model, title, add = LISTS[name]
    rows = list(model.objects.visible_to(request.user).prefetch_related("evidence"))
    said = Profile.objects.filter(user=request.user).values_list("said_complete", flat=True).first() or []
    context = {"title": title, "add": add, "is_complete": SECTIONS[name] in said, "is_full": len(rows) >= MOST}
    lines = [line(name, row) for row in rows]
    return render(request, "candidates/listing.html", context | {"lines": lines} | addresses(name))


def line(name: str, row: Any) -> dict[str, Any]:
    """One entry with its addresses and its newest document."""
    papers = sorted(row.evidence.all(), key=lambda paper: paper.pk)
    return {
        "row": row,
        "tag": evidence_tag(papers[-1]) if papers else None,
        "edit_url": reverse(f"candidates:{name}_edit", args=[row.public_id]),
        "remove_url": reverse(f"candidates:{name}_remove", args=[row.public_id]),
        "upload_url": f"{reverse('candidates:upload', args=[PROOFS[name]])}?{urlencode({'about': row.public_id})}",
    }


def addresses(name: str) -> dict[str, str]:
    return {"add_url": reverse(f"candidates:{name}_new"), "complete_url": reverse(f"candidates:{name}_complete")}


@role_required(Role.CANDIDATE)
@require_POST
def complete(request: HttpRequest, name: str) -> HttpResponse:
    """The person says that this section is complete, so that a missing degree counts as missing and not as not yet told."""
    with transaction.atomic():
        profile = Profile.objects.select_for_update(no_key=True).get(pk=profile_of(request.user).pk)
        profile.said_complete = sorted({*profile.said_complete, SECTIONS[name]})
        profile.save(update_fields=["said_complete", "updated_at"])
    messages.success(request, _("Saved."))
    return redirect("candidates:profile")


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, name: str, public_id: str | None = None) -> HttpResponse:
    """Add or change one entry."""
    form_class, model, title, add = LISTS[name]
    mine = model.objects.visible_to(request.user)
    if public_id is None and mine.count() >= MOST:
        messages.error(request, _("This list is full. Remove an entry first."))
        return redirect(f"candidates:{name}")
    row = get_object_or_404(mine, public_id=public_id) if public_id else model(profile=profile_of(request.user))
    form = form_class(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid() and saved(request, form):
        return redirect(f"candidates:{name}")
    return render(request, "candidates/page.html", {"form": form, "title": title if public_id else add, "back_name": name})


@role_required(Role.CANDIDATE)
@require_POST
def remove(request: HttpRequest, name: str, public_id: str) -> HttpResponse:
    """Take one entry away; documents about it stay with OEC but prove nothing any more."""
    get_object_or_404(LISTS[name][1].objects.visible_to(request.user), public_id=public_id).delete()
    messages.success(request, _("Removed."))
    return redirect(f"candidates:{name}")
