"""What the desk keeps of a person: the words of decisions about their cases."""

from typing import Any

from accounts.models import User
from applications.models import Application
from candidates.models import Evidence, Profile
from reviews.models import Assignment, Balance, Batch, Call, Claim, Decision, Deputy, Digest, Load, Recusal, Remit, SavedFilter
from vault.moving import Move, move
from vault.plain import rows
from workflow.models import CaseNote, Reminder

HOLDS = {Decision: "decisions", Call: "calls"}
LEFT_OUT = {
    Reminder: "when the clock spoke about a case; ids and days only",
    Deputy: "which officer stood in for which colleague, and when; no candidate's or employer's data",
    SavedFilter: "how an officer narrows a queue; no candidate's or employer's data",
    Remit: "of which fields and offices an officer takes cases; no candidate's or employer's data",
    Balance: "whether the system gives cases, and who switched it; no candidate's or employer's data",
    Load: "how many cases of a field or a district wait at a desk; numbers only",
    Digest: "how many cases lay before an officer one morning; numbers only",
    CaseNote: "words between colleagues about a case; emptied at the erasure",
    Claim: "which officer held a case, and when; ids only",
    Batch: "which decisions were taken together, by whom and when; the decisions themselves are held",
    Assignment: "which officer was to take a case, and when; ids only",
    Recusal: "which officer handed a case on; ids and the officer's own words",
}


def about(user: User) -> Any:
    """Decisions about the person's applications and papers that were carried out or taken back."""
    return Decision.objects.filter(subject_ref__in=cases_of(user)).order_by("pk")


def cases_of(user: User) -> list[Any]:
    """The person's applications and papers, by reference."""
    applications = Application.objects.filter(candidate__user=user).values_list("public_id", flat=True)
    return [*applications, *Evidence.objects.filter(profile__user=user).values_list("public_id", flat=True)]


def export(user: User) -> dict[str, Any]:
    """What was decided and told to the person; the officer by role only, words between colleagues stay at the desk; when OEC called."""
    told = about(user).filter(released_at__isnull=False, undone_at=None, is_shared=True, reach="candidate")
    calls = Call.objects.filter(profile__user=user).order_by("pk")
    return {
        "decisions": rows(told, "by", "batch", "remarks", "refusal", "refused_for", "version"),
        "calls": rows(calls, "profile", "by", "note"),
    }


def erase(user: User, keep: frozenset[str]) -> None:
    about(user).update(note="", remarks={}, refusal="", refused_for=[])
    CaseNote.objects.filter(subject_ref__in=cases_of(user)).update(text="")
    Call.objects.filter(profile__user=user).update(note="")


def moves(gone: User, kept: User) -> list[Move]:
    """Calls go along when two accounts are one person's."""
    one, other = Profile.objects.filter(user=gone).first(), Profile.objects.filter(user=kept).first()
    return move(Call.objects.filter(profile=one), "profile_id", one.pk, other.pk) if one and other else []
