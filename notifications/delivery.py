"""From a waiting message to a delivered one: claim, call the provider outside any transaction, record what happened."""

import random
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from notifications.channels.failures import NeverPossible, TryLater, Unclear
from notifications.models import LEASE, Attempt, Message
from notifications.quiet import waits_until
from notifications.wanted import address_now, is_wanted

State = Message.State
HANDED = timedelta(seconds=5)
BULK_IN_HAND = 100  # few enough to be finished within HANDED: what waits longer in the broker is published again, and copies pile up
LADDER = (5, 30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)  # seconds: about three days in all
SMS_CALLS = 2  # calls whose end is not known: an SMS costs and disturbs; a mail carries the same Message-ID again
CRASHES = 5  # workers that may die in one message before it is taken for poison


def hand_out(limit: int = 500) -> int:
    """Publish the ids of due messages, codes and decisions first; what is not finished in 5 seconds is published again."""
    from notifications.tasks import deliver_bulk, deliver_critical

    critical = take(Message.objects.due().filter(is_critical=True), limit)
    for pk in critical:
        deliver_critical.apply_async((pk,), retry=False)
    room = BULK_IN_HAND - Message.objects.in_hand().filter(is_critical=False).count()
    bulk = take(Message.objects.due().filter(is_critical=False), min(room, limit))
    for pk in bulk:
        deliver_bulk.apply_async((pk,), retry=False)
    return len(critical) + len(bulk)


@transaction.atomic
def take(due: QuerySet[Message], limit: int) -> list[int]:
    """Hold back these messages from other relays for a moment; their ids, oldest first."""
    if limit <= 0:
        return []
    ids = list(due.order_by("due_at").select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    Message.objects.filter(pk__in=ids).update(handed_until=timezone.now() + HANDED)
    return ids


def deliver(message_id: int) -> None:
    """Deliver one message if it is still wanted; calling it twice sends it once."""
    message = claim(message_id)
    if message is None:
        return
    try:
        reference = sender_of(message.channel)(message)
    except NeverPossible as refusal:
        settle(message, State.DEAD, error=str(refusal))
    except Unclear as trouble:
        unclear(message, str(trouble))
    except TryLater as trouble:
        retry(message, str(trouble))
    except Exception as trouble:
        unclear(message, type(trouble).__name__)
        raise
    else:
        settle(message, State.SENT, sent_at=timezone.now(), provider_ref=reference)


def sender_of(channel: str) -> Callable[[Message], str]:
    """The provider that the settings name for this channel; while they name none, messages wait."""
    try:
        return import_string(settings.CHANNELS[channel])
    except (KeyError, ImportError) as fault:
        raise TryLater(f"no provider for {channel}") from fault


@transaction.atomic
def claim(message_id: int) -> Message | None:
    """Lease the message with a token of ours, or None when it is taken, sent, too late or not wanted any more."""
    message = Message.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=message_id, state__in=Message.TO_SEND).first()
    if message is None:
        return None
    now, token = timezone.now(), uuid.uuid4()
    if message.expires_at and message.expires_at <= now:
        finish(message, State.EXPIRED)
        return None
    if not is_wanted(message):
        finish(message, State.CANCELLED)
        return None
    if later := waits_until(message, now):
        Message.objects.filter(pk=message_id).update(due_at=later, handed_until=None)
        return None
    Message.objects.filter(pk=message_id).update(
        state=State.LEASED, lease_until=now + LEASE, token=token, attempts=F("attempts") + 1, address=address_now(message)
    )
    Attempt.objects.create(message=message, token=token)
    message.refresh_from_db()
    return message


def finish(message: Message, state: str, **fields: object) -> None:
    """An end without a further call; a code is not kept."""
    Message.objects.filter(pk=message.pk).update(state=state, lease_until=None, **blanked(message), **fields)


def blanked(message: Message) -> dict[str, str]:
    """What is taken out of a message that is over: the text of a code or key."""
    return {"body": ""} if message.template.startswith(Message.CODES) else {}


@transaction.atomic
def settle(message: Message, state: str, *, error: str = "", **fields: object) -> None:
    """Record the outcome where the token is still ours; a late answer of a lost lease changes nothing but its own attempt."""
    Attempt.objects.filter(token=message.token, ended_at=None).update(ended_at=timezone.now(), outcome=state, error=error[:200])
    over = blanked(message) if state in (State.SENT, State.DEAD) else {}
    ours = Message.objects.filter(pk=message.pk, token=message.token, state=State.LEASED)
    ours.update(state=state, lease_until=None, handed_until=None, **over, **fields)


def retry(message: Message, error: str, state: str = State.RETRY) -> None:
    """Wait for the next rung of the ladder, with jitter; after the last one give up."""
    if message.attempts > len(LADDER):
        settle(message, State.DEAD, error=error)
        return
    wait = LADDER[message.attempts - 1] * random.uniform(0.8, 1.2)  # noqa: S311 (jitter)
    settle(message, state, error=error, due_at=timezone.now() + timedelta(seconds=wait))


def unclear(message: Message, error: str) -> None:
    """It may have arrived: tried again after a while, but an SMS is never called for a third time."""
    if message.channel == Message.Channel.SMS and message.unclear_calls() >= SMS_CALLS:
        settle(message, State.DEAD, error=error)
    else:
        retry(message, error, State.UNKNOWN)


@transaction.atomic
def sweep() -> int:
    """Messages whose worker died in the call: tried again, an SMS once; poison is given up. Returns how many were lost."""
    lost = list(Message.objects.filter(state=State.LEASED, lease_until__lt=timezone.now()).select_for_update(skip_locked=True))
    for message in lost:
        if is_over(message):
            finish(message, State.DEAD)
        else:
            Message.objects.filter(pk=message.pk).update(state=State.UNKNOWN, due_at=timezone.now(), handed_until=None, lease_until=None)
    return len(lost)


def is_over(message: Message) -> bool:
    """Whether a message whose worker died is not tried again."""
    calls = message.unclear_calls() >= SMS_CALLS if message.channel == Message.Channel.SMS else message.crashes() >= CRASHES
    return calls or message.attempts > len(LADDER)


def revive(messages: QuerySet[Message]) -> int:
    """Take given-up messages up again, by the operator's hand; a code or a letter that is too late stays where it is."""
    now = timezone.now()
    dead = messages.filter(state=State.DEAD).exclude(template__startswith=Message.CODES).exclude(expires_at__lte=now)
    return dead.update(state=State.PENDING, attempts=0, due_at=now, handed_until=None)


def oldest_waiting_seconds() -> int:
    """Age in seconds of the oldest message that should have left by now; 0 when none waits."""
    now = timezone.now()
    oldest = Message.objects.filter(state__in=Message.TO_SEND, due_at__lte=now).aggregate(due_at=Min("due_at"))["due_at"]
    return int((now - oldest).total_seconds()) if oldest else 0
