"""What the register keeps of a person: the entry that they claimed, and their claims at the counter."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from accounts.models import User
from register.models import Draft, Problem, RegisterClaim, RegisterEntry, RegisterImport, Staged
from vault.plain import rows

HOLDS = {RegisterEntry: "register_entries", RegisterClaim: "register_claims"}
LEFT_OUT = {
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
    }


def files(user: User) -> Iterator[tuple[str, Any]]:
    return iter(())


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for public_id in RegisterEntry.objects.filter(claimed_by__user=user).values_list("public_id", flat=True):
        yield "register.registerentry", public_id
    for public_id in RegisterClaim.objects.filter(claimant=user).values_list("public_id", flat=True):
        yield "register.registerclaim", public_id


@transaction.atomic
def erase(user: User, keep: frozenset[str]) -> None:
    """The entry goes; claims keep their history without number, birthday and contact."""
    RegisterEntry.objects.filter(claimed_by__user=user).delete()
    for claim in RegisterClaim.objects.filter(claimant=user):
        claim.full_name, claim.cnic, claim.birth_date, claim.address = "", None, None, ""
        claim.save()
