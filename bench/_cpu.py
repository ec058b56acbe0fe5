"""CPU time of this process and of its PostgreSQL backend: steadier than the clock on a machine that others use too."""

import time
from collections.abc import Callable
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


def interleaved(acts: dict[str, Callable[[], object]], *, rounds: int, warm: int = 3) -> dict[str, float]:
    """The median CPU milliseconds of each act, all taking turns, so that the machine's moods fall on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(rounds + warm):
        for name, act in acts.items():
            spent = cpu_ms(act)
            if number >= warm:
                taken[name].append(spent)
    return {name: median(values) for name, values in taken.items()}
