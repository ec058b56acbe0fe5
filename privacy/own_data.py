"""Who keeps what of a person. Each app says it in its own `own_data.py`; settings.OWN_DATA names them, the last to be erased last.

A register offers `HOLDS` (model -> section of the copy) and `LEFT_OUT` (model -> why not), `export(user)`, `files(user)`, `subjects(user)`
(kind and public id of everything that is about the person) and `erase(user, keep)`; `ties(user)` where the law or a case stands in the way,
`numbers(user)` by which people know the person.

Where two accounts turn out to be one person's: `moves(gone, kept)` plans which rows go to the kept one, `moving_blockers(gone, kept)` says
what forbids it, `standing(user)` what must not have changed between two signatures, `take_over(gone, kept)` does what is no plain move.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise

from accounts.models import User
from vault.models import StoredFile
from vault.moving import Move
from workflow.steps import Reason

KEEP_LEDGER = "ledger"  # a placement stands in the ledger for two years: name, birth date and the case (ledgers of placement agencies)


@dataclass(frozen=True)
class Ties:
    """What an app knows that matters before an account ends."""

    has_sent: bool = False  # somebody else was given something: two weeks to change one's mind
    ends_first: tuple[str, ...] = ()  # references of cases that are withdrawn first
    held_until: date | None = None
    keeps: tuple[tuple[str, str | Promise], ...] = ()  # code for `erase`, and the sentence


def registers() -> list[ModuleType]:
    """Every app's register, in the order in which they are erased."""
    return [import_module(path) for path in settings.OWN_DATA]


def export(user: User) -> dict[str, Any]:
    """Everything, one section after the other; what stayed with accounts that were merged into this one comes last. JSON-able."""
    found = sections(user)
    earlier = [sections(other) for other in user.selves().exclude(pk=user.pk).order_by("pk")]
    return found | ({"earlier_accounts": earlier} if earlier else {})


def sections(user: User) -> dict[str, Any]:
    """What all apps keep under one account."""
    return {name: section for register in registers() for name, section in register.export(user).items()}


def files(user: User) -> Iterator[tuple[str, StoredFile]]:
    """Every clean file of this person once, with the name it has in the copy."""
    seen = set()
    for register in registers():
        for name, stored in _of(register, "files", user):
            if stored.is_clean and stored.pk not in seen:
                seen.add(stored.pk)
                yield name, stored


def subjects(user: User) -> dict[str, set[Any]]:
    """Kind of row (model label) -> public ids of what is about this person."""
    found: dict[str, set[Any]] = {}
    for register in registers():
        for label, public_id in _of(register, "subjects", user):
            found.setdefault(label, set()).add(public_id)
    return found


def _of(register: ModuleType, name: str, user: User) -> Iterable[Any]:
    ask = getattr(register, name, lambda user: ())
    return [found for each in selves(user) for found in ask(each)]


def selves(user: User) -> list[User]:
    """The account and those that were merged into it, the account first."""
    return [user, *user.selves().exclude(pk=user.pk).order_by("pk")]


def ties(user: User) -> Ties:
    """What all apps together know."""
    known = [register.ties(each) for each in selves(user) for register in registers() if hasattr(register, "ties")]
    days = [each.held_until for each in known if each.held_until]
    return Ties(
        has_sent=any(each.has_sent for each in known),
        ends_first=tuple(reference for each in known for reference in each.ends_first),
        held_until=max(days, default=None),
        keeps=tuple(keep for each in known for keep in each.keeps),
    )


def numbers(user: User) -> list[str]:
    """The numbers by which people know the person: two may bear one name."""
    return [number for register in registers() for number in _of(register, "numbers", user)]


# ── two accounts of one person ─────────────────────────────────────────────────────────────────────────
def moves(gone: User, kept: User) -> list[Move]:
    """Every row that goes to the kept account, app by app."""
    return [move for register in registers() if hasattr(register, "moves") for move in register.moves(gone, kept)]


def moving_blockers(gone: User, kept: User) -> list[Reason]:
    """Everything that forbids it now."""
    asked = [register for register in registers() if hasattr(register, "moving_blockers")]
    return [reason for register in asked for reason in register.moving_blockers(gone, kept)]


def standing(user: User) -> dict[str, Any]:
    """What the second person must find as the first one saw it."""
    return {name: value for register in registers() if hasattr(register, "standing") for name, value in register.standing(user).items()}


def held(users: list[int]) -> list[QuerySet[Any]]:
    """Rows with steps of these people, to be held while they move."""
    return [rows for register in registers() if hasattr(register, "held") for rows in register.held(users)]


def take_over(gone: User, kept: User) -> list[tuple[str, int, str]]:
    """After the moves: (model, row, column) of what was filled from the other account."""
    return [filled for register in registers() if hasattr(register, "take_over") for filled in register.take_over(gone, kept)]
