"""Who gets a question or a report, and what keeps a step from being taken. Pure."""

from support.states import Desk, Subject
from workflow.steps import Reason

OEC_STAFF = "oec_staff"


def desk_of(*, subject: str, asker_is_employer: bool) -> Desk:
    """Complaints about staff go to the auditor; employers and life in Japan to Inter-SES; the rest to OEC (issue 3, item 6)."""
    if subject == Subject.STAFF:
        return Desk.AUDITOR
    if asker_is_employer or subject in (Subject.HIRING, Subject.JAPAN):
        return Desk.INTER_SES
    return Desk.OEC


def desk_of_report(*, said_to_be: str) -> Desk:
    """A report about OEC's own staff goes to the auditor, past OEC (issue 4, item 5; N14)."""
    return Desk.AUDITOR if said_to_be == OEC_STAFF else Desk.OEC


def step_blockers(*, desk: str, desk_of_role: str | None) -> list[Reason]:
    """Only the desk that has it takes a step with it."""
    return [] if desk_of_role == desk else [Reason("other_desk_has_it")]


def hand_over_blockers(*, desk: str, to: str) -> list[Reason]:
    """To the other partner; a complaint about staff never leaves the auditor."""
    if Desk.AUDITOR in (desk, to):
        return [Reason("complaint_stays")]
    return [Reason("already_there")] if desk == to else []


def line_blockers(*, text: str, has_file: bool) -> list[Reason]:
    """A message says something or brings a file."""
    return [] if text.strip() or has_file else [Reason("nothing_written")]


def outcome_blockers(*, outcome: str, known: frozenset[str], note: str) -> list[Reason]:
    """A report ends with a coded reason of its kind and a sentence for the file (no silence)."""
    reasons = [] if outcome in known else [Reason("outcome_missing")]
    return reasons if note.strip() else [*reasons, Reason("finding_missing")]
