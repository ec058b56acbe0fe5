"""A résumé file: brought, checked beside the profile, taken over by ticks. What was read stays in the session row, at most a day."""

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from accounts.access import role_required
from accounts.roles import Role
from candidates.forms.resume import Offers, ResumeFileForm, offers_of, room_problems, take_over
from candidates.models import Profile
from candidates.resume import KEPT, KEY, Resume, kept, restored
from candidates.transitions import profile_of
from candidates.views.profile import touch
from jobs.models import Level
from workflow.steps import Reason


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Bring a file; nothing of it is in the profile yet."""
    form = ResumeFileForm(request.POST, request.FILES) if request.method == "POST" else ResumeFileForm()
    if request.method == "POST" and may_send(request, form) and form.is_valid():
        told = kept(form.cleaned_data["file"])
        request.session[KEY] = {"id": secrets.token_urlsafe(9), "at": timezone.now().isoformat(), "told": told}
        return redirect("candidates:resume_check")
    return render(request, "candidates/resume.html", {"form": form, "has_draft": draft_of(request) is not None})


def may_send(request: HttpRequest, form: ResumeFileForm) -> bool:
    """Whether this person may send another file this hour; if not, the form says so."""
    try:
        limits.take(("upload.person", str(request.user.public_id)))
    except limits.TooMany:
        form.add_error(None, _("You sent many files in a short time. Try again in an hour."))
        return False
    return True


def draft_of(request: HttpRequest) -> dict[str, Any] | None:
    """What was read last, for a day."""
    draft = request.session.get(KEY)
    return draft if draft and timezone.now() - datetime.fromisoformat(draft["at"]) < KEPT else None


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def resume_check(request: HttpRequest) -> HttpResponse:
    """What was read beside what the profile has; the person ticks what to take over."""
    draft = draft_of(request)
    if draft is None:
        messages.info(request, _("Bring the file first. We keep what we read for one day."))
        return redirect("candidates:resume")
    told = restored(draft["told"])
    if request.method == "POST" and request.POST.get("draft") != draft["id"]:
        messages.error(request, _("You brought another file in the meantime. This is what it says."))
        return redirect("candidates:resume_check")
    if request.method == "POST":
        return decided(request, told, draft["id"])
    return show(request, offers_of(profile_of(request.user), told), draft["id"])


@transaction.atomic
def decided(request: HttpRequest, told: Resume, draft: str) -> HttpResponse:
    """Save what is ticked, all in one; with something wrong in it only what is in order, and only when the person says so."""
    profile = Profile.objects.select_for_update(of=("self",), no_key=True).get(pk=profile_of(request.user).pk)
    offers = offers_of(profile, told, request.POST)
    problems = room_problems(offers) or ([_("Tick what you want to take over.")] if offers.is_nothing() else [])
    wrong = offers.wrong()
    if problems or (wrong and request.POST.get("go") != "good"):
        return show(request, offers, draft, problems)
    count = take_over(offers)
    touch(request)
    messages.success(request, ngettext("Taken over: %(count)s entry.", "Taken over: %(count)s entries.", count) % {"count": count})
    if wrong:
        messages.info(request, _("The rest still stands below. What you have now is marked “already there”."))
        return redirect("candidates:resume_check")
    del request.session[KEY]
    return redirect("candidates:profile")


def show(request: HttpRequest, offers: Offers, draft: str, problems: list[str] | None = None) -> HttpResponse:
    wrong = offers.wrong()
    context = {
        "offers": offers,
        "draft": draft,
        "problems": problems or [],
        "wrong": wrong,
        "good": len(offers.good()) + len(offers.new_words(offers.skills)) + len(offers.new_words(offers.words)),
        "levels": Level.choices,
        "notes": [*map(spoken, offers.resume.notes), *offers.notes],
    }
    return render(request, "candidates/resume_check.html", context)


def spoken(note: Reason) -> str:
    """A note in words; names of fields run from left to right in every language."""
    values = tuple((name, f"\u2066{value}\u2069" if isinstance(value, str) else value) for name, value in note.values)
    return str(Reason(note.code, values))


@role_required(Role.CANDIDATE)
@require_POST
def resume_forget(request: HttpRequest) -> HttpResponse:
    """Forget what was read; the profile stays as it is."""
    request.session.pop(KEY, None)
    messages.success(request, _("Forgotten. Your profile has not changed."))
    return redirect("candidates:profile")
