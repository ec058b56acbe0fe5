"""What keeps a batch from its next step. Values in, reasons out."""

from datetime import datetime, timedelta

from workflow.steps import Reason

AT_ONCE = 200  # ux.md 3.12: at most 200 at once
FARTHEST = timedelta(days=14)


def size_blockers(*, count: int) -> list[Reason]:
    """A batch names at least one case, and no more than one person can read through (ux.md 3.12)."""
    if not count:
        return [Reason("batch_empty")]
    return [Reason("batch_too_large", (("count", count), ("most", AT_ONCE)))] if count > AT_ONCE else []


def second_blockers(*, decided_by: int, by: int, desk: str, own_desk: str) -> list[Reason]:
    """The second signature is another person's of the same organisation (product.md, decisions at the desk)."""
    if desk != own_desk:
        return [Reason("step_not_yours")]
    return [Reason("batch_own_decision")] if decided_by == by else []


def release_blockers(*, release_at: datetime, now: datetime) -> list[Reason]:
    """A batch is released at once or within two weeks: what is older should be looked at again; aware datetimes."""
    if release_at < now - timedelta(minutes=1):
        return [Reason("batch_time_past")]
    return [Reason("batch_time_far", (("days", FARTHEST.days),))] if release_at > now + FARTHEST else []
