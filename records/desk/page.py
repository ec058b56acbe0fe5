"""The frame of the desk for the pages of records, and marks in addresses."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.desk import page
from records.sight import Mark


def show(request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200) -> HttpResponse:
    """A page inside the admin's frame with the tabs of this floor."""
    return page.show(request, template, {"tabs": tabs(request), **context}, title=title, status=status)


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The three pages of records."""
    pages = [
        ("admin:desk_records", _("Who saw what")),
        ("admin:desk_records_access", _("Access log")),
        ("admin:desk_records_seals", _("Seals")),
    ]
    return [{"word": word, "url": reverse(name), "is_current": request.path == reverse(name)} for name, word in pages]


def written(mark: Mark | None) -> str:
    """The place of a line, for an address."""
    return f"{mark[0].isoformat()}~{mark[1]}~{mark[2]}" if mark else ""


def read(text: str) -> Mark | None:
    """The place that an address names, or None for one that names none."""
    moment, source, pk = ([*text.split("~"), "", ""])[:3]
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    is_whole = at.tzinfo is not None and source.isalpha() and pk.isascii() and pk.isdigit() and len(pk) < 19
    return (at, source, int(pk)) if is_whole else None
