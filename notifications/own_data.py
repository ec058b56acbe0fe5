"""What notifications keep of a person: the messages to them, on every channel."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from notifications.delivery import finish
from notifications.models import Attempt, Message
from vault.moving import Move, move
from vault.plain import rows

HOLDS = {Message: "messages"}
LEFT_OUT = {Attempt: "when a provider was called; no words about the person"}
MACHINE = ("entry", "recipient", "handed_until", "lease_until", "token", "due_at", "is_critical", "provider_ref", "attempts")


def own(user: User) -> Any:
    """Messages to the person, and codes that went to the address before anybody was signed in."""
    addresses = [address for address in (user.phone, user.email) if address]
    return Message.objects.filter(Q(recipient=user) | Q(recipient=None, address__in=addresses)).order_by("pk")


def export(user: User) -> dict[str, Any]:
    """Every letter and message; codes without their text, which is not kept."""
    return {"messages": rows(Message.objects.filter(recipient=user).order_by("pk"), *MACHINE)}


def erase(user: User, keep: frozenset[str]) -> None:
    """Nothing waits for the person any more, and the texts and addresses are gone; that a letter was sent stays."""
    for message in own(user).filter(recipient=user, state__in=Message.TO_SEND):
        finish(message, Message.State.CANCELLED)
    still_going = Q(recipient=None, state__in=[*Message.TO_SEND, Message.State.LEASED])
    own(user).exclude(still_going).update(subject="", body="", address="", link="")


def moves(gone: User, kept: User) -> list[Move]:
    """The letters of both stand in one inbox; where both were told of one event, one letter is enough."""
    there = Message.objects.filter(recipient=kept, entry=OuterRef("entry"), channel=OuterRef("channel"), template=OuterRef("template"))
    codes = Q(template__startswith=Message.CODES)
    return move(Message.objects.filter(recipient=gone).exclude(codes).exclude(Exists(there)), "recipient_id", gone.pk, kept.pk)
