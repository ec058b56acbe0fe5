"""Sealed values, blind indexes and their keys. Keys are files in one folder, never settings. No Django here."""

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KINDS = ("field", "index", "file")
KEY_BYTES = 32
VERSION = 1
NONCE_BYTES = 12
HEADER_BYTES = 3  # version (1) and key id (2, big-endian)
SHORTEST = HEADER_BYTES + NONCE_BYTES + 16
LAST_KEY_ID = 0xFFFF
_NAME = re.compile(r"(field|index|file)-([1-9][0-9]{0,4})\.key")


class VaultError(Exception):
    """Something is wrong with keys or sealed values; the text never holds a key or a value."""


class KeysMissing(VaultError):
    """A key file is not there, or is not a key; the text says what to do."""


class Tampered(VaultError):
    """A sealed value was changed, cut, or moved from another row or field."""


@dataclass
class Keyring:
    """The key files of one folder; reads them again when the folder changes."""

    folder: Path
    _stamp: int = -1
    _keys: dict[str, dict[int, bytes]] = field(default_factory=dict, repr=False)

    def _load(self) -> None:
        try:
            stamp = self.folder.stat().st_mtime_ns
        except OSError:
            raise KeysMissing(f"The key folder {self.folder} cannot be read. Run: manage.py make_keys, or set KEYS_DIR.") from None
        if stamp != self._stamp:
            self._keys = {kind: {} for kind in KINDS}
            for path in self.folder.iterdir():
                if match := _NAME.fullmatch(path.name):
                    self._keys[match[1]][int(match[2])] = _read(path)
            self._stamp = stamp

    def ids(self, kind: str) -> list[int]:
        """The ids of the keys of this kind, oldest first."""
        self._load()
        return sorted(self._keys.get(kind, {}))

    def newest(self, kind: str) -> int:
        """The id that seals new values; raises KeysMissing."""
        ids = self.ids(kind)
        if not ids:
            raise KeysMissing(f"There is no {kind} key in {self.folder}. Run: manage.py make_keys, or restore the keys from their backup.")
        return ids[-1]

    def key(self, kind: str, key_id: int) -> bytes:
        """The 32 bytes of one key; raises KeysMissing."""
        self._load()
        try:
            return self._keys[kind][key_id]
        except KeyError:
            raise KeysMissing(f"The key {kind}-{key_id}.key is not in {self.folder}. Restore it from its backup.") from None


def _read(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except OSError:
        raise KeysMissing(f"The key file {path} cannot be read by this user. Mend its owner or its mode (0600).") from None
    if len(key) != KEY_BYTES:
        raise KeysMissing(f"The key file {path} must hold exactly {KEY_BYTES} bytes. Restore it from its backup.")
    return key


def write_key(folder: Path, kind: str, key_id: int) -> Path:
    """Make one new key file (0600, folder 0700); raises FileExistsError rather than overwrite."""
    if kind not in KINDS or not 1 <= key_id <= LAST_KEY_ID:
        raise ValueError("no such kind of key, or an id out of range")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    path = folder / f"{kind}-{key_id}.key"
    draft = folder / f".{path.name}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, path)  # whole or not at all, and never over another key
    finally:
        draft.unlink()
    return path


def seal(keys: Keyring, plain: bytes, *, context: str, kind: str = "field") -> bytes:
    """version | key id | nonce | ciphertext+tag, bound to `context` ("table.column.row-uuid"), with the newest key."""
    key_id = keys.newest(kind)
    header = bytes([VERSION]) + key_id.to_bytes(2, "big")
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + AESGCM(keys.key(kind, key_id)).encrypt(nonce, plain, header + context.encode())


def unseal(keys: Keyring, sealed: bytes, *, context: str, kind: str = "field") -> bytes:
    """The plain bytes; raises Tampered (changed, or from another row or field) or KeysMissing."""
    if len(sealed) < SHORTEST or sealed[0] != VERSION:
        raise Tampered("This is not a sealed value of a known version.")
    header, nonce = sealed[:HEADER_BYTES], sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    key = keys.key(kind, int.from_bytes(header[1:], "big"))
    try:
        return AESGCM(key).decrypt(nonce, sealed[HEADER_BYTES + NONCE_BYTES :], header + context.encode())
    except InvalidTag:
        raise Tampered(f"A sealed value does not belong to {context}, or was changed.") from None


def header_of(keys: Keyring, kind: str) -> bytes:
    """The first bytes of every value sealed with the newest key."""
    return bytes([VERSION]) + keys.newest(kind).to_bytes(2, "big")


def blind_index(keys: Keyring, canonical: str, *, scope: str, key_id: int | None = None) -> bytes:
    """HMAC-SHA256 of a canonical text under its own key: finds equal values in one scope and tells nothing else."""
    key = keys.key("index", key_id or keys.newest("index"))
    return hmac.new(key, scope.encode() + b"\0" + canonical.encode(), hashlib.sha256).digest()


def new_data_key() -> bytes:
    """A fresh key for one file."""
    return secrets.token_bytes(KEY_BYTES)


def lock_bytes(data_key: bytes, plain: bytes, *, context: str) -> bytes:
    """version | nonce | ciphertext+tag under a key that serves this one file only."""
    nonce = os.urandom(NONCE_BYTES)
    return bytes([VERSION]) + nonce + AESGCM(data_key).encrypt(nonce, plain, context.encode())


def unlock_bytes(data_key: bytes, locked: bytes, *, context: str) -> bytes:
    """The plain bytes of a file; raises Tampered."""
    if len(locked) < 1 + NONCE_BYTES + 16 or locked[0] != VERSION:
        raise Tampered("This is not a stored file of a known version.")
    try:
        return AESGCM(data_key).decrypt(locked[1 : 1 + NONCE_BYTES], locked[1 + NONCE_BYTES :], context.encode())
    except InvalidTag:
        raise Tampered(f"The stored bytes do not belong to {context}, or were changed.") from None
