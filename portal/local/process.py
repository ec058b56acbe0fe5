"""Processes of ours: started in groups of their own, written down with their time of birth, stopped without leaving anything."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from portal.local.places import read_json, write_json

LAUNCH = str(Path(__file__).with_name("launch.py"))
LOG_LIMIT = 10_000_000


class Trouble(Exception):
    """Something a person must mend; the text is one clear line."""


@dataclass
class Child:
    """A program that we start, watch and stop; `launch` are options of launch.py."""

    name: str
    command: list[str]
    log: Path
    stop_signal: int = signal.SIGTERM
    launch: tuple[str, ...] = ()
    env: dict[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it in a group of its own, its output going to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        mode = "ab" if self.log.exists() and self.log.stat().st_size < LOG_LIMIT else "wb"
        with self.log.open(mode) as log:
            self.process = subprocess.Popen(
                launched(self.command, self.launch, self.stop_signal),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.cwd,
                env=os.environ | self.env,
                start_new_session=True,
            )

    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def tail(self) -> str:
        """The last words of its log, for the one who must mend it."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(lines[-15:])


def launched(command: list[str], options: tuple[str, ...] = (), number: int = signal.SIGTERM) -> list[str]:
    """The command line that starts `command` so that it ends with us."""
    return [sys.executable, "-I", "-S", LAUNCH, "--parent", str(os.getpid()), "--signal", str(int(number)), *options, "--", *command]


def stop(children: list[Child], *, seconds: float) -> None:
    """Ask all to end, wait at most `seconds` in all, then end them and whatever they left in their groups."""
    running = [child for child in children if child.process]
    for child in running:
        if child.is_running():
            child.process.send_signal(child.stop_signal)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(child.is_running() for child in running):
        time.sleep(0.05)
    for child in running:
        signal_group(child.process.pid, signal.SIGKILL)
        child.process.wait()
        child.process = None


def signal_group(pid: int, number: int) -> None:
    """Signal the group led by `pid`; nothing happens where it is gone."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return


def birth(pid: int) -> str:
    """When the process was born, in the machine's own words; empty if there is none (a zombie counts as none)."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] in "ZX" else fields[19]
    asked = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)
    return asked.stdout.strip()


def write_down(path: Path, url: str, children: list[Child]) -> None:
    """Record ourselves and our children, so that a later start or `make stop` knows its own."""
    ids = [("up", os.getpid())] + [(child.name, child.process.pid) for child in children if child.process]
    write_json(path, {"url": url, "processes": [{"name": name, "pid": pid, "born": birth(pid)} for name, pid in ids]})


def recorded(path: Path) -> list[dict]:
    """The recorded processes that still live: the same id *and* the same birth, so never a stranger."""
    rows = (read_json(path) or {}).get("processes", [])
    return [row for row in rows if row["born"] and birth(row["pid"]) == row["born"] and row["pid"] != os.getpid()]


def stop_recorded(path: Path, *, seconds: float = 8) -> list[str]:
    """End what an earlier run left; the names of what was ended."""
    names = [row["name"] for row in recorded(path)]
    for number, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 2)):
        rows = recorded(path)
        for row in rows:
            gentle = signal.SIGINT if row["name"] == "postgres" and number == signal.SIGTERM else number
            os.kill(row["pid"], gentle) if row["name"] == "up" else signal_group(row["pid"], gentle)
        deadline = time.monotonic() + patience
        while recorded(path) and time.monotonic() < deadline:
            time.sleep(0.05)
    return names
