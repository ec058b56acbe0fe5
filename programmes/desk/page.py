"""The frame of the desk for the pages of programmes."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.desk import page
from accounts.roles import OEC, PARTNERS
from programmes.models import Group, Programme, Sitting
from programmes.words import HISTORY
from workflow.models import Entry, Stateful
from workflow.steps import open_steps


def show(request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200) -> HttpResponse:
    """A page inside the admin's frame with the tabs of this floor and what this role may do on it."""
    rights = {"may_keep": request.user.role in OEC, "may_book": request.user.role in PARTNERS, "shows_names": request.user.role in PARTNERS}
    return page.show(request, template, {"tabs": tabs(request), **rights, **context}, title=title, status=status)


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The two rooms of this floor."""
    pages = [("admin:desk_programmes", _("Programmes")), ("admin:desk_quotas", _("Quotas of fields"))]
    return [{"word": word, "url": reverse(name), "is_current": request.path.startswith(reverse(name))} for name, word in pages]


def sent(request: HttpRequest) -> Any:
    """What was sent, also when it is nothing; None where nobody sent anything."""
    return request.POST if request.method == "POST" else None


def programme_or_404(request: HttpRequest, public_id: object) -> Programme:
    return get_object_or_404(Programme.objects.visible_to(request.user).select_related("party"), public_id=public_id)


def group_or_404(request: HttpRequest, public_id: object) -> Group:
    return get_object_or_404(Group.objects.visible_to(request.user).select_related("programme"), public_id=public_id)


def sitting_or_404(request: HttpRequest, public_id: object) -> Sitting:
    return get_object_or_404(Sitting.objects.visible_to(request.user).select_related("programme", "field"), public_id=public_id)


def version_of(request: HttpRequest, name: str = "version") -> int | None:
    """The version that the person saw."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def number_of(text: str) -> int | None:
    """A whole number from an address, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def is_uuid(text: str) -> bool:
    """Whether this names a row at all."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def ticked(request: HttpRequest) -> list[str]:
    """The rows that were ticked, each once; what is no reference is left out."""
    return [ref for ref in dict.fromkeys(request.POST.getlist("row")) if is_uuid(ref)]


def steps_of(subject: Stateful, request: HttpRequest) -> set[str]:
    """The steps that this person may take now."""
    return {step.name for step in open_steps(subject.STEPS, state=subject.state, role=str(request.user.role))}


def history_of(subject: Stateful) -> list[dict[str, Any]]:
    """What was done, newest first."""
    entries = Entry.objects.about(subject).select_related("actor").order_by("-seq")[:50]
    return [
        {"word": HISTORY.get(entry.kind, entry.kind), "at": entry.at, "by": entry.actor.full_name if entry.actor else ""}
        for entry in entries
    ]
