"""What a queue page was asked for, as it stands in the address; what cannot be read is ignored."""

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from reviews.kinds import Kind

GROUPS = ("todo", "mine", "free", "waiting", "pending")
NONE = "none"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_uuid(text: str) -> bool:
    """Whether this names somebody at all."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def is_key(text: str) -> bool:
    """Whether this may be the key of a district, or says that there is none."""
    return text == NONE or (text.isascii() and text.isdigit() and len(text) < 10 and text[0] != "0")


@dataclass(frozen=True)
class Place:
    """The row after which a page begins: rows stand by due date, then by how long they wait."""

    due_on: date
    waiting_since: datetime
    pk: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that str() wrote."""
        try:
            due, since, pk = (int(part) for part in text.split("-"))
            return cls(date.fromordinal(due), EPOCH + timedelta(microseconds=since), pk) if 0 < pk < 2**63 else None
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        since = (self.waiting_since - EPOCH) // timedelta(microseconds=1)
        return f"{self.due_on.toordinal()}-{since}-{self.pk}"


@dataclass(frozen=True)
class Wish:
    """Which rows of a queue, and behind which row the page begins."""

    group: str = "todo"
    late: bool = False
    today: bool = False
    escalated: bool = False
    state: str = ""
    field: str = ""
    district: str = ""  # the key of one, or "none"
    who: str = ""
    after: Place | None = None

    @classmethod
    def read(cls, query: Any, kind: Kind) -> "Wish":
        """From the query string of a request."""
        group, field, district, who = (query.get(name, "") for name in ("group", "field", "district", "who"))
        return cls(
            group=group if group in GROUPS else "todo",
            late=query.get("late") == "1",
            today=query.get("today") == "1",
            escalated=query.get("escalated") == "1",
            state=query.get("state", "") if query.get("state", "") in kind.states else "",
            field=field if kind.field and field.replace("_", "").isalnum() and len(field) <= 32 else "",
            district=district if kind.district and is_key(district) else "",
            who=who if who == "nobody" or is_uuid(who) else "",
            after=Place.read(query.get("after", "")[:60]),
        )

    def but(self, **changes: Any) -> "Wish":
        """The same with something changed, from its first page."""
        return replace(self, **({"after": None} | changes))

    @property
    def query(self) -> str:
        """As a query string that is the same for the same wish; "?" for the whole list."""
        wanted = {
            name: getattr(self, name) for name in ("group", "late", "today", "escalated", "state", "field", "district", "who", "after")
        }
        kept = {name: int(value) if isinstance(value, bool) else str(value) for name, value in wanted.items() if value}
        kept.pop("group") if self.group == "todo" else None
        return f"?{urlencode(kept)}"
