"""The fake provider of the local demo and the tests: every delivered e-mail and SMS as one JSON line."""

import json
import os

from django.conf import settings
from django.utils import timezone

from notifications.models import Message


def write(message: Message) -> str:
    """Append one line with one write, so that a crash leaves no half line; the message id is the provider's reference."""
    line = {
        "message_id": str(message.public_id),
        "channel": message.channel,
        "to": message.address,
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
