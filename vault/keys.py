"""The one keyring of this process."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from vault.crypto import Keyring


@lru_cache(maxsize=8)
def _keyring(folder: Path) -> Keyring:
    return Keyring(folder)


def keyring() -> Keyring:
    """The keys in settings.KEYS_DIR."""
    return _keyring(Path(settings.KEYS_DIR))
