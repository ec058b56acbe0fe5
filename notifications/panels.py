"""Which letters a person was sent, for the page of the whole file; named in settings.PERSON_LETTERS. Never their words."""

from collections.abc import Collection
from typing import Any

from notifications.models import Message

MOST = 60


def letters_to(people: Collection[int]) -> list[dict[str, Any]]:
    """When, by which way, about what step, and what became of it; newest first, one query. Codes are left out."""
    rows = Message.objects.filter(recipient__in=people).exclude(template__startswith=Message.CODES).select_related("entry")
    rows = rows.only("created_at", "channel", "state", "entry__kind").order_by("-created_at", "-pk")[:MOST]
    return [letter(row) for row in rows]


def letter(row: Message) -> dict[str, Any]:
    kind = row.entry.kind if row.entry else ""
    return {"at": row.created_at, "way": row.get_channel_display(), "state": row.get_state_display(), "kind": kind}
