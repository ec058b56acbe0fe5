"""manage.py create_operator: the first administrator. Prints a link that works once, for 72 hours; there is no default password."""

import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from accounts import invitations
from accounts.contact import read_email
from accounts.journal import journal
from accounts.models import User
from accounts.roles import Role


class Command(BaseCommand):
    help = "Makes an operator: prints a one-time link, or reads the password from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password (one line) from standard input instead of printing a link"
        )

    def handle(self, *args: object, email: str, name: str, password_stdin: bool, **options: object) -> None:
        contact = read_email(email)
        if contact is None:
            raise CommandError(f"This is not an e-mail address: {email}")
        if User.objects.filter(email=contact.value).exists():
            raise CommandError("There is already an account with this e-mail.")
        if password_stdin:
            self.stdout.write(f"Operator made: {make(contact.value, name, sys.stdin.readline().rstrip(chr(10)))}")
            return
        link = invitations.make(email=contact.value, name=name, role=Role.OPERATOR, by=None)
        self.stdout.write(f"Open this link once, within 72 hours, to set the password:\n{link}")


def make(email: str, name: str, password: str) -> str:
    """The new operator's public id; refuses weak passwords."""
    user = User(role=Role.OPERATOR, email=email, full_name=name)
    try:
        validate_password(password, user)
        user.set_password(password)
        user.save()
    except ValidationError as refusal:
        raise CommandError(" ".join(refusal.messages))
    except IntegrityError:
        raise CommandError("There is already an account with this e-mail.")
    journal(user, "sign_up", by=None)
    return str(user.public_id)
