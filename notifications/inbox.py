"""How many messages wait to be read."""

from accounts.models import User
from notifications.models import Message


def unread(user: User) -> int:
    """Unread messages of the in-app inbox, at most 99."""
    return Message.objects.visible_to(user).inbox().filter(read_at=None)[:99].count()
