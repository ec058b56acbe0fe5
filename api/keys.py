"""API keys."""

from rest_framework.authentication import BaseAuthentication


class KeyAuthentication(BaseAuthentication):
    def authenticate(self, request):  # type: ignore[no-untyped-def]
        return None
