"""SMS through one provider's HTTP gateway (SMS_URL, SMS_KEY_FILE): a small JSON contract with an idempotency key."""

import json
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

from notifications.channels.failures import NeverPossible, TryLater
from notifications.models import Message

READ_TIMEOUT = 10
CLIENT_FAULT, TOO_MANY = range(400, 500), 429


def send(message: Message) -> str:
    """Hand one SMS to the gateway; returns its reference. Raises TryLater or NeverPossible."""
    body = json.dumps({"to": message.address, "text": message.body, "reference": str(message.public_id)}).encode()
    key = Path(settings.SMS_KEY_FILE).read_text().strip() if settings.SMS_KEY_FILE else ""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}", "Idempotency-Key": str(message.public_id)}
    if not settings.SMS_URL.startswith("https://"):
        raise TryLater("SMS_URL is not set")
    request = urllib.request.Request(settings.SMS_URL, data=body, headers=headers, method="POST")  # noqa: S310 (https only, checked above)
    try:
        with urllib.request.urlopen(request, timeout=READ_TIMEOUT) as answer:  # noqa: S310
            return str(json.load(answer).get("id") or message.public_id)
    except urllib.error.HTTPError as refusal:
        if refusal.code in CLIENT_FAULT and refusal.code != TOO_MANY:
            raise NeverPossible(f"HTTP {refusal.code}") from refusal
        raise TryLater(f"HTTP {refusal.code}") from refusal
    except (OSError, ValueError) as trouble:
        raise TryLater(type(trouble).__name__) from trouble
