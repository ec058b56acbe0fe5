"""The fake provider of the local demo and the tests: every delivered e-mail and SMS as one JSON line."""

import json
import os
from collections import deque
from typing import Any

from django.conf import settings
from django.utils import timezone

from notifications.models import Message


def write(message: Message) -> str:
    """Append one line with one write, so that a crash leaves no half line; the message id is the provider's reference."""
    line = {
        "message_id": str(message.public_id),
        "channel": message.channel,
        "to": message.address,
        "template": message.template,
        "language": message.language,
        "subject": message.subject,
        "body": message.body,
        "sent_at": timezone.now().isoformat(),
    }
    settings.OUTBOX_FILE.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(settings.OUTBOX_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (json.dumps(line, ensure_ascii=False) + "\n").encode())
    finally:
        os.close(handle)
    return f"outbox:{message.public_id}"


def last_delivered(count: int) -> list[dict[str, Any]]:
    """The newest deliveries first; a line that a crash or a full disk has torn is left out."""
    if not settings.OUTBOX_FILE.exists():
        return []
    with settings.OUTBOX_FILE.open(encoding="utf-8", errors="replace") as file:
        lines = deque(file, maxlen=count)
    return [line for line in map(read, reversed(lines)) if line]


def read(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
