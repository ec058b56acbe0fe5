"""From a stranger's upload to a clean, sealed file. The raw bytes never touch the disk and are never served."""

import hashlib
import logging

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from vault import cell, store
from vault.kinds import ACCEPTED, MAX_BYTES, agreed_type, clean_name
from vault.look import Look, fault, is_blurred
from vault.models import FileState, StoredFile
from vault.refusals import FileRefused, Refusal
from vault.scanner import ScannerDown, is_infected

logger = logging.getLogger(__name__)


def store_upload(
    uploaded: UploadedFile, *, owner, kind: str, accept: frozenset[str] = ACCEPTED, must_be_legible: bool = False
) -> StoredFile:
    """A clean stored file, or one in state `checking` while the virus check is away; raises FileRefused(code).

    A refused upload leaves a row with its code and no bytes (unless the caller's transaction is rolled back).
    With `must_be_legible` a small, dark or empty picture is refused, and `is_blurred` is said of a soft one.
    """
    stored = StoredFile.objects.create(owner=owner, kind=kind, original_name=clean_name(uploaded.name or ""))
    try:
        data = _read(uploaded)
        media_type = agreed_type(data, name=uploaded.name or "", declared=uploaded.content_type or "", accept=accept)
        answer = cell.run(data, "sanitise", media_type, *(["look"] if must_be_legible else []))
        if answer.media_type not in accept:
            raise FileRefused(Refusal.TOO_BIG)
        _judge(stored, answer.look)
        _keep(stored, answer)
    except FileRefused as refused:
        _refuse(stored, refused.code)
        raise
    check(stored, answer.data)
    return stored


def _judge(stored: StoredFile, look: Look | None) -> None:
    """Refuse what nobody could read, while the person still holds the paper."""
    if look is None:
        return
    if refusal := fault(look):
        raise FileRefused(refusal)
    stored.is_blurred = is_blurred(look)


def _read(uploaded: UploadedFile) -> bytes:
    """At most MAX_BYTES and one more, so that agreed_type can tell; the declared size is not believed."""
    if (uploaded.size or 0) > MAX_BYTES:
        raise FileRefused(Refusal.TOO_BIG)
    return uploaded.read(MAX_BYTES + 1)


def _keep(stored: StoredFile, answer: cell.Answer) -> None:
    try:
        stored.wrapped_key = store.put(stored, answer.data)
    except OSError:
        logger.exception("vault_file_not_written")
        raise FileRefused(Refusal.TRY_AGAIN) from None
    stored.media_type, stored.pages, stored.size = answer.media_type, answer.pages, len(answer.data)
    stored.sha256 = hashlib.sha256(answer.data).hexdigest()
    _move(stored, FileState.CHECKING)


def _refuse(stored: StoredFile, code: Refusal) -> None:
    """Close a file that is not taken: our own trouble is an error, not a refusal. Its bytes and key go."""
    stored.wrapped_key, stored.refusal = None, code
    _move(stored, FileState.ERROR if code == Refusal.TRY_AGAIN else FileState.REFUSED)
    store.discard(stored)


def _move(stored: StoredFile, target: FileState) -> None:
    """The checks' own steps; no person takes them, so they are not in the journal."""
    setattr(stored, "state", target)  # noqa: B010
    stored.save()


def check(stored: StoredFile, data: bytes) -> None:
    """Ask the virus scanner and open the file to readers; raises FileRefused(infected). Scanner away: it stays `checking`."""
    try:
        infected = bool(settings.CLAMD_URL) and is_infected(data, url=settings.CLAMD_URL)
    except ScannerDown:
        logger.warning("vault_scanner_down")
        return
    stored.scanned_at = timezone.now() if settings.CLAMD_URL else None
    if infected:
        _refuse(stored, Refusal.INFECTED)
        raise FileRefused(Refusal.INFECTED)
    _move(stored, FileState.CLEAN)


def finish_checks(limit: int = 50) -> int:
    """Check again the files that wait for the scanner; how many are done. Two at once share the work."""
    done = 0
    for public_id in list(StoredFile.objects.being_checked().values_list("public_id", flat=True)[:limit]):
        with transaction.atomic():
            stored = StoredFile.objects.being_checked().select_for_update(skip_locked=True).filter(public_id=public_id).first()
            if stored is not None:
                done += _finish(stored)
    return done


def _finish(stored: StoredFile) -> bool:
    try:
        check(stored, store.open_bytes(stored))
    except FileRefused:
        return True
    except store.NotServed:
        logger.exception("vault_file_lost")
        _refuse(stored, Refusal.TRY_AGAIN)
        return True
    return stored.is_clean


def page_image(stored: StoredFile, number: int = 1) -> bytes:
    """Page `number` (from 1) of a clean file as PNG bytes, made in the limited child; raises FileRefused or NotServed."""
    return cell.run(store.clean_bytes(stored), "page", stored.media_type, str(number)).data
