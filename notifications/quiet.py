"""Which SMS may wait: outside quiet hours everything goes; inside them only what cannot wait until the morning."""

from datetime import datetime, timedelta

from accounts.quiet import quiet_ends
from applications.models import Slot
from notifications.models import Message

NEVER_WAIT = (Message.CODES, "account_")  # codes, and warnings that somebody changed the account
SOON = timedelta(hours=24)


def waits_until(message: Message, now: datetime) -> datetime | None:
    """When this SMS may go, or None for now. What would be too late by then goes now."""
    reader = message.recipient
    if message.channel != Message.Channel.SMS or reader is None or message.template.startswith(NEVER_WAIT):
        return None
    ends = quiet_ends(now, begins=reader.quiet_from, ends=reader.quiet_until, role=reader.role)
    if ends is None or (message.expires_at and message.expires_at <= ends) or is_about_today(message, now):
        return None
    return ends


def is_about_today(message: Message, now: datetime) -> bool:
    """News of an application whose interview is within a day."""
    entry = message.entry
    if entry is None or entry.subject_kind != "application":
        return False
    return Slot.objects.filter(interview__application=entry.subject_id, starts_at__gt=now, starts_at__lte=now + SOON).exists()
