"""Give a person a key of the API. It is printed once and kept nowhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from api.keys import SCOPES, issue
from api.models import ApiKey


class Command(BaseCommand):
    help = "Make a key of the API for a person; it is shown once and works for 90 days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's e-mail, as in the account")
        parser.add_argument("name", help='what the key is for, for example "payroll export"')
        parser.add_argument("--read-only", action="store_true", help="the key may look, but take no step")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = User.objects.filter(email=options["email"].lower(), is_active=True).first()
        if owner is None:
            raise CommandError("No active account has this e-mail.")
        scopes = (ApiKey.Scope.READ,) if options["read_only"] else SCOPES
        self.stdout.write(issue(owner, options["name"], scopes=scopes))
