"""manage.py up: the whole portal on this machine, from nothing, until Ctrl-C."""

import os
import signal
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from portal.local.launch import end_with_parent
from portal.local.portal_run import PortalRun
from portal.local.process import Trouble

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104


class Command(BaseCommand):
    help = "Starts servers, web, relay, worker and beat, watches them, and stops them all on Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--tied", action="store_true", help="stop when the process that started this one ends (make does so)")

    def handle(self, *args: object, host: str, port: int, tied: bool, **options: object) -> None:
        if tied:
            end_with_parent(os.getppid(), signal.SIGTERM)
        run = PortalRun(host, port)
        if settings.DEMO:  # the address is ours to choose, so links and allowed hosts follow it
            os.environ.setdefault("SITE_URL", run.url.rstrip("/"))
            os.environ.setdefault("ALLOWED_HOSTS", "*" if host in EVERYWHERE else f"127.0.0.1,localhost,[::1],{run.shown}")
        try:
            run.run()
        except Trouble as trouble:
            self.stderr.write(str(trouble))
            sys.exit(1)
