"""Keeps the children alive until it is told to stop."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from portal.local.process import Child
from portal.local.screen import say

LONGEST_PAUSE = 30.0
CALM = 60.0


@dataclass
class Care:
    """What we know of one child: since when it runs, and how long to wait before the next try."""

    child: Child
    since: float = field(default_factory=time.monotonic)
    pause: float = 1.0
    again_at: float = 0.0


class Watcher:
    """A child that ends by itself is started again: after 1 s, then 2, 4 … 30 s while it keeps ending at once."""

    def __init__(self, children: list[Child], changed: Callable[[], None]):
        self.cares = [Care(child) for child in children]
        self.changed = changed
        self.told_to_stop = False

    def obey_signals(self) -> None:
        """From now on Ctrl-C, SIGTERM and a closed terminal mean: stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)

    def stop(self, *_: object) -> None:
        """Leave the watch at the next look."""
        self.told_to_stop = True

    def watch(self, seconds: float | None = None) -> None:
        """Look after all children until told to stop, or for so many seconds."""
        deadline = time.monotonic() + seconds if seconds is not None else None
        while not self.told_to_stop and (deadline is None or time.monotonic() < deadline):
            for care in self.cares:
                self.look_at(care, time.monotonic())
            time.sleep(0.1)

    def look_at(self, care: Care, now: float) -> None:
        """One child, one look."""
        if care.child.is_running():
            if now - care.since > CALM:
                care.pause = 1.0
        elif not care.again_at:
            say(f"  {care.child.name} ended ({how_it_ended(care.child)}); starting it again in {care.pause:.0f} s (log: {care.child.log})")
            care.again_at = now + care.pause
        elif now >= care.again_at:
            care.child.start()
            care.since, care.again_at, care.pause = now, 0.0, min(care.pause * 2, LONGEST_PAUSE)
            say(f"  {care.child.name} is started again")
            self.changed()


def how_it_ended(child: Child) -> str:
    """The exit code or the signal, in words."""
    code = child.process.returncode if child.process else None
    return signal.Signals(-code).name if code and code < 0 else f"exit code {code}"
