"""Door and shortened network of every step, written by the database itself from what the connection was told (workflow/origin.py)."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION workflow_origin_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told text[] := string_to_array(coalesce(current_setting('safeer.origin', true), ''), '|');
    salt bytea := uuid_send(gen_random_uuid());
    network text := left(coalesce(told[3], ''), 43);
BEGIN
    INSERT INTO workflow_origin (entry_id, door, network, salt, digest)
        VALUES (NEW.id, left(coalesce(told[2], ''), 8), network, salt, sha256(salt || convert_to(network, 'UTF8')));
    RETURN NULL;
END $$;
CREATE TRIGGER workflow_entry_origin AFTER INSERT ON workflow_entry FOR EACH ROW EXECUTE FUNCTION workflow_origin_write();
CREATE FUNCTION workflow_origin_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.network = '' AND NEW.entry_id = OLD.entry_id AND NEW.door = OLD.door AND NEW.digest = OLD.digest THEN
            NEW.salt := '';
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'where a step came from stays: % of workflow_origin is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER workflow_origin_kept BEFORE UPDATE OR DELETE ON workflow_origin FOR EACH ROW EXECUTE FUNCTION workflow_origin_keep();
CREATE TRIGGER workflow_origin_kept_all BEFORE TRUNCATE ON workflow_origin FOR EACH STATEMENT EXECUTE FUNCTION workflow_origin_keep();
"""
BACKWARD = """
DROP TRIGGER workflow_origin_kept_all ON workflow_origin;
DROP TRIGGER workflow_origin_kept ON workflow_origin;
DROP FUNCTION workflow_origin_keep();
DROP TRIGGER workflow_entry_origin ON workflow_entry;
DROP FUNCTION workflow_origin_write();
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0005_notes_are_salted")]
    operations = [
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="origin",
                        serialize=False,
                        to="workflow.entry",
                    ),
                ),
                ("door", models.CharField(blank=True, max_length=8)),
                ("network", models.CharField(blank=True, max_length=43)),
                ("salt", models.BinaryField(default=b"", editable=False)),
                ("digest", models.BinaryField(default=b"", editable=False)),
            ],
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
