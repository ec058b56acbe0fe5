"""The frame of the desk for the pages of outreach."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.desk import page


def show(request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200) -> HttpResponse:
    """A page inside the admin's frame with the tabs of this floor."""
    return page.show(request, template, {"tabs": tabs(request), **context}, title=title, status=status)


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The three pages of outreach."""
    pages = [
        ("admin:desk_companies", _("Companies and cases")),
        ("admin:desk_leads", _("Leads")),
        ("admin:desk_talent", _("Stock of talent")),
    ]
    return [{"word": word, "url": reverse(name), "is_current": request.path.startswith(reverse(name))} for name, word in pages]
