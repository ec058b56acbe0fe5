"""manage.py prepare: everything the portal needs before its processes start. Safe to run again and side by side."""

import hashlib
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import OperationalError

from portal.local.screen import Bar, step
from workflow.tasks import heartbeat

PREPARE_LOCK = 7_236_655  # any number, always the same


class Command(BaseCommand):
    help = "Migrates, compiles messages, collects static files, loads reference data and, once in the local demo, demo people."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="no demo people, also in the local demo")

    def handle(self, *args: object, no_demo: bool, **options: object) -> None:
        with one_at_a_time():
            migrate()
            quietly("Compiling words", "compile_messages", usual=2)
            collect_static()
            quietly("Loading reference data", "load_reference", usual=4)
            if settings.DEMO:
                quietly("Making the keys of the local demo", "make_keys", usual=1)
            if settings.DEMO and not no_demo and not (settings.LOCAL_DIR / "demo.json").exists():
                quietly("Making demo people and jobs (first time)", "demo", usual=15)
        with suppress(OperationalError):  # the broker is away for a moment: beat asks again every 15 s
            heartbeat.apply_async(retry=False)  # the first sign of life waits for the worker, so the health page need not wait for beat


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the database's own lock: two hosts that prepare at once take turns."""
    holder = connection.copy()
    with holder.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARE_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARE_LOCK])
    holder.close()


def migrate() -> None:
    """Bring the database to this release, counting the migrations."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with step(f"Migrating the database ({len(plan)} to apply)", usual=8) as bar:
        if plan:
            call_command("migrate", interactive=False, stdout=Counted(bar, len(plan)))
        call_command("createcachetable", verbosity=0)


def collect_static() -> None:
    """Collect and compress static files, unless the very same ones were collected before: compressing takes seconds."""
    kept, now = Path(settings.STATIC_ROOT) / "collected", fingerprint()
    if not (kept.exists() and kept.read_text() == now):
        quietly("Collecting static files", "collectstatic", usual=8, interactive=False)
        kept.write_text(now)


def fingerprint() -> str:
    """What tells these static files from others: names, sizes and times."""
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    facts = sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


class Counted:
    """Reads what `migrate` says and moves the bar."""

    def __init__(self, bar: Bar, total: int):
        self.bar, self.done, self.total = bar, 0, total

    def write(self, text: str) -> int:
        """Count the migrations that are applied."""
        self.done += len(re.findall(r"\bOK\b", text))
        self.bar.at(self.done, self.total)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


def quietly(text: str, command: str, *, usual: float, **options: object) -> None:
    """One command as one step; what it says is shown only if it fails."""
    said = io.StringIO()
    try:
        with step(text, usual=usual):
            call_command(command, verbosity=0, stdout=said, **options)
    except Exception:
        sys.stderr.write(said.getvalue())
        raise
