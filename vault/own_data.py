"""What the vault keeps of a person: the files they brought, and who looked at them."""

from collections.abc import Iterator
from typing import Any

from vault.files import erase as erase_file
from vault.models import AccessRecord, FileState, StoredFile
from vault.moving import Move, move
from vault.plain import rows

HOLDS = {StoredFile: "stored_files", AccessRecord: "looked_at_others"}
LEFT_OUT: dict[Any, str] = {}


def own(user: Any) -> Any:
    """The person's files, oldest first; a copy of own data is not part of the next one."""
    return StoredFile.objects.filter(owner=user).exclude(kind="export").order_by("pk")


def export(user: Any) -> dict[str, Any]:
    """The files with their state, and what this person opened (their own papers, for a candidate)."""
    looks = AccessRecord.objects.filter(user=user).order_by("pk")
    return {"stored_files": rows(own(user), "owner", "wrapped_key"), "looked_at_others": rows(looks, "user")}


def files(user: Any) -> Iterator[tuple[str, StoredFile]]:
    for stored in own(user):
        yield stored.neutral_name, stored


def subjects(user: Any) -> Iterator[tuple[str, Any]]:
    for public_id in StoredFile.objects.filter(owner=user).values_list("public_id", flat=True):
        yield "vault.storedfile", public_id


def erase(user: Any, keep: frozenset[str]) -> None:
    """Every file for good: its key first, so that backups are dead too. Who looked stays: the database refuses to change it."""
    for stored in StoredFile.objects.filter(owner=user).exclude(state=FileState.ERASED):
        erase_file(stored)


def moves(gone: Any, kept: Any) -> list[Move]:
    """Files go along when two accounts are one person's; a copy of own data stays with who asked for it."""
    return move(own(gone), "owner_id", gone.pk, kept.pk)
