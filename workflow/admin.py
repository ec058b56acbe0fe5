"""The journal and the clock at the desk, and a timeline for the page of anything that has a life. Nothing here moves a state."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.models import Entry, Heartbeat, Holiday, Note, Reaction, Stateful, Term
from workflow.relay import revive
from workflow.steps import SYSTEM


def timeline(subject: Stateful, user: Any, words: Mapping[str, object] | None = None) -> list[dict[str, object]]:
    """Rows for parts/_time.html, oldest first: what was done, when, by whom, with the notes this person may read."""
    entries = Entry.objects.about(subject).select_related("note", "actor", "on_behalf_of")
    return [
        {"label": (words or {}).get(entry.kind, entry.kind), "at": entry.at, "state": "done", "text": _told(entry, user)}
        for entry in entries
    ]


def _told(entry: Entry, user: Any) -> str:
    """Who, for whom, and the note."""
    alone = _("the system itself") if entry.actor_role == SYSTEM else entry.actor_role
    people = " → ".join(_called(person) for person in (entry.actor, entry.on_behalf_of) if person) or alone
    note = getattr(entry, "note", None)
    may_read = note is not None and (note.reach != Note.Reach.OWN or _same_party(entry, user))
    return f"{people}: {note.text}" if note and may_read else people


def _called(person: Any) -> str:
    """Staff by name, everybody else by role: not all who look things up may know people's names."""
    return str(person if person.is_staff else person.get_role_display())


def _same_party(entry: Entry, user: Any) -> bool:
    """Whether the reader belongs to the organisation of the person who wrote."""
    return entry.actor is not None and user.parties().filter(pk__in=entry.actor.parties()).exists()


class ReadOnly(admin.ModelAdmin):
    """May be looked at, never changed by hand."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class WithTimeline(ReadOnly):
    """A subject with its history under it. `timeline_words` names the kinds of entries."""

    change_form_template = "workflow/with_timeline.html"
    timeline_words: Mapping[str, object] = {}

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.model.objects.visible_to(request.user)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        subject = self.get_object(request, unquote(object_id))
        rows = timeline(subject, request.user, self.timeline_words) if subject else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "timeline": rows})


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ["at", "kind", "seq", "source_state", "target_state", "actor_role", "source"]
    list_filter = ["subject_kind", "actor_role", "source"]
    search_fields = ["kind", "=subject_ref"]
    exclude = ["actor", "on_behalf_of"]
    ordering = ["-id"]


@admin.register(Reaction)
class ReactionAdmin(ReadOnly):
    list_display = ["name", "due_at", "attempts", "done_at", "dead_at", "last_error"]
    list_filter = ["name", ("dead_at", admin.EmptyFieldListFilter), ("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["entry"]
    ordering = ["-id"]
    actions = ["try_again"]

    def has_revive_permission(self, request: HttpRequest) -> bool:
        """Only who may change reactions, and that is the operator."""
        return bool(request.user.has_perm("workflow.change_reaction"))

    @admin.action(description=gettext_lazy("Try again what was given up"), permissions=["revive"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Reaction]) -> None:
        self.message_user(request, _("%(count)s reactions will be tried again.") % {"count": revive(queryset)}, messages.SUCCESS)


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnly):
    list_display = ["name", "at"]


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    list_display = ["day", "country", "name", "is_provisional"]
    list_filter = ["country", "is_provisional"]
    search_fields = ["name"]
    ordering = ["day"]


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    list_display = ["owner", "working_days", "valid_from"]
    ordering = ["owner", "valid_from"]
