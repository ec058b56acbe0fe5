"""manage.py reset_second_factor EMAIL: the way back for somebody who lost phone, passkeys and recovery codes."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import people
from accounts.contact import read
from accounts.models import User


class Command(BaseCommand):
    help = "Removes the second factor of a person (check who it is first), signs them out everywhere, journals it and tells them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: object, email: str, **options: object) -> None:
        contact = read(email)
        user = User.objects.filter(email=contact.value).first() if contact else None
        if user is None:
            raise CommandError("There is no account with this e-mail.")
        gone = people.reset_second_factor(user, by=None)
        self.stdout.write(f"Done: {gone} removed for {user.public_id}. The person is told and must set up a new one at the next sign-in.")
