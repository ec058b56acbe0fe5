"""What may happen to a thing that has a state. No Django here: the tables feed buttons, views, API, admin and documentation alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field

SYSTEM = "system"


@dataclass(frozen=True)
class Step:
    """One row of a step table: who may move a subject from which states to which."""

    name: str
    sources: frozenset[str]
    target: str
    by: frozenset[str]
    on_behalf: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Reason:
    """Why not. The words stand in each app's words.py, in three languages; rules never hold sentences."""

    code: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        from workflow.words import sentence

        return sentence(self)

    @property
    def source(self) -> str:
        """The law or rule behind it; "" where there is none."""
        from workflow.words import source

        return source(self)

    @property
    def cited(self) -> str:
        """The sentence and its law in one line."""
        from workflow.words import cited

        return cited(self)


class Refused(Exception):
    """A person may not take this step now; `reasons` are safe to show them."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return " ".join(self.said())

    def said(self) -> list[str]:
        """Every reason in the reader's language, with the law behind it."""
        return [reason.cited for reason in self.reasons]


def step(name: str, sources: str | Iterable[str], target: str, by: Iterable[str], on_behalf: Iterable[str] = ()) -> Step:
    """A row, written short: one source may be given as a plain string."""
    froms = [sources] if isinstance(sources, str) else sources
    return Step(name, frozenset(map(str, froms)), str(target), frozenset(map(str, by)), frozenset(map(str, on_behalf)))


def open_steps(steps: Iterable[Step], *, state: str, role: str) -> list[Step]:
    """The buttons this role sees on a subject in this state."""
    return [row for row in steps if state in row.sources and role in row.by]


def find(steps: Iterable[Step], name: str, *, state: str, role: str, actor: str = "", target: str = "") -> Step:
    """The row that lets `role` take this step now; `actor` is who takes it on behalf. Raises Refused, naming the reason."""
    named = [row for row in steps if row.name == name and (not target or row.target == target)]
    allowed = [row for row in named if role in row.by and (not actor or actor in row.on_behalf)]
    if not allowed:
        raise Refused(Reason("step_not_yours"))
    for row in allowed:
        if state in row.sources:
            return row
    raise Refused(Reason("step_not_open"))
