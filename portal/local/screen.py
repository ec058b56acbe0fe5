"""What the person at the terminal sees: a line a step, and a bar for anything that takes over two seconds."""

import math
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

BAR_AFTER = 2.0
WIDTH = 24


class Bar:
    """How far a step is: counted where somebody counts, else guessed from the time it usually takes."""

    def __init__(self, usual: float):
        self.began, self.usual, self.counted = time.monotonic(), usual, None

    def at(self, done: int, total: int) -> None:
        """Tell the real count."""
        self.counted = done / total if total else 1.0

    def seconds(self) -> float:
        """How long it has been going."""
        return time.monotonic() - self.began

    def drawn(self) -> str:
        """The bar as text; a guess never claims to be done."""
        share = self.counted if self.counted is not None else 0.98 * (1 - math.exp(-1.5 * self.seconds() / self.usual))
        full = int(WIDTH * min(share, 1.0))
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {100 * min(share, 1.0):3.0f} % {self.seconds():3.0f} s"


def say(text: str) -> None:
    """One line, at once."""
    print(text, flush=True)


@contextmanager
def step(text: str, usual: float = 3) -> Iterator[Bar]:
    """Say what is being done while it is done; `usual` is its ordinary length in seconds."""
    bar, over = Bar(usual), threading.Event()
    terminal = sys.stdout.isatty()
    print(f"  {text}", end="" if terminal else "\n", flush=True)
    drawer = threading.Thread(target=draw, args=(text, bar, over, terminal), daemon=True)
    drawer.start()
    try:
        yield bar
        bar.counted = 1.0
    finally:
        over.set()
        drawer.join()
        if terminal:
            print(f"\r  {text} {bar.drawn() if bar.seconds() > BAR_AFTER else ''}\033[K", flush=True)
        elif bar.seconds() > BAR_AFTER:
            print(f"    {bar.drawn()}", flush=True)


def draw(text: str, bar: Bar, over: threading.Event, terminal: bool) -> None:
    """Redraw the bar until the step is over: in place on a terminal, a new line now and then elsewhere."""
    pause = BAR_AFTER
    while not over.wait(pause):
        print(f"\r  {text} {bar.drawn()}\033[K" if terminal else f"    {bar.drawn()}", end="" if terminal else "\n", flush=True)
        pause = 0.3 if terminal else 5
