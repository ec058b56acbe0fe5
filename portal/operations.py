"""What the operator sees first: is everything running, does anything wait, how many people. No personal data."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import ROLE_NAMES, User
from accounts.roles import Role
from notifications.models import Message
from reviews.deputies import LEADS
from reviews.state_words import OWNERS
from reviews.tasks import late_rows
from workflow.models import Entry, Heartbeat, Reaction
from workflow.reminding import without_owner


def operations(user: User) -> dict[str, Any]:
    """Signs of life, waiting work, messages by state and channel, accounts by role; only for the operator."""
    if user.role != Role.OPERATOR:
        return {}
    now = timezone.now()
    beats = [(row.name, int((now - row.at).total_seconds())) for row in Heartbeat.objects.order_by("name")]
    return {"beats": beats, "work": work(), "mail": mail(), "people": people()}


def clock(user: User) -> dict[str, Any]:
    """Whether anything open has no owner or no date (there must be none), and what is late by whose turn it is; for operator and leads."""
    if user.role not in {Role.OPERATOR, *LEADS}:
        return {}
    late: dict[str, int] = {}
    for name, count in late_rows().items():
        owner = name.rpartition(".")[2]
        late[owner] = late.get(owner, 0) + count
    return {"lost": sum(without_owner().values()), "late": [(OWNERS.get(owner, owner), count) for owner, count in late.items()]}


def work() -> list[tuple[Any, int]]:
    """Work that waits, and work that was given up."""
    counted = Reaction.objects.aggregate(open=Count("pk", filter=Q(done_at=None, dead_at=None)), dead=Count("pk", filter=~Q(dead_at=None)))
    return [
        (_("News not planned yet"), Entry.objects.waiting().count()),
        (_("Reactions waiting"), counted["open"]),
        (_("Reactions given up"), counted["dead"]),
    ]


def mail() -> list[list[Any]]:
    """Messages by channel and state."""
    channels, states = dict(Message.Channel.choices), dict(Message.State.choices)
    counted = Message.objects.order_by().values_list("channel", "state").annotate(count=Count("pk")).order_by("channel", "state")
    return [[channels[channel], states[state], count] for channel, state, count in counted]


def people() -> list[list[Any]]:
    """Accounts by role: how many may sign in."""
    counted = User.objects.filter(is_active=True).order_by().values_list("role").annotate(count=Count("pk")).order_by("role")
    return [[ROLE_NAMES[Role(role)], count] for role, count in counted]
