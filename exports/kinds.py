"""The sorts of files that a worker writes and that are kept sealed for three days; upper floors hang theirs in (settings.EXPORT_KINDS)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.roles import Role


@dataclass(frozen=True)
class Batch:
    """What comes next; `cursor` is the key after which to go on, None where the file is whole, `percent` how far it is by then."""

    lines: Sequence[Any] = ()
    cursor: int | None = None
    percent: int = 100


@dataclass(frozen=True)
class Kind:
    """One sort of file. `keep` seals a batch in the transaction that moves the cursor, and returns a code where it must stop for good."""

    title: Callable[[Any], str]
    place: tuple[str, str | Promise]  # the page on which it is asked for: its name among the addresses, and its title
    readers: frozenset[Role]
    heads: Callable[[Any], Sequence[object]]
    after: Callable[[Any], Batch]
    keep: Callable[[Any, Batch], str]
    finish: Callable[[Any], object] = lambda export: None
    fault: Callable[[Any], str] = lambda export: ""


def kind_of(name: str) -> Kind:
    """The sort of this name; KeyError for one that nobody has hung in."""
    found: Kind = import_string(settings.EXPORT_KINDS[name])
    return found


def open_to(role: str) -> list[str]:
    """The sorts that this role may have."""
    return [name for name in settings.EXPORT_KINDS if role in kind_of(name).readers]
