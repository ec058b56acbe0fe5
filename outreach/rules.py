"""What keeps Inter-SES from a step with a lead. Values in, reasons out."""

from workflow.steps import Reason


def invite_blockers(*, email: str, name: str, is_registered: bool) -> list[Reason]:
    """An invitation needs somebody to write to, and a company that has not registered yet."""
    reasons = []
    if not name:
        reasons.append(Reason("lead_without_name"))
    if not email:
        reasons.append(Reason("lead_without_email"))
    if is_registered:
        reasons.append(Reason("lead_registered_already"))
    return reasons


def note_blockers(*, text: str) -> list[Reason]:
    """A note says something."""
    return [] if text.strip() else [Reason("lead_note_empty")]


def undo_blockers(*, target: str) -> list[Reason]:
    """Only what a person moved is taken back."""
    return [] if target else [Reason("lead_nothing_to_undo")]
