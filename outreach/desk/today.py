"""Figures of outreach for the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.models import Employer
from outreach.models import Lead
from outreach.models.lead import READERS, japan_today


def today(user: User) -> dict[str, Any]:
    """Companies, leads and the stock; nothing for those who have no business there."""
    if user.role not in READERS:
        return {}
    late = Count("pk", filter=Q(next_on__lt=japan_today()))
    open_leads = Lead.objects.visible_to(user).open().aggregate(count=Count("pk"), late=late)
    words = _("Leads, %(late)s late") % {"late": open_leads["late"]} if open_leads["late"] else _("Leads")
    rows = [
        {"count": Employer.objects.visible_to(user).count(), "label": _("Companies and cases"), "url": reverse("admin:desk_companies")},
        {"count": open_leads["count"], "label": words, "url": reverse("admin:desk_leads"), "is_late": open_leads["late"] > 0},
    ]
    return {"figures": rows, "talent_url": reverse("admin:desk_talent")}
