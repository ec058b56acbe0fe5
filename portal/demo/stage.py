"""What every part of the demo needs to know while it is made."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from portal.demo.history import Clock


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Who acts for the partners, the hash of the one demo password, the moment that counts as now, and the due dates."""

    officers: tuple[User, ...]
    supervisor: User
    reviewer: User
    password: str
    now: datetime
    clock: Clock
