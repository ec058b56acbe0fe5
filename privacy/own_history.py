"""What the journal and the access log say about a person, and their own requests about their data."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from accounts.models import User
from privacy import own_data
from privacy.looks import looks_at
from privacy.models import Copy, Deletion
from privacy.states import DeletionState
from vault.plain import rows
from workflow.models import Entry, Note, Origin, Reaction
from workflow.steps import Reason

HOLDS = {Entry: "history", Copy: "copies", Deletion: "deletions"}
LEFT_OUT = {
    Note: "given with the history, where the words were written for the person",
    Origin: "from which network a step came, shortened so that it names no home; for supervisors and the auditor",
    Reaction: "what a machine still has to do; no words about the person",
}
MOST = 10_000  # steps of one person: an officer takes many in a year


def export(user: User) -> dict[str, Any]:
    """Every step about the person or by the person, newest last; every look at identity values and files."""
    return {
        "history": [step_of(entry) for entry in reversed(entries(user)[:MOST])],
        "who_looked": [look.plain() for look in looks_at(user)[:MOST]],
        "copies": rows(Copy.objects.visible_to(user), "user", "file"),
        "deletions": rows(Deletion.objects.visible_to(user), "user"),
    }


def about(user: User) -> Q:
    """Entries about anything of this person."""
    return Q(subject_ref__in=[public_id for ids in own_data.subjects(user).values() for public_id in ids])


def entries(user: User) -> Any:
    selves = list(user.selves().values_list("pk", flat=True))  # a list: a subquery inside the OR would read the whole journal
    found = Entry.objects.filter(about(user) | Q(actor__in=selves) | Q(on_behalf_of__in=selves))
    return found.select_related("note").order_by("-pk")


def step_of(entry: Entry) -> dict[str, Any]:
    """One step; the words only where they were written for the person."""
    note = getattr(entry, "note", None)
    said = {"at": entry.at.isoformat(), "step": entry.kind, "about": str(entry.subject_ref), "by": entry.actor_role, "data": entry.data}
    return said | {"from": entry.source_state, "to": entry.target_state, "words": note.text if note and note.reach == "candidate" else ""}


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for model in (Copy, Deletion):
        for public_id in model.objects.visible_to(user).values_list("public_id", flat=True):
            yield model._meta.label_lower, public_id


def erase(user: User, keep: frozenset[str]) -> None:
    """The words that were written with steps about this person and the networks they came from; the steps themselves stay, as ids."""
    Note.objects.filter(entry__in=Entry.objects.filter(about(user))).exclude(text="").update(text="")
    Origin.objects.filter(entry__in=Entry.objects.filter(actor=user)).exclude(network="").update(network="")


def moving_blockers(gone: User, kept: User) -> list[Reason]:
    """Neither is on the way out: first that ends, or is undone."""
    running = Deletion.objects.filter(user__in=[gone, kept]).exclude(state=DeletionState.UNDONE)
    return [Reason("deletion_running")] if running.exists() else []
