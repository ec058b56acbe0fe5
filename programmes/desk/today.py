"""The way to programmes and quotas from the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OEC, READERS
from programmes.models import Member
from programmes.states import IN_LINE
from programmes.transitions.acting import pakistan_today


def today(user: User) -> dict[str, Any]:
    """For the partners and the auditor; OEC sees how many wait for a place, and how many past their day."""
    if user.role not in READERS:
        return {}
    found = {"quotas_url": reverse("admin:desk_quotas"), "programmes_url": reverse("admin:desk_programmes")}
    return found | {"figures": figures(user)} if user.role in OEC else found


def figures(user: User) -> list[dict[str, Any]]:
    """Who waits for a place; nothing where nobody does."""
    late = Count("pk", filter=Q(due_on__lt=pakistan_today()))
    sums = Member.objects.visible_to(user).filter(state__in=IN_LINE).aggregate(count=Count("pk"), late=late)
    if not sums["count"]:
        return []
    words = _("Wait for a place in a group, %(late)s late") % {"late": sums["late"]} if sums["late"] else _("Wait for a place in a group")
    return [{"count": sums["count"], "label": words, "url": reverse("admin:desk_programmes"), "is_late": sums["late"] > 0}]
