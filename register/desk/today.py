"""Open claims for the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OEC
from register.models import Duplicate, RegisterClaim
from workflow.clock import local_day
from workflow.counting import counted as counted_to

MOST = 1000


def today(user: User) -> dict[str, Any]:
    """The claims that OEC has to settle; nothing for other roles."""
    if user.role not in OEC:
        return {}
    late = Count("pk", filter=Q(due_on__lt=local_day(timezone.now(), "oec")))
    counted = RegisterClaim.objects.visible_to(user).filter(owner="oec").aggregate(todo=Count("pk"), late=late)
    pairs = counted_to({"pairs": Duplicate.objects.visible_to(user).to_decide(local_day(timezone.now(), "oec"))}, most=MOST)["pairs"]
    label = _("Claims: lost numbers and disputes")
    words = _("%(label)s, %(late)s late") % {"label": label, "late": counted["late"]} if counted["late"] else label
    return {
        "figures": [
            {"count": counted["todo"], "label": words, "url": reverse("admin:register_claims"), "is_late": counted["late"] > 0},
            {"count": capped(pairs), "label": _("Files that may be one person"), "url": reverse("admin:desk_duplicates"), "is_late": False},
        ]
    }


def capped(count: int) -> str | int:
    """A count that stopped says so."""
    return _("%(n)s or more") % {"n": f"{MOST:,}"} if count >= MOST else count
