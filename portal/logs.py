"""What a log line may hold: ids, never what a browser tells about a person."""

from collections.abc import MutableMapping
from typing import Any

TRACES = ("user_agent", "ip")


def without_traces(logger: object, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop the address and the browser's name; ids and paths stay."""
    for name in TRACES:
        event.pop(name, None)
    return event
