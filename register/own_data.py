"""What the register keeps of a person: the entry that they claimed, and their claims at the counter."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from accounts.models import User
from candidates.models import Profile
from register.models import Draft, Duplicate, MovedRow, Problem, RegisterClaim, RegisterEntry, RegisterImport, Round, Staged
from register.states import DuplicateState
from vault.moving import Move, move
from vault.plain import rows

HOLDS = {RegisterEntry: "register_entries", RegisterClaim: "register_claims", Duplicate: "files_made_one"}
LEFT_OUT = {
    MovedRow: "which row went where when two files became one; ids only",
    Round: "how far a nightly task has come",
    RegisterImport: "a file of many people, erased when its import ends",
    Staged: "rows of an import at work, erased when it ends",
    Problem: "numbers of rows and codes, no person",
    Draft: "what was typed to claim, erased after forty minutes",
}


def export(user: User) -> dict[str, Any]:
    """As OEC wrote it down, and what was claimed at the counter."""
    entries = RegisterEntry.objects.filter(claimed_by__user=user).order_by("pk")
    claims = RegisterClaim.objects.filter(claimant=user).order_by("pk")
    return {
        "register_entries": rows(entries, "cnic_index", "fingerprint", "load", "claimed_by"),
        "register_claims": rows(claims, "cnic_index", "claimant", "entry", "profile", "seen_by", "owner", "due_on"),
        "files_made_one": rows(made_one(user), "decided_by", "owner", "due_on", "look_again_on", "entry"),
    }


def made_one(user: User) -> Any:
    """Files of this person that became one; a pair that was only proposed may be about somebody else too."""
    return Duplicate.objects.filter(kept__user=user, state=DuplicateState.MERGED).select_related("first", "second", "kept").order_by("pk")


def files(user: User) -> Iterator[tuple[str, Any]]:
    return iter(())


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for public_id in RegisterEntry.objects.filter(claimed_by__user=user).values_list("public_id", flat=True):
        yield "register.registerentry", public_id
    for public_id in RegisterClaim.objects.filter(claimant=user).values_list("public_id", flat=True):
        yield "register.registerclaim", public_id
    for profile in Profile.objects.filter(user=user):
        for public_id in Duplicate.objects.of(profile).values_list("public_id", flat=True):
            yield "register.duplicate", public_id


@transaction.atomic
def erase(user: User, keep: frozenset[str]) -> None:
    """The entry goes; claims keep their history without number, birthday and contact."""
    RegisterEntry.objects.filter(claimed_by__user=user).delete()
    for claim in RegisterClaim.objects.filter(claimant=user):
        claim.full_name, claim.cnic, claim.birth_date, claim.address = "", None, None, ""
        claim.save()


# ── two accounts of one person ─────────────────────────────────────────────────────────────────────────
def moves(gone: User, kept: User) -> Iterator[Move]:
    """What OEC has of the person, and their claims at the counter."""
    one, other = Profile.objects.filter(user=gone).first(), Profile.objects.filter(user=kept).first()
    if one and other:
        yield from move(RegisterEntry.objects.filter(claimed_by=one), "claimed_by_id", one.pk, other.pk)
        yield from move(RegisterClaim.objects.filter(profile=one), "profile_id", one.pk, other.pk)
    yield from move(RegisterClaim.objects.filter(claimant=gone), "claimant_id", gone.pk, kept.pk)
