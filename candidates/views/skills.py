"""Skills of the vocabulary: found by any name, added with one tap, each with a level."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates.models import Profile, ProfileSkill
from candidates.transitions import profile_of
from candidates.views.profile import touch
from jobs import skills as vocabulary
from jobs.models import Skill
from jobs.models.skills import Level

MOST, SHOWN, LONGEST = 40, 20, 60


@role_required(Role.CANDIDATE)
@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """What the person has, and what fits the words in the search box; the box works with and without script."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    mine = list(ProfileSkill.objects.visible_to(request.user).select_related("skill"))
    held = {row.skill_id for row in mine}
    hits = [{"skill": skill, "is_held": skill.code in held} for skill in vocabulary.found(text, SHOWN)] if text else []
    context = {"q": text, "mine": mine, "hits": hits, "levels": Level.choices, "usual": Level.GUIDED, "is_full": len(mine) >= MOST}
    return render(request, "candidates/skills.html", context)


@role_required(Role.CANDIDATE)
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """One skill more, at the level chosen; a skill that stands already gets the new level."""
    skill = Skill.objects.filter(code=request.POST.get("skill", "").replace("\x00", "")).first()
    if skill is None:
        messages.error(request, _("This skill is not in our list. Find it again."))
        return back(request)
    with transaction.atomic():
        profile = Profile.objects.select_for_update(no_key=True).get(pk=profile_of(request.user).pk)
        if ProfileSkill.objects.filter(profile=profile).exclude(skill=skill).count() >= MOST:
            messages.error(request, _("You have %(count)s skills, which is the most. Remove one first.") % {"count": MOST})
        else:
            ProfileSkill.objects.update_or_create(profile=profile, skill=skill, defaults={"level": level_of(request.POST.get("level"))})
            touch(request)
            messages.success(request, _("Added: %(skill)s") % {"skill": skill})
    return back(request)


def level_of(text: Any) -> int:
    """A level from 1 to 4; anything else is the second."""
    return int(text) if text in {str(value) for value in Level.values} else Level.GUIDED


def back(request: HttpRequest) -> HttpResponse:
    """To the skills, with the same words in the box."""
    words = request.POST.get("q", "").replace("\x00", "")[:LONGEST]
    return redirect(reverse("candidates:skills") + (f"?{urlencode({'q': words})}" if words else ""))


@role_required(Role.CANDIDATE)
@require_POST
@transaction.atomic
def change(request: HttpRequest) -> HttpResponse:
    """The levels of all skills at once, or one skill taken away."""
    mine = ProfileSkill.objects.visible_to(request.user)
    if gone := request.POST.get("remove", "").replace("\x00", ""):
        mine.filter(skill=gone).delete()
        messages.success(request, _("Removed."))
    else:
        for row in mine.order_by("pk"):
            row.level = level_of(request.POST.get(f"level-{row.skill_id}", str(row.level)))
            row.save(update_fields=["level"])
        messages.success(request, _("Saved."))
    touch(request)
    return redirect("candidates:skills")
