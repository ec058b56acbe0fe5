"""How names sound, for the search by officers; computed once for the people who are there."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import candidates.models.profile
from candidates.names import name_keys

BATCH = 1000


def compute(apps, schema_editor):
    profiles, batch = apps.get_model("candidates", "Profile").objects, []
    for row in profiles.only("full_name", "passport_name").order_by("pk").iterator(chunk_size=BATCH):
        row.name_keys = name_keys(row.full_name, row.passport_name)
        batch.append(row)
        if len(batch) == BATCH:
            profiles.bulk_update(batch, ["name_keys"])
            batch = []
    profiles.bulk_update(batch, ["name_keys"])


class Migration(migrations.Migration):
    dependencies = [("candidates", "0002_skills_links_points")]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="name_keys",
            field=candidates.models.profile.NameKeysField(
                base_field=models.CharField(max_length=16), blank=True, default=list, editable=False, size=None
            ),
        ),
        migrations.RunPython(compute, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="profile",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["name_keys"], name="profile_name_keys"),
        ),
    ]
