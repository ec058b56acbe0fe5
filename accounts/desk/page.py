"""The frame of the desk: every page of ours inside the admin's is drawn here, on whatever floor its view stands."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200) -> HttpResponse:
    """A page inside the admin's frame; `title` is its one h1, and says "Error" first where what was sent did not go through."""
    frame = {**admin.site.each_context(request), "title": title, "is_refused": status >= 400}
    return render(request, template, frame | context, status=status)
