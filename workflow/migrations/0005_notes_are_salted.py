"""The words of a note may be blanked and nothing else; a salted digest of them stays, so that the seals hold after an erasure."""

from django.db import migrations, models

TABLES = ("workflow_note", "workflow_casenote")
FILL = """
UPDATE {0} SET salt = uuid_send(gen_random_uuid());
UPDATE {0} SET digest = sha256(salt || convert_to(text, 'UTF8'));
UPDATE {0} SET salt = '' WHERE text = '';
"""
FUNCTION = """
CREATE FUNCTION workflow_words_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.salt := uuid_send(gen_random_uuid());
        NEW.digest := sha256(NEW.salt || convert_to(NEW.text, 'UTF8'));
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.text = '' AND to_jsonb(OLD) - 'text' - 'salt' = to_jsonb(NEW) - 'text' - 'salt' THEN
            NEW.salt := '';
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a note is blanked or stays: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
FORWARD = """
CREATE TRIGGER {0}_kept BEFORE INSERT OR UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION workflow_words_keep();
CREATE TRIGGER {0}_kept_all BEFORE TRUNCATE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION workflow_words_keep();
"""
BACKWARD = "DROP TRIGGER {0}_kept_all ON {0}; DROP TRIGGER {0}_kept ON {0};"


class Migration(migrations.Migration):
    dependencies = [("workflow", "0004_reminders")]
    operations = [
        *(
            migrations.AddField(model, name, models.BinaryField(default=b"", editable=False))
            for model in ("note", "casenote")
            for name in ("salt", "digest")
        ),
        *(migrations.RunSQL(FILL.format(table), migrations.RunSQL.noop, elidable=True) for table in TABLES),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION workflow_words_keep();"),
        *(migrations.RunSQL(FORWARD.format(table), BACKWARD.format(table)) for table in TABLES),
    ]
