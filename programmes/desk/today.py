"""The way to the quotas from the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.roles import READERS


def today(user: User) -> dict[str, Any]:
    """For the partners and the auditor."""
    return {"quotas_url": reverse("admin:desk_quotas")} if user.role in READERS else {}
