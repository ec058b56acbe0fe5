"""Figures of questions and reports for the desk's first page; named in settings.DESK_TODAY."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from support.models import Question, Report
from support.states import DESK_OF_ROLE, EXAMINERS
from workflow.clock import local_day


def today(user: User) -> dict[str, Any]:
    """What this desk has to answer and to examine; nothing for those who have none."""
    desk = DESK_OF_ROLE.get(user.role)  # type: ignore[call-overload]
    if desk is None:
        return {}
    late = {"todo": Count("pk"), "late": Count("pk", filter=Q(due_on__lt=local_day(timezone.now(), desk)))}
    asked = Question.objects.visible_to(user).open().filter(desk=desk).aggregate(**late)
    rows = [_figure(asked, _("Questions to answer"), "admin:desk_questions")]
    if user.role in EXAMINERS:
        reported = Report.objects.visible_to(user).open().filter(desk=desk).aggregate(**late)
        rows.append(_figure(reported, _("Reports of a demand for money"), "admin:desk_reports"))
    return {"figures": rows}


def _figure(counted: dict[str, int], label: str, name: str) -> dict[str, Any]:
    words = _("%(label)s, %(late)s late") % {"label": label, "late": counted["late"]} if counted["late"] else label
    return {"count": counted["todo"], "label": words, "url": reverse(name), "is_late": counted["late"] > 0}
