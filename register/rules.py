"""What keeps a claim from going on. Pure: values in, reasons out."""

from workflow.steps import Reason

CARD_SEEN = ("original", "embassy")
OPEN_DAYS = 60  # days in which nobody came with the card


def check_blockers(*, how: str, has_target: bool, cnic_agrees: bool) -> list[Reason]:
    """The card was seen, and it is the card of what is claimed."""
    reasons = [] if how in CARD_SEEN else [Reason("card_not_seen")]
    if not cnic_agrees:
        reasons.append(Reason("card_differs"))
    return reasons if has_target else [*reasons, Reason("nothing_on_file")]


def settle_blockers(*, is_same_person: bool, is_taken_meanwhile: bool) -> list[Reason]:
    """A second person confirms; what is claimed is still free."""
    reasons = [Reason("claim_second_person_needed")] if is_same_person else []
    return [*reasons, Reason("claimed_meanwhile")] if is_taken_meanwhile else reasons


def refuse_blockers(*, note: str) -> list[Reason]:
    """A refusal says why."""
    return [] if note.strip() else [Reason("refusal_needs_words")]


def lapse_blockers(*, days: int) -> list[Reason]:
    """Nobody came for sixty days."""
    return [] if days >= OPEN_DAYS else [Reason("claim_not_old")]


def apart_blockers(*, ground: str, note: str) -> list[Reason]:
    """Two people: with a reason, and in words where none of the list fits."""
    return [Reason("refusal_needs_words")] if not ground or (ground == "other" and not note.strip()) else []


def one_blockers(*, ground: str, note: str) -> list[Reason]:
    """One person: with a reason, and always in words, because another person answers for it too."""
    return [Reason("second_reason_needed")] if not ground or not note.strip() else []
