"""The history of a case from the journal: who, what, when, and the notes that this reader may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OWNER_OF, Role
from reviews.state_words import CLOCK, DOORS, SOURCES, STEPS
from workflow.models import CaseNote, Entry, Note, Reminder, Stateful
from workflow.prepared import NUMBER, REF, TEXT, Prepared

WATCHERS = (Role.OEC_SUPERVISOR, Role.AUDITOR)


@dataclass(frozen=True)
class Line:
    """One step that was taken."""

    what: Any
    at: datetime
    who: str
    behalf: str
    source: Any
    is_override: bool
    note: str
    reach: Any
    door: Any = ""  # from where: for OEC's supervisors and the auditor
    network: str = ""
    batch: str = ""
    signed_by: str = ""


def history(subject: Stateful, reader: User) -> list[Line]:
    """Every step, what the clock said, and every note this reader may see, newest first; two queries, three with a signature."""
    entries, notes = _entries(subject.KIND, subject.pk), _notes(subject.KIND, subject.public_id)
    signers = signers_of(entries)
    lines = [
        *(_line(entry, reader, signers) for entry in entries),
        *(_words(note, reader) for note in notes if may_read(note, note, reader)),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _about(kind: str, key: int) -> "QuerySet[Entry]":
    """The steps of a case, and what the clock said of it."""
    known = Entry.objects.select_related("actor", "on_behalf_of", "note", "origin").order_by()
    told = Reminder.objects.filter(subject_kind=kind, subject_id=key).values("pk").order_by()
    steps = known.filter(subject_kind=kind, subject_id=key)
    return steps.union(known.filter(subject_kind=Reminder.KIND, subject_id__in=told), all=True)


_entries = Prepared(_about, TEXT, NUMBER)
_notes = Prepared(
    lambda kind, ref: CaseNote.objects.filter(subject_kind=kind, subject_ref=ref).select_related("actor").order_by("-pk"), TEXT, REF
)


def signers_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Who signed the batches of these entries, by their reference."""
    refs = {entry.data["signed_by"] for entry in entries if "signed_by" in entry.data}
    return {str(user.public_id): str(user) for user in User.objects.filter(public_id__in=refs)} if refs else {}


def _words(note: CaseNote, reader: User) -> Line:
    who = name_of(note.actor, note.actor_role, reader)
    return Line(_("Note"), note.at, who, "", "", is_override=False, note=note.text, reach=note.get_reach_display())


def lines_of(entries: list[Entry], reader: User, words: Mapping[str, Any]) -> list[Line]:
    """Steps of several cases, each as its line, in the order given; one query, where batches were signed."""
    signers = signers_of(entries)
    return [replace(_line(entry, reader, signers), what=words.get(entry.kind, entry.kind)) for entry in entries]


def _line(entry: Entry, reader: User, signers: dict[str, str]) -> Line:
    note = getattr(entry, "note", None)
    shown = note if note and may_read(note, entry, reader) else None
    origin = getattr(entry, "origin", None) if reader.role in WATCHERS else None
    return Line(
        what=(STEPS | CLOCK).get(entry.kind, entry.kind),
        at=entry.at,
        who=name_of(entry.actor, entry.actor_role, reader),
        behalf=name_of(entry.on_behalf_of, "", reader) if entry.on_behalf_of else "",
        source=SOURCES.get(entry.source, ""),
        is_override=bool(entry.data.get("is_override")),
        note=shown.text if shown else "",
        reach=shown.get_reach_display() if shown else "",
        door=DOORS.get(origin.door, origin.door) if origin else "",
        network=origin.network if origin else "",
        batch=entry.data.get("batch", ""),
        signed_by=signers.get(entry.data.get("signed_by", ""), ""),
    )


def may_read(note: Note | CaseNote, entry: Entry | CaseNote, reader: User) -> bool:
    """A note for the own organisation stays there; an auditor reads those of the partners."""
    if note.reach != Note.Reach.OWN:
        return True
    return OWNER_OF.get(reader.role) == OWNER_OF.get(entry.actor_role)  # type: ignore[call-overload]


def name_of(person: User | None, role: str, reader: User) -> str:
    """Who acted: staff and employers by name, a candidate by the role alone for an auditor, the system as such."""
    if person is None:
        return ""
    if reader.role == Role.AUDITOR and person.role == Role.CANDIDATE:
        return str(person.get_role_display())
    return str(person)
