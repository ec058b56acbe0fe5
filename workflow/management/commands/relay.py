"""manage.py relay: its own watched process; two copies do no harm."""

import signal

from django.core.management.base import BaseCommand

from workflow.relay import run


class Command(BaseCommand):
    help = "Turns journal entries into work and hands due work to the workers until it is stopped."

    def handle(self, *args: object, **options: object) -> None:
        stopped: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda signum, frame: stopped.append(signum))
        run(lambda: bool(stopped))
