"""The access log of identity data: by account, by person, by day; newest first."""

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from records.asking import field_words
from records.desk.page import read, show, written
from records.forms import AccessForm
from records.sight import PAGE, Line, Mark, named, of_look
from records.words import PURPOSES
from reviews.timeline import WATCHERS
from vault.models import AccessRecord

KARACHI = ZoneInfo("Asia/Karachi")


@role_required(*WATCHERS)
@require_safe
def access(request: HttpRequest) -> HttpResponse:
    """Fifty looks; values are never in this log."""
    form = AccessForm(request.GET)
    lines, more = page_of(form.cleaned_data, read(request.GET.get("before", ""))) if form.is_valid() else ([], None)
    asked = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {
        "form": form,
        "rows": [row_of(line) for line in lines],
        "next_url": "?" + urlencode({**asked, "before": written(more)}) if more else "",
        "first_url": "?" + urlencode(asked) if request.GET.get("before") else "",
        "is_asked": bool(asked),
    }
    return show(request, "records/access.html", context, title=_("Access log"), status=200 if form.is_valid() else 422)


def page_of(wanted: dict[str, Any], before: Mark | None) -> tuple[list[Line], Mark | None]:
    """A page of the log along one of its indexes, and the mark of the next one."""
    rows = AccessRecord.objects.order_by("-at", "-pk")
    named_by = {name: wanted[key] for name, key in (("user", "who"), ("person", "person")) if wanted[key]}
    rows = rows.filter(**named_by)
    if wanted["since"]:
        rows = rows.filter(at__gte=datetime.combine(wanted["since"], time(), KARACHI))
    if wanted["until"]:
        rows = rows.filter(at__lt=datetime.combine(wanted["until"] + timedelta(days=1), time(), KARACHI))
    if before:
        rows = rows.filter(at__lte=before[0]).exclude(at=before[0], pk__gte=before[2])
    found = [of_look(row) for row in rows[: PAGE + 1]]
    return named(found[:PAGE]), found[PAGE - 1].mark if len(found) > PAGE else None


def row_of(line: Line) -> dict[str, Any]:
    """A look in words."""
    return {"line": line, "what": field_words(line.what), "why": PURPOSES.get(line.reason, line.reason)}
