"""manage.py make_keys: the key files that the vault needs."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from vault import crypto
from vault.keys import keyring


class Command(BaseCommand):
    help = (
        "Makes the missing key files in KEYS_DIR (0600). Never overwrites one. Keep a copy in another place: without them the data is lost."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--new", choices=crypto.KINDS, action="append", default=[], help="also make the next key of this kind, for rotate_keys"
        )

    def handle(self, *, new, **options):
        folder = Path(settings.KEYS_DIR)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for kind in crypto.KINDS:
            ids = keyring().ids(kind)
            if kind in new or not ids:
                try:
                    path = crypto.write_key(folder, kind, (ids or [0])[-1] + 1)
                except FileExistsError:
                    continue  # another process made it a moment ago
                self.stdout.write(f"made {path}")
            else:
                self.stdout.write(f"kept {kind}-{ids[-1]}.key")
