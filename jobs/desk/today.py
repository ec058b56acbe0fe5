"""What Inter-SES has to translate and to enter, for the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from jobs import translations
from jobs.models import SentSheet

MOST = 100  # more than that is shown as 100


def today(user: User) -> dict[str, Any]:
    """Two figures for Inter-SES; nothing for the others."""
    if user.role != Role.INTER_SES:
        return {}
    counts = (translations.waiting()[:MOST].count(), SentSheet.objects.waiting()[:MOST].count())
    names = (("admin:desk_translations", _("Vacancies to translate")), ("admin:desk_sheets", _("Job sheets to enter")))
    rows = zip(counts, names, strict=True)
    return {"figures": [{"count": count, "label": label, "url": reverse(name), "is_late": False} for count, (name, label) in rows]}
