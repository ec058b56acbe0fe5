"""The journal's facts cannot be changed or deleted; only `planned_at` moves, once."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION workflow_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.planned_at IS NULL
       AND to_jsonb(OLD) - 'planned_at' = to_jsonb(NEW) - 'planned_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the journal is append-only: % of workflow_entry is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER workflow_entry_keep BEFORE UPDATE OR DELETE ON workflow_entry FOR EACH ROW EXECUTE FUNCTION workflow_entry_is_append_only();
CREATE TRIGGER workflow_entry_keep_all BEFORE TRUNCATE ON workflow_entry FOR EACH STATEMENT
EXECUTE FUNCTION workflow_entry_is_append_only();
"""
BACKWARD = """
DROP TRIGGER workflow_entry_keep_all ON workflow_entry;
DROP TRIGGER workflow_entry_keep ON workflow_entry;
DROP FUNCTION workflow_entry_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
