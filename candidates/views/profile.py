"""The profile, one thing per page, saved page by page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.access import role_required
from accounts.roles import Role
from candidates.forms import (
    BirthForm,
    CnicForm,
    ContactForm,
    EnglishForm,
    LinksForm,
    NamesForm,
    PointsForm,
    PrefecturesForm,
    WishesForm,
    WordsForm,
)
from candidates.models import Profile
from candidates.transitions import profile_of

PAGES: dict[str, tuple[type[forms.ModelForm], Any]] = {
    "names": (NamesForm, gettext_lazy("Your name")),
    "cnic": (CnicForm, gettext_lazy("Your CNIC")),
    "birth": (BirthForm, gettext_lazy("Your date of birth")),
    "contact": (ContactForm, gettext_lazy("Phone and district")),
    "english": (EnglishForm, gettext_lazy("Your English")),
    "words": (WordsForm, gettext_lazy("Your work in your own words")),
    "links": (LinksForm, gettext_lazy("Links to your work")),
    "wishes": (WishesForm, gettext_lazy("Work, pay and start that you wish for")),
    "prefectures": (PrefecturesForm, gettext_lazy("Where in Japan")),
    "points": (PointsForm, gettext_lazy("More that counts for Highly Skilled points")),
}
LEADS = {
    "links": gettext_lazy("Employers see these only when they invite you: a web address tells who you are. All of them are optional."),
    "points": gettext_lazy(
        "These can add points for the Highly Skilled Professional visa. Each one needs proof later. Without proof it counts for nothing."
    ),
    "words": gettext_lazy("Both are optional."),
}
AFTER = {"english": "languages"}


def saved(request: HttpRequest, form: forms.ModelForm) -> bool:
    """Save what was typed; a clash with another row comes back as an error of the form, not as a failure."""
    try:
        with transaction.atomic():
            form.save()
            touch(request)
    except IntegrityError:
        form.add_error(None, _("Somebody saved the same a moment ago. Look at it and save again."))
        return False
    messages.success(request, _("Saved."))
    return True


def touch(request: HttpRequest) -> None:
    """The profile changed: its version counts up, and its pages say when it was saved."""
    Profile.objects.filter(user=request.user).update(version=F("version") + 1, updated_at=timezone.now())


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the profile."""
    form_class, title = PAGES[name]
    profile = profile_of(request.user)
    form = form_class(request.POST if request.method == "POST" else None, instance=profile)
    if request.method == "POST":
        if name == "cnic" and not may_try(request):
            return show(request, name, form_class(instance=profile), title, status=429)
        if form.is_valid() and saved(request, form):
            return redirect(f"candidates:{AFTER.get(name, 'profile')}")
    return show(request, name, form, title)


def show(request: HttpRequest, name: str, form: forms.ModelForm, title: Any, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "page_name": name,
        "lead": LEADS.get(name, ""),
        "back_name": AFTER.get(name, ""),
        "claim_url": claim_url() if getattr(form, "is_taken", False) else "",
        "saved_at": form.instance.updated_at if form.instance.version else None,
    }
    return render(request, "candidates/page.html", context, status=status)


def may_try(request: HttpRequest) -> bool:
    """Whether this person may try another CNIC today: nobody finds out by trying which numbers are registered."""
    try:
        limits.take(("cnic.person", str(request.user.public_id)))
    except limits.TooMany:
        messages.error(request, _("You typed many CNIC numbers today. Call the helpline, or try again tomorrow."))
        return False
    return True


def claim_url() -> str:
    """Where a person claims the profile that stands under their CNIC; "" while there is no such page."""
    try:
        return reverse("register:claim")
    except NoReverseMatch:
        return ""
