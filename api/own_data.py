"""What the API keeps of a person: keys, and the last answers to calls."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from api.models import ApiKey, IdempotencyKey
from vault.plain import rows

HOLDS = {ApiKey: "api_keys"}
LEFT_OUT = {IdempotencyKey: "an answer kept for a day, so that a repeated call is not done twice; erased with the account"}


def export(user: User) -> dict[str, Any]:
    return {"api_keys": rows(ApiKey.objects.filter(owner=user).order_by("pk"), "owner", "secret_hash")}


def erase(user: User, keep: frozenset[str]) -> None:
    """No key opens anything any more."""
    IdempotencyKey.objects.filter(owner=user).delete()
    ApiKey.objects.filter(owner=user, revoked_at=None).update(revoked_at=timezone.now())
    ApiKey.objects.filter(owner=user).update(name="")
