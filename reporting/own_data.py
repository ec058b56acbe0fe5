"""What the reports keep of a person: nothing. Figures are counts, and fees are paid by employers."""

from typing import Any

from accounts.models import User
from reporting.models import Fee

HOLDS: dict[Any, str] = {}
LEFT_OUT = {Fee: "what an employer paid Inter-SES; books that the law keeps, with the number of the application only"}


def export(user: User) -> dict[str, Any]:
    return {}


def erase(user: User, keep: frozenset[str]) -> None:
    """Nothing to erase."""
