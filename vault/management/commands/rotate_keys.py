"""manage.py rotate_keys: everything sealed again with the newest keys."""

from django.core.management.base import BaseCommand

from vault import rotation


class Command(BaseCommand):
    help = "Seals all values again with the newest key of each kind (see make_keys --new). Stop it and start it again as you like."

    def add_arguments(self, parser):
        parser.add_argument("--slice", type=int, default=500, help="rows in one transaction")

    def handle(self, *, slice, **options):
        for work, columns in ((rotation.reseal, rotation.sealed_columns()), (rotation.reindex, rotation.blind_columns())):
            for model, field in columns:
                done = sum(work(model, field, slice_size=slice))
                self.stdout.write(f"{model._meta.label}.{field.name}: {done} rows")
