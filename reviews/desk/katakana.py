"""Names in katakana: the portal proposes, Inter-SES fixes. Only people whose application was sent stand here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.models import User
from accounts.roles import Role
from applications.models import Application
from applications.states import ApplicationState
from candidates.katakana import LONGEST, clean, katakana_blockers, propose
from candidates.models import Profile

SHOWN = 50


class KatakanaForm(forms.Form):
    """The name as Japanese readers will see it."""

    name = forms.CharField(label=gettext_lazy("Name in katakana"), max_length=LONGEST, widget=forms.TextInput({"lang": "ja", "dir": "ltr"}))

    def clean_name(self) -> str:
        name = clean(self.cleaned_data["name"])
        if reasons := katakana_blockers(name):
            raise ValidationError([str(reason) for reason in reasons])
        return name


def waiting(user: User) -> QuerySet[Profile]:
    """People with a sent application whose name is not fixed, the longest known first."""
    sent = Application.objects.filter(candidate=OuterRef("pk")).exclude(state=ApplicationState.DRAFT)
    return Profile.objects.visible_to(user).filter(Exists(sent), katakana_fixed_at=None).order_by("pk")


@role_required(Role.INTER_SES)
@require_safe
def katakana(request: HttpRequest) -> HttpResponse:
    """The names that wait, each with its proposal to correct."""
    return page(request)


def page(request: HttpRequest, failed: tuple[int, KatakanaForm] | None = None, status: int = 200) -> HttpResponse:
    rows = waiting(request.user)
    lines = [{"profile": profile, "form": form_of(profile, failed)} for profile in rows[:SHOWN]]
    return show(request, "reviews/katakana.html", {"lines": lines, "total": rows.count()}, title=_("Names in katakana"), status=status)


def form_of(profile: Profile, failed: tuple[int, KatakanaForm] | None) -> KatakanaForm:
    """The form that did not go through, or one with the proposal."""
    if failed and failed[0] == profile.pk:
        return failed[1]
    proposal = profile.name_katakana or propose(profile.passport_name, profile.full_name)
    return KatakanaForm(initial={"name": proposal}, auto_id=f"k{profile.pk}_%s")


@role_required(Role.INTER_SES)
@require_POST
def fix(request: HttpRequest, public_id: object) -> HttpResponse:
    """This is how the name is written from now on."""
    profile = get_object_or_404(Profile.objects.visible_to(request.user), public_id=public_id)
    form = KatakanaForm(request.POST, auto_id=f"k{profile.pk}_%s")
    if not form.is_valid():
        return page(request, (profile.pk, form), status=422)
    if fixed(profile, form.cleaned_data["name"], by=request.user):
        messages.success(request, _("Fixed: %(name)s") % {"name": form.cleaned_data["name"]})
    else:
        messages.error(request, _("A colleague has fixed this name already."))
    return redirect("admin:desk_katakana")


def fixed(profile: Profile, name: str, *, by: User) -> bool:
    """Whether this was the first to fix the name; the second of two changes nothing."""
    values: dict[str, Any] = {"name_katakana": name, "katakana_fixed_by": by, "katakana_fixed_at": timezone.now()}
    mine = Profile.objects.filter(pk=profile.pk, katakana_fixed_at=None, full_name=profile.full_name, passport_name=profile.passport_name)
    return mine.update(**values, version=F("version") + 1) == 1
