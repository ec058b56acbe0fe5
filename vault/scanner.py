"""The virus check, when settings.CLAMD_URL names one: clamd's INSTREAM over a socket."""

import socket
import struct
from urllib.parse import urlsplit

SECONDS = 15
CHUNK = 1 << 16


class ScannerDown(Exception):
    """The scanner did not answer: the file goes on waiting, it is neither clean nor refused."""


def _connect(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 3310), timeout=SECONDS)


def is_infected(data: bytes, *, url: str) -> bool:
    """What the scanner at tcp://host:port or unix:///path says; raises ScannerDown. Anything but a clear OK is not clean."""
    try:
        with _connect(url) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), CHUNK):
                part = data[start : start + CHUNK]
                line.sendall(struct.pack(">I", len(part)) + part)
            line.sendall(struct.pack(">I", 0))
            answer = line.makefile("rb").read(4096).rstrip(b"\0\n")
    except OSError as error:
        raise ScannerDown(str(error)) from error
    if answer == b"stream: OK":
        return False
    if answer.endswith(b" FOUND"):
        return True
    raise ScannerDown("the scanner did not understand")
