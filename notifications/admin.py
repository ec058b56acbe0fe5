"""What leaves the house, seen from the desk: which letter, when, how often tried. No addresses, no texts, no names."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.delivery import oldest_waiting_seconds, revive
from notifications.models import Attempt, Message
from workflow.admin import ReadOnly


class AttemptInline(admin.TabularInline):
    """Each call to a provider."""

    model = Attempt
    fields = readonly_fields = ["begun_at", "ended_at", "outcome", "error"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Message)
class MessageAdmin(ReadOnly):
    """Found by the id that stands in a delivery's reference; the operator may take up again what was given up."""

    list_display = ["template", "channel", "state", "is_critical", "attempts", "created_at", "due_at", "sent_at"]
    list_filter = ["state", "channel", "is_critical"]
    fields = ["template", "channel", "language", "state", "is_critical", "attempts", "created_at", "due_at", "sent_at", "expires_at"]
    search_fields = ["=template", "=public_id"]
    ordering = ["-id"]
    inlines = [AttemptInline]
    actions = ["try_again"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": figures()})

    def has_revive_permission(self, request: HttpRequest) -> bool:
        """Only who may change messages, and that is the operator."""
        return request.user.has_perm("notifications.change_message")

    @admin.action(description=gettext_lazy("Try again what was given up"), permissions=["revive"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self.message_user(request, _("%(count)s messages will be tried again.") % {"count": revive(queryset)}, messages.SUCCESS)


def figures() -> str:
    """How much waits, since when, and how much was given up, in one line."""
    return _("Messages: %(waiting)s waiting, the oldest for %(seconds)s s; %(dead)s given up") % {
        "waiting": Message.objects.filter(state__in=Message.TO_SEND).count(),
        "seconds": oldest_waiting_seconds(),
        "dead": Message.objects.filter(state=Message.State.DEAD).count(),
    }
