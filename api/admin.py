"""Keys of the API at the desk: who has which, until when; the operator ends one at once. No secret is kept, so none can be shown."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.roles import Role
from api.models import ApiKey
from workflow.admin import ReadOnly


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnly):
    list_display = ["name", "prefix", "whose", "role", "scopes", "created_at", "last_used_at", "expires_at", "revoked_at"]
    list_filter = [("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["owner"]
    search_fields = ["=prefix", "name"]
    fields = ["name", "prefix", "whose", "role", "scopes", "created_at", "last_used_at", "expires_at", "revoked_at"]
    ordering = ["-id"]
    actions = ["revoke"]

    @admin.display(description=_("owner"))
    def whose(self, key: ApiKey) -> str:
        """By public id: the operator reads no names."""
        return str(key.owner.public_id)

    @admin.display(description=_("role"))
    def role(self, key: ApiKey) -> str:
        return str(key.owner.get_role_display())

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Ending keys is the operator's."""
        return getattr(request.user, "role", None) == Role.OPERATOR

    @admin.action(description=_("End the chosen keys now"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        count = queryset.filter(revoked_at=None).update(revoked_at=timezone.now())
        self.message_user(request, ngettext("%(n)d key was ended.", "%(n)d keys were ended.", count) % {"n": count}, messages.SUCCESS)
