"""SMS in the local demo: a line in the outbox file."""

from notifications.channels.outbox import write as send

__all__ = ["send"]
