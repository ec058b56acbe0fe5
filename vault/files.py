"""What becomes of stored files later: erased for good."""

from django.db import transaction

from vault import store
from vault.models import FileState, StoredFile


@transaction.atomic
def erase(stored: StoredFile) -> None:
    """Erase for good: key, name and hash go first, so every copy and backup of the bytes is dead; then the bytes. Twice is harmless."""
    gone = {"state": FileState.ERASED, "wrapped_key": None, "original_name": None, "owner": None, "sha256": ""}
    StoredFile.objects.filter(pk=stored.pk).update(**gone)
    transaction.on_commit(lambda: store.discard(stored))
    stored.refresh_from_db()
