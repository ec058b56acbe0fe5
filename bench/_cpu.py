"""CPU time of this process and of its PostgreSQL backend: steadier than the clock on a machine that others use too."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection


def backend_ns() -> int:
    """Nanoseconds that our PostgreSQL backend has computed; 0 where it cannot be read (another machine, another system)."""
    connection.ensure_connection()
    path = Path(f"/proc/{connection.connection.get_backend_pid()}/schedstat")
    try:
        return int(path.read_text().split()[0])
    except OSError:
        return 0


def cpu_ms(act: Callable[[], object]) -> float:
    """Milliseconds of CPU, ours and the database's, that one call took."""
    backend, own = backend_ns(), time.process_time_ns()
    act()
    return (time.process_time_ns() - own + backend_ns() - backend) / 1e6


def reference_ms() -> float:
    """CPU milliseconds of a fixed loop: it slows down as all does when neighbours fill the caches and the twin core."""
    began = time.process_time_ns()
    sum(number * number for number in range(20_000))
    return (time.process_time_ns() - began) / 1e6


@dataclass(frozen=True)
class Spent:
    """CPU milliseconds of one act: the median as it was, and the median as on a quiet machine."""

    raw: float
    quiet: float


def interleaved(acts: dict[str, Callable[[], object]], *, rounds: int, warm: int = 3) -> dict[str, Spent]:
    """What each act costs, all taking turns, each beside the reference loop, so that the machine's moods fall out."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in acts}
    for number in range(rounds + warm):
        for name, act in acts.items():
            loop = reference_ms()
            spent = cpu_ms(act)
            if number >= warm:
                taken[name].append((spent, (loop + reference_ms()) / 2))
    quiet = percentile_of([loop for pairs in taken.values() for _spent, loop in pairs], 5)
    return {name: Spent(median(s for s, _ in pairs), median(s / loop for s, loop in pairs) * quiet) for name, pairs in taken.items()}


def percentile_of(values: list[float], percent: int) -> float:
    """The value that `percent` of the values do not pass."""
    return sorted(values)[len(values) * percent // 100]
