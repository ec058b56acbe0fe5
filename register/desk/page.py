"""The frame of the desk for the register's pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200) -> HttpResponse:
    """A page inside the admin's frame; `title` is its one h1."""
    return render(request, template, {**admin.site.each_context(request), "title": title, **context}, status=status)
