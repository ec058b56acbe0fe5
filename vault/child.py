"""The limited process: reads a stranger's bytes from stdin, writes one line of JSON and the clean bytes to stdout.

Started by cell.py as `python -m vault.child sanitise <media type> [look]` or `... page <media type> <number>`.
"""

import ctypes
import json
import os
import resource
import sys
from dataclasses import asdict
from io import BytesIO

import pikepdf
from PIL import Image

from vault.kinds import JPEG, PDF, PNG
from vault.measure import look_at
from vault.refusals import FileRefused, Refusal
from vault.sanitise import Clean, page_png, sanitise

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
NOBODY = 65534
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 4, 38


def warm_up() -> None:
    """Load every codec once, while files may still be opened."""
    for form in ("JPEG", "PNG"):
        out = BytesIO()
        Image.new("RGB", (8, 8), "white").save(out, form)
        media_type = JPEG if form == "JPEG" else PNG
        look_at(sanitise(out.getvalue(), media_type).data, media_type, 8)
    out = BytesIO()
    with pikepdf.new() as blank:
        blank.add_blank_page(page_size=(20, 20))
        blank.save(out)
    page_png(sanitise(out.getvalue(), PDF).data, PDF, 1)


def lock_in() -> None:
    """No network where the kernel lets us, nobody's rights, little memory and time, no new files or processes."""
    libc = ctypes.CDLL(None, use_errno=True)
    root = os.geteuid() == 0
    libc.unshare(CLONE_NEWNET if root else CLONE_NEWUSER | CLONE_NEWNET)
    if root:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(limit, (value, value))


def answer(command: list[str], data: bytes) -> tuple[Clean, dict[str, object]]:
    """Do what was asked: the clean file and what else is told of it; raises FileRefused."""
    if command[0] == "page":
        return page_png(data, command[1], int(command[2])), {}
    clean = sanitise(data, command[1])
    look = look_at(clean.data, clean.media_type, clean.side) if command[2:] == ["look"] else None
    return clean, {"look": asdict(look)} if look else {}


def main() -> None:
    """One request, one answer, then the end."""
    warm_up()
    lock_in()
    data = sys.stdin.buffer.read()
    try:
        clean, told = answer(sys.argv[1:], data)
        head, body = {"media_type": clean.media_type, "pages": clean.pages} | told, clean.data
    except FileRefused as refused:
        head, body = {"code": refused.code}, b""
    except MemoryError:
        head, body = {"code": Refusal.TOO_COMPLEX}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    os._exit(0)  # no clean-up code runs over hostile objects


if __name__ == "__main__":
    main()
