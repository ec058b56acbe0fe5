"""What the desk pages of questions and reports share: the frame, the order of a list, one step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from support.states import DESK_OF_ROLE
from workflow.clock import local_day
from workflow.models import Entry
from workflow.steps import Refused

PAGE = 50


def desk_of(request: HttpRequest) -> str:
    return str(DESK_OF_ROLE.get(request.user.role, ""))


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Late first, then due today, then by due date; the oldest of a day first."""
    return rows.order_by(F("due_on").asc(nulls_last=True), "waiting_since", "pk")


def lateness(due_on: Any, owner: str) -> str:
    """late, today, or "" when there is time."""
    today = local_day(timezone.now(), owner)
    if due_on is None or due_on > today:
        return ""
    return "late" if due_on < today else "today"


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> tuple[Any, list[dict[str, Any]]]:
    """A page of the list, each row with whether it is late."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return page, [{"subject": row, "late": lateness(row.due_on, row.owner)} for row in page.object_list]


def group_links(request: HttpRequest, groups: dict[str, Any], wanted: str) -> list[dict[str, Any]]:
    """The tabs of a list."""
    return [{"word": word, "url": f"?group={code}", "is_current": code == wanted} for code, word in groups.items()]


def taken(request: HttpRequest, step: Callable[[], Entry], told: str = "") -> bool:
    """Whether the step was taken; the officer is told either way."""
    try:
        step()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, told or _("Saved."))
    return True


def version_of(request: HttpRequest) -> int | None:
    """The version that the officer saw."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
