"""Vacancies without owner or day, of which there must be none, are looked for along an index that is empty."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("jobs", "0008_only_open_jobs_are_searched")]
    operations = [
        migrations.AddIndex(
            model_name="vacancy",
            index=models.Index(
                condition=Q(state__in=["draft", "submitted", "vetted", "returned"]) & (Q(owner="") | Q(due_on=None)),
                fields=["id"],
                name="vacancy_lost",
            ),
        ),
    ]
