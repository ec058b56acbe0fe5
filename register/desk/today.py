"""Open claims for the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OEC
from register.models import RegisterClaim
from workflow.clock import local_day


def today(user: User) -> dict[str, Any]:
    """The claims that OEC has to settle; nothing for other roles."""
    if user.role not in OEC:
        return {}
    late = Count("pk", filter=Q(due_on__lt=local_day(timezone.now(), "oec")))
    counted = RegisterClaim.objects.visible_to(user).filter(owner="oec").aggregate(todo=Count("pk"), late=late)
    label = _("Claims: lost numbers and disputes")
    words = _("%(label)s, %(late)s late") % {"label": label, "late": counted["late"]} if counted["late"] else label
    return {
        "figures": [{"count": counted["todo"], "label": words, "url": reverse("admin:register_claims"), "is_late": counted["late"] > 0}]
    }
