"""Compute the seals of the logs again; exit 1 and name the first row of each log that is not as it was sealed."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.checking import first_fault
from records.logs import LOGS
from records.models import Seal
from records.seals import head_lines

EVERY = 100


class Command(BaseCommand):
    help = "Compute the seals of the logs again; exit 1 and name the first row of each log that is not as it was sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--log", choices=sorted(LOGS), help="this log only")
        parser.add_argument("--heads", action="store_true", help="print the newest seal of each log, to be kept elsewhere, and stop")
        parser.add_argument("--against", type=Path, help="a file with heads that was kept elsewhere: they must still be in the chain")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["heads"]:
            self.stdout.write("\n".join(head_lines()))
            return
        kept = kept_in(options["against"]) if options["against"] else {}
        names = [options["log"]] if options["log"] else list(LOGS)
        faults = [fault for name in names if (fault := first_fault(LOGS[name], known=kept.get(name), progress=self.progress))]
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            sys.exit(1)
        self.stdout.write("\n".join(["Every seal holds.", *head_lines()]))

    def progress(self, made: Seal) -> None:
        if made.number % EVERY == 0:
            self.stdout.write(f"{made.log}: {made.number} seals, row {made.to_id}")


def kept_in(path: Path) -> dict[str, dict[int, str]]:
    """Log -> number -> digest, from the lines that `--heads` prints; CommandError for anything else."""
    found: dict[str, dict[int, str]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        words = line.split()
        if not words:
            continue
        if len(words) != 5 or words[0] not in LOGS or not words[1].isdigit():
            raise CommandError(f"{path}: not a line of heads: {line[:80]}")
        found.setdefault(words[0], {})[int(words[1])] = words[4]
    return found
