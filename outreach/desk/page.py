"""The frame of the desk for the pages of outreach."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def show(request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200) -> HttpResponse:
    """A page inside the admin's frame; `title` is its one h1."""
    frame = admin.site.each_context(request)
    return render(request, template, {**frame, "title": title, "tabs": tabs(request), **context}, status=status)


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The three pages of outreach."""
    pages = [
        ("admin:desk_companies", _("Companies and cases")),
        ("admin:desk_leads", _("Leads")),
        ("admin:desk_talent", _("Stock of talent")),
    ]
    return [{"word": word, "url": reverse(name), "is_current": request.path.startswith(reverse(name))} for name, word in pages]
