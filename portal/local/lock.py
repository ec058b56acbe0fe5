"""One run at a time in one folder."""

import fcntl
import os
import signal
import time
from pathlib import Path
from typing import TextIO

from portal.local.places import read_json
from portal.local.process import Trouble, recorded, stop_recorded

HELD: list[TextIO] = []


def take(folder: Path) -> bool:
    """Hold the folder until this process ends, however it ends; False if another run holds it."""
    file = (folder / "up.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return False
    HELD.append(file)
    return True


def give_back() -> None:
    """Let others in."""
    while HELD:
        HELD.pop().close()


def take_or_explain(folder: Path) -> None:
    """Hold the folder, or say in one line who does; what a killed run left is ended."""
    if not take(folder):
        url = (read_json(folder / "run.json") or {}).get("url") or "starting"
        raise Trouble(f"Safeer already runs in this folder ({url}). `make stop` ends it.")
    stop_recorded(folder / "run.json")


def stop_running(folder: Path, *, seconds: float = 12) -> bool:
    """End the run that holds the folder and whatever an earlier one left; False if there was nothing."""
    if take(folder):
        left = stop_recorded(folder / "run.json")
        give_back()
        return bool(left)
    for row in recorded(folder / "run.json"):
        if row["name"] == "up":
            os.kill(row["pid"], signal.SIGTERM)
    deadline = time.monotonic() + seconds
    while not take(folder):
        if time.monotonic() > deadline:
            stop_recorded(folder / "run.json", seconds=1)
            return True
        time.sleep(0.1)
    stop_recorded(folder / "run.json", seconds=1)
    give_back()
    return True
