"""What relay and workers do, called in turn: the same functions, without a broker in between."""

import json
from typing import Any

from django.conf import settings

from notifications import delivery
from notifications.models import Message
from workflow import tasks
from workflow.models import Entry, Reaction
from workflow.relay import claim_due, plan_news


def settle() -> None:
    """Until no news waits: plan it, do every reaction, deliver every message."""
    while plan_news() or Reaction.objects.open().exists():
        for reaction in claim_due():
            tasks.react(reaction)
        broken = Reaction.objects.open().exclude(last_error="")
        assert not broken.exists(), [(row.entry.kind, row.name, row.last_error) for row in broken]
    assert not Entry.objects.waiting().exists(), list(Entry.objects.waiting())
    for message in Message.objects.filter(state__in=Message.TO_SEND):
        delivery.deliver(message.pk)


def delivered() -> list[dict[str, Any]]:
    """What the fake provider got, oldest first."""
    if not settings.OUTBOX_FILE.exists():
        return []
    return [json.loads(line) for line in settings.OUTBOX_FILE.read_text().splitlines()]


def inbox_of(user: Any) -> list[str]:
    """Letters in the person's inbox, oldest first."""
    return list(Message.objects.visible_to(user).inbox().order_by("created_at", "pk").values_list("template", flat=True))
