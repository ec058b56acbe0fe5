"""Searches that a candidate keeps: named, changed, removed; the list itself does the searching."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates.filters import JobFilter, all_offered
from candidates.models import SavedSearch
from candidates.transitions import profile_of

MOST = 20


class SearchForm(forms.ModelForm):
    """The name, and whether to tell of new jobs."""

    class Meta:
        model = SavedSearch
        fields = ["name", "wants_news"]


@role_required(Role.CANDIDATE)
@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """My searches with what each asks for."""
    rows, lists = list(SavedSearch.objects.visible_to(request.user)), all_offered()
    shown = [{"row": row, "url": f"{reverse('jobs:list')}?{row.query}", "asks": asks(row.query, lists)} for row in rows]
    removed = JobFilter(QueryDict(request.GET.get("removed", "")[:600]), lists=lists)
    again = {"query": removed.query, "asks": removed.title} if removed.query else None
    return render(request, "candidates/searches.html", {"searches": shown, "again": again})


def asks(query: str, lists: Any) -> str:
    """A kept search in the reader's words."""
    return JobFilter(QueryDict(query), lists=lists).title


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def search_new(request: HttpRequest) -> HttpResponse:
    """Keep the search of this address; the same search is kept once."""
    asked = JobFilter(request.GET)
    if not asked.query:
        return redirect("jobs:list")
    profile = profile_of(request.user)
    kept = SavedSearch.objects.filter(profile=profile, query=asked.query).first() if profile.pk else None
    form = SearchForm(request.POST or None, instance=kept or SavedSearch(profile=profile, query=asked.query, name=asked.title))
    if request.method == "POST" and form.is_valid():
        if kept or SavedSearch.objects.filter(profile=profile).count() < MOST:
            return kept_now(request, form)
        form.add_error(None, _("You can keep 20 searches. Remove one first."))
    return render(request, "candidates/search.html", {"form": form, "title": _("Save this search"), "asks": asked.title})


def kept_now(request: HttpRequest, form: SearchForm) -> HttpResponse:
    """Save and say so."""
    form.save()
    messages.success(request, _("Saved."))
    return redirect("candidates:searches")


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def search_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another name, or news on and off."""
    row = get_object_or_404(SavedSearch.objects.visible_to(request.user), public_id=public_id)
    form = SearchForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        return kept_now(request, form)
    return render(
        request, "candidates/search.html", {"form": form, "title": _("Change this search"), "asks": asks(row.query, None), "row": row}
    )


@role_required(Role.CANDIDATE)
@require_POST
def search_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Gone at once; the page that follows offers it again."""
    row = get_object_or_404(SavedSearch.objects.visible_to(request.user), public_id=public_id)
    row.delete()
    messages.success(request, _("Removed."))
    return redirect(f"{reverse('candidates:searches')}?{urlencode({'removed': row.query})}")
