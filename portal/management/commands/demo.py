"""manage.py demo: fictional people, companies and jobs; without numbers the standard demo, with numbers as large as you like."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from portal.demo import load, signins
from portal.demo.cast import PLAYERS
from portal.local.screen import Bar, step

DEMO_LOCK = 7_236_656  # any number, always the same
MOST = 9_999_999  # people whom the demo's CNIC and phone numbers can tell apart


class Command(BaseCommand):
    help = "Makes the standard demo, or fills the database up to the numbers given. Refuses a database that holds people who are not demo."

    def add_arguments(self, parser: CommandParser) -> None:
        for name, standard in zip(("candidates", "vacancies", "applications"), load.STANDARD, strict=True):
            parser.add_argument(f"--{name}", type=int, default=None, help=f"this many in all (standard: {standard})")

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        wanted = [options[name] for name in ("candidates", "vacancies", "applications")]
        if any(number is not None and not 0 <= number <= MOST for number in wanted):
            raise CommandError(f"Each number must lie between 0 and {MOST}.")
        with one_at_a_time():
            if found := load.people_who_are_not_demo():
                raise CommandError(f"This database holds {found} people who are not demo people: the demo is not put beside them.")
            self.say = self.stdout.write if verbosity else lambda text: None
            self.is_quiet = not verbosity
            people = self.standard()
            if any(number is not None for number in wanted):
                self.fill([number or standard for number, standard in zip(wanted, load.STANDARD, strict=True)])
            self.tell(people)

    def standard(self) -> list[dict]:
        """The standard demo and its sign-ins, made if they are not there."""
        if load.is_there():
            self.say("The standard demo is there already: nothing added.")
            return signins.remembered() or self.new_signins()
        password = signins.new_password()
        with self.shown("Making demo people and jobs", 12) as bar, transaction.atomic():
            stage = load.open_stage(make_password(password), timezone.now())
            added = load.make(stage, **dict(zip(("candidates", "vacancies", "applications"), load.STANDARD, strict=True)), tell=bar.at)
            people = signins.write_down(password)
        self.say(sentence(added))
        return people

    def new_signins(self) -> list[dict]:
        """The file with the sign-ins is gone: the cast gets a new password and new tokens."""
        password = signins.new_password()
        User.objects.filter(email__in=[player.email for player in PLAYERS]).update(password=make_password(password))
        self.say("The sign-ins were not found: they have a new password.")
        return signins.write_down(password)

    def fill(self, wanted: list[int]) -> None:
        """Up to the numbers wanted; what is there already counts."""
        have = load.counts()
        candidates, vacancies, applications = wanted
        if applications > have["applications"] and candidates <= have["candidates"]:
            raise CommandError(f"Applications are added with new candidates: ask for more than {have['candidates']} candidates.")
        password = User.objects.filter(is_demo=True).earliest("pk").password
        stage = load.open_stage(password, timezone.now())
        with self.shown("Filling the database", candidates / 1000) as bar:
            added = load.make(stage, candidates=candidates, vacancies=vacancies, applications=applications, tell=bar.at)
        self.say(sentence(added))

    def shown(self, text: str, usual: float):
        """A step with its bar; nothing where the caller shows one already."""
        return nullcontext(Bar(usual)) if self.is_quiet else step(text, usual=usual)

    def tell(self, people: list[dict]) -> None:
        """Who can sign in, and with what."""
        for one in people:
            self.say(f"  {one['role']:<15} {one['email']:<32} {one['party']}")
        self.say(f"Password for all of them: {people[0]['password']}   (also in {signins.path()})")


def sentence(added: dict[str, int]) -> str:
    """What was added, in one line."""
    return "Added " + ", ".join(f"{number:,} {name}" for name, number in added.items()) + "."


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two demos at once take turns; the lock is given back when the session ends, whatever happens."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [DEMO_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [DEMO_LOCK])
