"""An uploaded register on the disk: sealed in blocks with a key of its own, read again from any place, gone with its key."""

import io
import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from vault.crypto import Tampered, lock_bytes, new_data_key, unlock_bytes

BLOCK = 1 << 20
EXTRA = 29  # version, nonce and tag of each block


def path_of(name: str) -> Path:
    """Where the sealed bytes stand."""
    return Path(settings.FILES_DIR) / "register" / name


def put(name: str, context: str, parts: Iterable[bytes]) -> bytes:
    """Write the sealed bytes; returns the new key."""
    key, path, held, number = new_data_key(), path_of(name), b"", 0
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for part in parts:
            held += part
            while len(held) >= BLOCK:
                out.write(lock_bytes(key, held[:BLOCK], context=f"{context}.{number}"))
                held, number = held[BLOCK:], number + 1
        out.write(lock_bytes(key, held, context=f"{context}.{number}.last"))
        out.flush()
        os.fsync(out.fileno())
    return key


def discard(name: str) -> None:
    """The bytes go; without their key they were dead already."""
    path_of(name).unlink(missing_ok=True)


class Reader(io.RawIOBase):
    """The plain bytes, opened block by block; at most one block is held."""

    def __init__(self, name: str, key: bytes, context: str) -> None:
        self.file, self.key, self.context = path_of(name).open("rb"), key, context
        sealed = os.fstat(self.file.fileno()).st_size
        self.last = (sealed - 1) // (BLOCK + EXTRA)
        if sealed - self.last * (BLOCK + EXTRA) < EXTRA:
            raise Tampered("A stored register was cut.")
        self.size = sealed - (self.last + 1) * EXTRA
        self.place, self.number, self.block = 0, -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.place = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence])
        return self.place

    def tell(self) -> int:
        return self.place

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        number, start = divmod(self.place, BLOCK)
        if self.place >= self.size:
            return 0
        part = memoryview(self._block(number))[start : start + len(buffer)]
        buffer[: len(part)] = part
        self.place += len(part)
        return len(part)

    def read(self, size: int = -1) -> bytes:
        """As many bytes as asked for, across blocks."""
        wanted = self.size - self.place if size < 0 else size
        out = bytearray()
        while len(out) < wanted and (part := super().read(min(wanted - len(out), BLOCK))):
            out += part
        return bytes(out)

    def _block(self, number: int) -> bytes:
        if number != self.number:
            self.file.seek(number * (BLOCK + EXTRA))
            end = ".last" if number == self.last else ""
            self.block = unlock_bytes(self.key, self.file.read(BLOCK + EXTRA), context=f"{self.context}.{number}{end}")
            self.number = number
        return self.block

    def close(self) -> None:
        self.file.close()
        super().close()
