"""The folder of sealed files: FILES_DIR/ab/cd/<public id without dashes>. Names and bytes tell nothing."""

import hashlib
import logging
import os
import secrets
from pathlib import Path

from django.conf import settings

from vault import crypto
from vault.models import StoredFile

logger = logging.getLogger(__name__)


class NotServed(Exception):
    """The file is not clean, was erased, or its bytes are gone or changed."""


def path_of(stored: StoredFile) -> Path:
    """Where the sealed bytes of a file stand."""
    name = stored.public_id.hex
    return Path(settings.FILES_DIR) / name[:2] / name[2:4] / name


def put(stored: StoredFile, plain: bytes) -> bytes:
    """Write the sealed bytes so that a crash leaves all or nothing; returns the file's new data key. Raises OSError."""
    data_key = crypto.new_data_key()
    path = path_of(stored)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(crypto.lock_bytes(data_key, plain, context=stored.context))
            out.flush()
            os.fsync(out.fileno())
        draft.rename(path)
        _sync_folder(path.parent)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return data_key


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(stored: StoredFile) -> None:
    """Remove the sealed bytes; where that fails they stay unreadable, for their key is gone."""
    try:
        path_of(stored).unlink(missing_ok=True)
    except OSError:
        logger.exception("vault_file_not_removed")


def open_bytes(stored: StoredFile) -> bytes:
    """The plain bytes of a file in any state; raises NotServed."""
    if stored.wrapped_key is None:
        raise NotServed("The key of this file is gone.")
    try:
        plain = crypto.unlock_bytes(stored.wrapped_key, path_of(stored).read_bytes(), context=stored.context)
    except (OSError, crypto.Tampered) as error:
        raise NotServed(f"The bytes of {stored} cannot be opened.") from error
    if hashlib.sha256(plain).hexdigest() != stored.sha256:
        raise NotServed(f"The bytes of {stored} are not those that were stored.")
    return plain


def clean_bytes(stored: StoredFile) -> bytes:
    """The plain bytes of a clean file; raises NotServed."""
    if not stored.is_clean:
        raise NotServed(f"{stored} is not clean.")
    return open_bytes(stored)
