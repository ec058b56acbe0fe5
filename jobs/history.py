"""The past of a vacancy, letter or company in the reader's words, for the timeline part."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from workflow.models import CaseNote, Entry, Note, Stateful

KINDS = {
    "employer.register": _("Company registered"),
    "employer.verify": _("Inter-SES checked the company"),
    "employer.suspend": _("Inter-SES suspended the company"),
    "employer.reinstate": _("Inter-SES let the company work again"),
    "demand.draft": _("Demand letter written"),
    "demand.send_for_attestation": _("Sent for attestation"),
    "demand.enter_attestation": _("OEC entered the attestation"),
    "demand.confirm_attestation": _("OEC confirmed the attestation"),
    "demand.send_back_attestation": _("OEC asks for a new entry"),
    "demand.expire": _("Demand letter expired"),
    "vacancy.draft": _("Draft begun"),
    "vacancy.submit": _("Sent to Inter-SES"),
    "vacancy.vet": _("Inter-SES checked it"),
    "vacancy.send_back": _("Sent back with remarks"),
    "vacancy.publish": _("Published by OEC"),
    "vacancy.pause": _("Paused"),
    "vacancy.resume": _("Taking applications again"),
    "vacancy.close": _("Closed for applications"),
    "vacancy.reopen": _("Opened again"),
    "vacancy.end": _("Ended"),
    "vacancy.lapse": _("Ended, because nobody answered"),
    "vacancy.propose_change": _("Change proposed; Inter-SES is looking at it"),
    "vacancy.change": _("Changed"),
    "vacancy.vet_change": _("Inter-SES took the change over"),
    "vacancy.refuse_change": _("Inter-SES did not take the change over"),
    "vacancy.take_back_change": _("Proposed change taken back"),
    "vacancy.confirm": _("Confirmed: still open, still true"),
    "vacancy.ask_to_confirm": _("Asked whether it is still open"),
}
FOR_EMPLOYERS = (Note.Reach.EMPLOYER, Note.Reach.CANDIDATE)


def timeline(subject: Stateful) -> list[dict[str, Any]]:
    """Rows for parts/_time.html, oldest first; a note only where it was written for the employer too."""
    entries = Entry.objects.about(subject).select_related("note")
    rows = [{"label": KINDS.get(entry.kind, entry.kind), "at": entry.at, "state": "done", "text": _note(entry)} for entry in entries]
    return sorted([*rows, *notes_for_employer(subject)], key=lambda row: row["at"])


def notes_for_employer(subject: Stateful) -> list[dict[str, Any]]:
    """What the partners wrote about it for the employer to read. 1 query."""
    notes = CaseNote.objects.about(subject).filter(reach=Note.Reach.EMPLOYER)
    by = {Role.INTER_SES: _("Inter-SES writes")}
    return [{"label": by.get(note.actor_role, _("OEC writes")), "at": note.at, "state": "done", "text": note.text} for note in notes]  # type: ignore[call-overload]


def _note(entry: Entry) -> str:
    note = getattr(entry, "note", None)
    return note.text if note and note.reach in FOR_EMPLOYERS else ""
