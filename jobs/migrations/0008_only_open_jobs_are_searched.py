"""The words of open jobs have an index of their own, without the list of what was not yet sorted in."""

import django.contrib.postgres.indexes
from django.db import migrations
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_squashed")]
    operations = [
        migrations.RemoveIndex(model_name="vacancy", name="vacancy_search"),
        migrations.AddIndex(
            model_name="vacancy",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=Q(state="published"), fastupdate=False, fields=["search"], name="vacancy_open_search"
            ),
        ),
    ]
