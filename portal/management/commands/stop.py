"""manage.py stop: end what `up` left, if anything."""

from django.core.management.base import BaseCommand

from portal.local.lock import stop_running
from portal.local.places import local_dir


class Command(BaseCommand):
    help = "Stops the portal that runs in this folder, and anything a killed run left behind."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write("Stopped." if stop_running(local_dir()) else "Nothing was running.")
