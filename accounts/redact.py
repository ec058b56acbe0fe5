"""Keeps one-time links out of the logs. Pure."""

import re
from collections.abc import MutableMapping
from typing import Any

LINK = re.compile(r"(/(?:accounts/invitation|invited|shortlist)/)[^/?\s]+")


def hide_links(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: the token of an invitation becomes three dots."""
    for name in ("request", "event"):
        if isinstance(event.get(name), str):
            event[name] = LINK.sub(r"\1...", event[name])
    return event
