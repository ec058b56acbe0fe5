"""A journal as it would stand: steps of a case one after the other."""

from datetime import UTC, datetime
from itertools import pairwise

from reporting.ledgers import span_of
from workflow.models import Entry

END_OF_TIME = datetime(2099, 1, 1, tzinfo=UTC)
STEP_TO = {
    "submitted": "submit", "returned": "send_back", "endorsed": "endorse", "presented": "present", "interviewing": "invite",
    "offered": "offer", "accepted": "accept", "departed": "depart", "arrived": "arrive",
}  # fmt: skip


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


def step(row, name, moment, seq=1, **said):
    kind = type(row).KIND
    given = {"subject_kind": kind, "subject_id": row.pk, "subject_ref": row.public_id, "actor_role": "oec_officer"}
    return Entry.objects.create(kind=f"{kind}.{name}", at=moment, seq=seq, **given | said)


def walk(application, *stops, by=None):
    """The application came to each state at its moment: ("submitted", moment), …"""
    for seq, ((before, _then), (state, moment)) in enumerate(pairwise([("draft", None), *stops]), 1):
        step(application, STEP_TO[state], moment, seq, source_state=before, target_state=state, actor=by)


def written(lines, year):
    """All lines of a book, batch after batch, as the worker takes them."""
    found, after = [], 0
    while (batch := lines(span_of(year, END_OF_TIME), after)).cursor is not None:
        found, after = [*found, *batch.lines], batch.cursor
    return found


def book(heads, lines, year):
    return [dict(zip(heads, line, strict=True)) for line in written(lines, year)]
