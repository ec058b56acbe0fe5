"""Signatures for the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import SecondSignature, User
from accounts.roles import DESK, Role
from workflow.clock import local_day


def today(user: User) -> dict[str, Any]:
    """What waits for this person's signature; nothing for the auditor, who signs nothing."""
    if user.role not in DESK - {Role.AUDITOR}:
        return {}
    late = Count("pk", filter=Q(due_on__lte=local_day(timezone.now(), "oec")))
    counted = SecondSignature.objects.waiting_for(user).aggregate(todo=Count("pk"), late=late)
    words = _("Waiting for your signature")
    label = _("%(label)s, %(late)s end today") % {"label": words, "late": counted["late"]} if counted["late"] else words
    figure = {"count": counted["todo"], "label": label, "url": reverse("admin:second_list"), "is_late": counted["late"] > 0}
    return {"figures": [figure]}
