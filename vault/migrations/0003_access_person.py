"""Whom each look was about, so that a person finds all of them in one query. Old rows are filled once, with the guard asleep."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A look at a file was about its owner, a look at a profile about its user; the table of profiles stands on a higher floor and may not exist.
FILL = """
ALTER TABLE vault_accessrecord DISABLE TRIGGER vault_accessrecord_append_only;
UPDATE vault_accessrecord r SET person_id = f.owner_id FROM vault_storedfile f
 WHERE r.subject_type = 'vault.storedfile' AND r.subject_id = f.public_id;
DO $$ BEGIN
    IF to_regclass('candidates_profile') IS NOT NULL THEN
        UPDATE vault_accessrecord r SET person_id = p.user_id FROM candidates_profile p
         WHERE r.subject_type = 'candidates.profile' AND r.subject_id = p.public_id;
    END IF;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE vault_accessrecord ENABLE TRIGGER vault_accessrecord_append_only;
"""


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_access_append_only"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.AddField(
            model_name="accessrecord",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="about whom",
            ),
        ),
        migrations.AddIndex(model_name="accessrecord", index=models.Index(fields=["person", "at"], name="accessrecord_person")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True),
    ]
