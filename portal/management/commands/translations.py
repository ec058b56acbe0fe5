"""Bring the catalogues up to date with the sources, or say what is wrong with them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.catalogue.books import PLURALS, message_of, path_of, read, update
from portal.catalogue.faults import faults
from portal.catalogue.places import wanted
from portal.catalogue.source import Unreadable


class Command(BaseCommand):
    help = "Put every text of the sources into locale/{ur,ja}; with --check only name what is missing or wrong (exit 1)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a text is missing or wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                self.check_all()
            else:
                self.update_all()
        except Unreadable as found:
            raise CommandError(f"{found.place}: put the text into the call as one plain string, with named placeholders.") from found

    def update_all(self) -> None:
        """Write both files: new texts without a translation, old ones with theirs."""
        for language in PLURALS:
            path = path_of(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            book = update(language, wanted(language))
            book.save(str(path))
            left = len(book.untranslated_entries())
            self.stdout.write(f"{language}: {len(book.translated_entries())} translated, {left} to translate.")

    def check_all(self) -> None:
        """One line for every fault of both catalogues; CommandError if there is any."""
        found = [line for language in PLURALS for line in problems(language)]
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} faults in the catalogues. `manage.py translations` adds what is missing; then translate it.")
        self.stdout.write("Urdu and Japanese are complete.")


def problems(language: str) -> list[str]:
    """What is missing or wrong in the catalogue of `language`, each with its place."""
    needed = wanted(language)
    entries = {message_of(entry): entry for entry in read(language) if not entry.obsolete}
    found = [(message, "is missing") for message in needed if message not in entries]
    found += [(message, fault) for message, entry in entries.items() for fault in faults(entry, language)]
    return sorted(f"{language}: {min(needed.get(message, {'locale'}))}: “{message.singular[:80]}” {fault}" for message, fault in found)
