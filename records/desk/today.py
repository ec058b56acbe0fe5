"""The way to the records from the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from reviews.timeline import WATCHERS


def today(user: User) -> dict[str, Any]:
    """For OEC's supervisors and the auditor."""
    return {"url": reverse("admin:desk_records")} if user.role in WATCHERS else {}
