"""Exact limits for the API, counted in PostgreSQL: a forged X-Forwarded-For changes nothing."""

from typing import Any

from rest_framework.throttling import BaseThrottle

from accounts.limits import TooMany, take
from accounts.network import client_address
from api.models import ApiKey


class PerCaller(BaseThrottle):
    """Each key, person or address has its own count; reading and steps apart."""

    def __init__(self) -> None:
        self.seconds: int | None = None

    def allow_request(self, request: Any, view: object) -> bool:
        try:
            take((f"api.{self.kind(request)}", self.caller(request)))
        except TooMany as full:
            self.seconds = full.seconds
            return False
        return True

    def wait(self) -> int | None:
        return self.seconds

    def kind(self, request: Any) -> str:
        return "read" if request.method in ("GET", "HEAD", "OPTIONS") else "steps"

    def caller(self, request: Any) -> str:
        """Who is counted: the key, else the person, else the address."""
        if isinstance(request.auth, ApiKey):
            return f"key:{request.auth.pk}"
        return f"person:{request.user.pk}" if request.user.is_authenticated else f"address:{client_address(request)}"
