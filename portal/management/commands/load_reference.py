"""manage.py load_reference: the dated facts that the house ships. Run it again after each release: it changes nothing twice."""

from django.core.management.base import BaseCommand
from django.db import transaction

from candidates import reference_data as candidates
from jobs import reference_data as jobs
from programmes import reference_data as programmes
from support import guides as support
from workflow import reference as workflow


class Command(BaseCommand):
    help = "Loads prefectures, minimum wages, SSW fields, districts, holidays and time limits; safe to run again."

    @transaction.atomic
    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        counts = workflow.load() | jobs.load() | candidates.load() | programmes.load() | support.load()
        if verbosity:
            for name, count in counts.items():
                self.stdout.write(f"{count:5} {name}")
