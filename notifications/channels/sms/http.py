"""SMS through one provider's HTTP gateway (SMS_URL, SMS_KEY_FILE): a small JSON contract with an idempotency key."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from notifications.channels.failures import NeverPossible, TryLater, Unclear
from notifications.models import Message

READ_TIMEOUT = 10
TOO_MANY, OF_THE_TEXT = 429, (400, 404, 410, 413, 422)
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway that moves must be told to us, not followed with the key in hand."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


gateway = urllib.request.build_opener(NoRedirect)


def send(message: Message) -> str:
    """Hand one SMS to the gateway; returns its reference. Raises TryLater, Unclear or NeverPossible."""
    try:
        with gateway.open(request_for(message), timeout=READ_TIMEOUT) as answer:
            return reference_in(answer.read(10_000)) or str(message.public_id)
    except urllib.error.HTTPError as refusal:
        raise verdict(refusal.code) from refusal
    except urllib.error.URLError as trouble:
        failure = TryLater if isinstance(trouble.reason, ConnectionRefusedError) else Unclear
        raise failure(type(trouble.reason).__name__) from trouble
    except OSError as trouble:
        raise Unclear(type(trouble).__name__) from trouble


def request_for(message: Message) -> urllib.request.Request:
    """The call as the gateway wants it; the same key at every try."""
    if not is_allowed(settings.SMS_URL):
        raise TryLater("SMS_URL is not an https address")
    try:
        key = Path(settings.SMS_KEY_FILE).read_text().strip() if settings.SMS_KEY_FILE else ""
    except OSError as trouble:
        raise TryLater("SMS_KEY_FILE cannot be read") from trouble
    body = json.dumps({"to": message.address, "text": message.body, "reference": str(message.public_id)}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}", "Idempotency-Key": str(message.public_id)}
    return urllib.request.Request(settings.SMS_URL, data=body, headers=headers, method="POST")  # noqa: S310 (is_allowed)


def is_allowed(url: str) -> bool:
    """https, or in the local demo this very machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (settings.DEMO and parts.scheme == "http" and parts.hostname in LOOPBACK)


def verdict(code: int) -> Exception:
    """Too many: later. The text or number: never. Our key or address: later, somebody mends it. Its own failure: it may have been taken."""
    if code in OF_THE_TEXT:
        return NeverPossible(f"HTTP {code}")
    return (Unclear if code >= 500 else TryLater)(f"HTTP {code}")


def reference_in(answer: bytes) -> str:
    """The gateway's own number for the SMS, if it says one; an answer in other words is a yes all the same."""
    try:
        found = json.loads(answer)
    except ValueError:
        return ""
    return str(found.get("id") or "")[:120] if isinstance(found, dict) else ""
