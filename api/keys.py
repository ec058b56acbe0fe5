"""Keys of the API: a prefix to find them by and a 256-bit secret kept as its hash. Never in a URL."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import User
from api.models import ApiKey

LIFE = timedelta(days=90)
TOUCH = timedelta(minutes=5)
MARK = "sfr"
SCOPES = (ApiKey.Scope.READ, ApiKey.Scope.STEPS)


def digest(secret: str) -> bytes:
    """What is kept of a secret: it has 256 random bits, so one round is enough."""
    return hashlib.sha256(secret.encode()).digest()


def issue(user: User, name: str, *, scopes: Collection[str] = SCOPES) -> str:
    """A new key for 90 days; the answer is the only time that the secret is shown."""
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    ApiKey.objects.create(
        owner=user, name=name[:80], prefix=prefix, secret_hash=digest(secret), scopes=list(scopes), expires_at=timezone.now() + LIFE
    )
    return f"{MARK}_{prefix}_{secret}"


def find(token: str) -> ApiKey | None:
    """The live key that this token opens, compared in constant time."""
    mark, _, rest = token.partition("_")
    prefix, _, secret = rest.partition("_")
    key = ApiKey.objects.live().select_related("owner").filter(prefix=prefix).first() if mark == MARK else None
    stored = bytes(key.secret_hash) if key else bytes(32)
    return key if hmac.compare_digest(stored, digest(secret)) and key else None


class KeyAuthentication(BaseAuthentication):
    """Authorization: Bearer sfr_… ; `request.auth` is the key."""

    def authenticate(self, request: HttpRequest) -> tuple[User, ApiKey] | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        key = find(token.strip())
        if key is None:
            raise AuthenticationFailed
        now = timezone.now()
        if key.last_used_at is None or key.last_used_at < now - TOUCH:
            ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
        return key.owner, key

    def authenticate_header(self, request: HttpRequest) -> str:
        return "Bearer"


class KeyScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document names our keys."""

    target_class = "api.keys.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A key of the form sfr_…"}
