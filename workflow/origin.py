"""Where what is done now comes from. Set at the doors of the house; the database is told with every statement that writes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection

WEB, DESK, COUNTER, API, SYSTEM, COMMAND = "web", "desk", "counter", "api", "system", "command"
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|MERGE|WITH)\b", re.IGNORECASE)
FOREIGN = re.compile(r"[^0-9A-Za-z.:/]")


def nobody() -> int | None:
    """No person: a task or a command."""
    return None


@dataclass(frozen=True)
class Origin:
    """A door of the house, the shortened network address before it, and who stands there (asked at the first write)."""

    door: str
    network: str = ""
    who: Callable[[], int | None] = nobody

    def told(self) -> str:
        """As the triggers read it: person, door and network."""
        return "|".join(FOREIGN.sub("", str(part)) for part in (self.who() or "", self.door, self.network))


BY_COMMAND = Origin(COMMAND)  # what runs without a door: a command on the server
_now: ContextVar[Origin] = ContextVar("origin", default=BY_COMMAND)


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Everything that is written inside comes from there."""
    tell_the_database()
    token = _now.set(origin)
    try:
        yield
    finally:
        _now.reset(token)


def tell_the_database() -> None:
    """Hang the stamp into this thread's connection, once."""
    if stamp not in connection.execute_wrappers:
        connection.execute_wrappers.append(stamp)


def stamp(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """In the same round trip as the write: SET LOCAL ends with the transaction, so no pooled connection remembers it."""
    if isinstance(sql, str) and WRITES.match(sql):
        sql = f"SET LOCAL safeer.origin = '{_now.get().told()}'; {sql}"
    return execute(sql, params, many, context)
