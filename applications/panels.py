"""What "My page" shows of applications; named in settings.CANDIDATE_PANELS."""

from typing import Any

from django.http import HttpRequest

from applications.models import Application
from applications.public_words import public_word
from applications.states import ApplicationState
from jobs.presentation import employer_name

SHOWN = 10
AFTER_OFFER = (ApplicationState.OFFERED, ApplicationState.ACCEPTED, ApplicationState.DEPARTED, ApplicationState.ARRIVED)


def mine(request: HttpRequest) -> dict[str, Any]:
    """The candidate's applications, those that need an act first."""
    rows = Application.objects.visible_to(request.user).select_related("vacancy__employer", "vacancy__prefecture")
    newest = sorted(rows.order_by("-waiting_since")[:SHOWN], key=lambda row: row.owner != "candidate")
    rows_shown = [{"application": row, "employer": employer_name(row.vacancy), "word": public_word(row)} for row in newest]
    return {"template": "applications/_mine.html", "rows": rows_shown}


def wants_passport(user: Any) -> bool:
    """A passport is asked for once there is an offer (N11); named in settings.PASSPORT_WANTED."""
    return Application.objects.visible_to(user).filter(state__in=AFTER_OFFER).exists()
