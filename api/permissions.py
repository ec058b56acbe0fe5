"""What a key may do: its owner's rights, narrowed to its scopes. A session of the browser has both scopes."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from rest_framework.permissions import SAFE_METHODS, BasePermission

from accounts.roles import DESK
from api.models import ApiKey


class Scoped(BasePermission):
    """Reading needs `read`, every unsafe call needs `steps`."""

    def has_permission(self, request: Any, view: object) -> bool:
        if not request.user or not request.user.is_authenticated:
            return False
        if isinstance(request.auth, ApiKey):
            return (ApiKey.Scope.READ if request.method in SAFE_METHODS else ApiKey.Scope.STEPS) in request.auth.scopes
        return not must_prove_more(request)


class ScopedOrPublic(Scoped):
    """Open to those who have not signed in; who has is held to the scopes."""

    def has_permission(self, request: Any, view: object) -> bool:
        is_stranger = not request.user or not request.user.is_authenticated
        return (is_stranger and request.method in SAFE_METHODS) or super().has_permission(request, view)


def must_prove_more(request: HttpRequest) -> bool:
    """A desk session without a second factor opens no door where production demands one."""
    return bool(settings.MFA_REQUIRED and request.user.role in DESK and not is_mfa_enabled(request.user))
