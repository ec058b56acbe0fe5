"""Runs the sanitiser in its limited child process and reads its one answer."""

import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from vault.kinds import ACCEPTED, MAX_BYTES
from vault.look import Look
from vault.refusals import FileRefused, Refusal

HOUSE = Path(__file__).resolve().parent.parent
WALL_SECONDS = 20
MAX_ANSWER = 2 * MAX_BYTES
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What the child wrote."""

    media_type: str
    pages: int
    data: bytes
    look: Look | None = None


def run(data: bytes, *command: str) -> Answer:
    """Ask the child; raises FileRefused also when it dies, takes too long or answers nonsense."""
    environment = {"PYTHONPATH": str(HOUSE), "LANG": "C.UTF-8", "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-s", "-P", "-m", "vault.child", *command],
            input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd="/", timeout=WALL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise FileRefused(Refusal.TOO_COMPLEX) from None
    except OSError:  # no memory or no process for the child: our trouble, not the file's
        logger.exception("vault_child_not_started")
        raise FileRefused(Refusal.TRY_AGAIN) from None
    return _read(done.stdout, done.returncode)


def _read(out: bytes, code: int) -> Answer:
    head, _newline, body = out.partition(b"\n")
    try:
        answer = json.loads(head)
        if "code" in answer:
            raise FileRefused(answer["code"])
        if code == 0 and answer["media_type"] in ACCEPTED and 0 < len(body) <= MAX_ANSWER:
            look = Look(**answer["look"]) if "look" in answer else None
            return Answer(answer["media_type"], int(answer["pages"]), body, look)
    except (ValueError, KeyError, TypeError):
        pass
    logger.warning("vault_child_died", extra={"returncode": code})
    raise FileRefused(Refusal.TRY_AGAIN if code > 0 else Refusal.TOO_COMPLEX)  # a signal is the file's doing, an exit code is ours
