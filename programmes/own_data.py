"""What programmes keep of a person: nothing."""

from collections.abc import Iterator
from typing import Any

from accounts.models import User
from programmes.models import FieldQuota

HOLDS: dict[Any, str] = {}
LEFT_OUT = {FieldQuota: "a decision of the ministry, entered by a supervisor"}


def export(user: User) -> dict[str, Any]:
    return {}


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    yield from ()


def erase(user: User, keep: frozenset[str]) -> None:
    """Nothing to do: the name of who entered a number goes with the account."""
