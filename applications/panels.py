"""What "My page" shows of applications; named in settings.CANDIDATE_PANELS."""

from typing import Any

from django.http import HttpRequest

from applications.models import Application
from applications.public_words import public_word

SHOWN = 10


def mine(request: HttpRequest) -> dict[str, Any]:
    """The candidate's applications, those that need an act first."""
    rows = Application.objects.visible_to(request.user).select_related("vacancy__employer", "vacancy__prefecture")
    newest = sorted(rows.order_by("-waiting_since")[:SHOWN], key=lambda row: row.owner != "candidate")
    return {"template": "applications/_mine.html", "rows": [{"application": row, "word": public_word(row)} for row in newest]}
