"""From a waiting message to a delivered one: claim, call the provider outside any transaction, record what happened."""

import random
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from notifications.channels.failures import NeverPossible, TryLater
from notifications.models import LEASE, Attempt, Message

State = Message.State
HANDED = timedelta(seconds=5)
LADDER = (5, 30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)  # seconds: about three days in all
SMS_CALLS = 2  # an SMS whose fate is unknown is sent once more, never twice


def hand_out(limit: int = 500) -> int:
    """Publish the ids of due messages, codes first; what is not finished in 5 seconds is published again."""
    from notifications.tasks import deliver_bulk, deliver_critical

    now = timezone.now()
    with transaction.atomic():
        due = list(Message.objects.due().order_by("-is_critical", "due_at").select_for_update(skip_locked=True)[:limit])
        Message.objects.filter(pk__in=[message.pk for message in due]).update(handed_until=now + HANDED)
    for message in due:
        (deliver_critical if message.is_critical else deliver_bulk).apply_async((message.pk,), retry=False)
    return len(due)


def deliver(message_id: int) -> None:
    """Deliver one message if it is still wanted; calling it twice sends it once."""
    message = claim(message_id)
    if message is None:
        return
    try:
        reference = import_string(settings.CHANNELS[message.channel])(message)
    except NeverPossible as refusal:
        settle(message, State.DEAD, error=str(refusal))
    except TryLater as trouble:
        retry(message, str(trouble))
    except Exception as trouble:
        retry(message, type(trouble).__name__)
        raise
    else:
        settle(message, State.SENT, sent_at=timezone.now(), provider_ref=reference)


@transaction.atomic
def claim(message_id: int) -> Message | None:
    """Lease the message with a token of ours, or None when it is taken, sent, too late or not wanted any more."""
    now, token = timezone.now(), uuid.uuid4()
    wanted = Message.objects.filter(pk=message_id, state__in=Message.TO_SEND)
    if wanted.filter(expires_at__lte=now).update(state=State.EXPIRED) or wanted.filter(recipient__is_active=False).update(state=State.CANCELLED):
        return None
    if not wanted.update(state=State.LEASED, lease_until=now + LEASE, token=token, attempts=F("attempts") + 1):
        return None
    message = Message.objects.get(pk=message_id)
    Attempt.objects.create(message=message, token=token)
    return message


@transaction.atomic
def settle(message: Message, state: str, *, error: str = "", **fields: object) -> None:
    """Record the outcome where the token is still ours; a late answer of a lost lease changes nothing but its own attempt."""
    Attempt.objects.filter(token=message.token).update(ended_at=timezone.now(), outcome=state, error=error[:200])
    Message.objects.filter(pk=message.pk, token=message.token, state=State.LEASED).update(state=state, lease_until=None, **fields)


def retry(message: Message, error: str) -> None:
    """Wait for the next rung of the ladder, with jitter; after the last one give up."""
    if message.attempts > len(LADDER):
        settle(message, State.DEAD, error=error)
        return
    wait = LADDER[message.attempts - 1] * random.uniform(0.8, 1.2)  # noqa: S311 (jitter)
    settle(message, State.RETRY, error=error, due_at=timezone.now() + timedelta(seconds=wait), handed_until=None)


def sweep() -> int:
    """Messages whose worker died in the call: their fate is unknown; they are tried again, an SMS once."""
    lost = Message.objects.filter(state=State.LEASED, lease_until__lt=timezone.now())
    lost.filter(Q(channel=Message.Channel.SMS, attempts__gte=SMS_CALLS) | Q(attempts__gte=len(LADDER))).update(state=State.DEAD, lease_until=None)
    return lost.update(state=State.UNKNOWN, due_at=timezone.now(), handed_until=None, lease_until=None)


def oldest_waiting_seconds() -> int:
    """Age in seconds of the oldest message that should have left by now; 0 when none waits."""
    oldest = Message.objects.filter(state__in=Message.TO_SEND, due_at__lte=timezone.now()).order_by("due_at").values_list("due_at", flat=True).first()
    return int((timezone.now() - oldest).total_seconds()) if oldest else 0
