"""E-mail through the configured server; the same Message-ID at every try, so that a provider can drop a second copy."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from notifications.channels.failures import NeverPossible, TryLater
from notifications.models import Message


def send(message: Message) -> str:
    """Hand one e-mail to the server; returns its Message-ID. Raises TryLater or NeverPossible."""
    message_id = f"<{message.public_id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"
    letter = EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.address],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated", "Content-Language": message.language},
    )
    try:
        letter.send()
    except (smtplib.SMTPRecipientsRefused, ValueError) as refusal:
        raise NeverPossible(type(refusal).__name__) from refusal
    except (OSError, smtplib.SMTPException) as trouble:
        raise TryLater(type(trouble).__name__) from trouble
    return message_id
