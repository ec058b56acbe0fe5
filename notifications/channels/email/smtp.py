"""E-mail through the configured server; the same Message-ID at every try, so that a provider can drop a second copy."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from notifications.channels.failures import NeverPossible, TryLater, Unclear
from notifications.models import Message

FOR_EVER = 500  # answers from here on are final, those below pass (RFC 5321 4.2.1)
OURS = (
    smtplib.SMTPSenderRefused,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
)


def send(message: Message) -> str:
    """Hand one e-mail to the server; returns its Message-ID. Raises TryLater, Unclear or NeverPossible."""
    letter = letter_of(message)
    try:
        letter.send()
    except OURS as fault:
        raise TryLater(type(fault).__name__) from fault  # our settings or its mood: not this person's address
    except smtplib.SMTPRecipientsRefused as refusal:
        raise verdict(max(code for code, _ in refusal.recipients.values()), refusal) from refusal
    except smtplib.SMTPResponseException as refusal:
        raise verdict(refusal.smtp_code, refusal) from refusal
    except ValueError as refusal:
        raise NeverPossible(type(refusal).__name__) from refusal
    except ConnectionRefusedError as trouble:
        raise TryLater(type(trouble).__name__) from trouble
    except (OSError, smtplib.SMTPException) as trouble:
        raise Unclear(type(trouble).__name__) from trouble
    return letter.extra_headers["Message-ID"]


def letter_of(message: Message) -> EmailMessage:
    """The e-mail as it leaves the house."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{message.public_id}@{domain}>", "Auto-Submitted": "auto-generated", "Content-Language": message.language}
    return EmailMessage(message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.address], headers=headers)


def verdict(code: int, refusal: Exception) -> Exception:
    """Never, or later: greylisting and full mailboxes pass, an unknown person does not."""
    return (NeverPossible if code >= FOR_EVER else TryLater)(f"{type(refusal).__name__} {code}")
