"""The access log can only grow: the database refuses UPDATE, DELETE and TRUNCATE."""

from django.db import migrations

# TRUNCATE has its own trigger: a test database may switch that one off (ALTER TABLE ... DISABLE TRIGGER), so that it can be emptied.
UP = """
CREATE FUNCTION vault_accessrecord_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'vault_accessrecord is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER vault_accessrecord_append_only BEFORE UPDATE OR DELETE ON vault_accessrecord
    FOR EACH STATEMENT EXECUTE FUNCTION vault_accessrecord_refuse();
CREATE TRIGGER vault_accessrecord_no_truncate BEFORE TRUNCATE ON vault_accessrecord
    FOR EACH STATEMENT EXECUTE FUNCTION vault_accessrecord_refuse();
"""
DOWN = """
DROP TRIGGER vault_accessrecord_no_truncate ON vault_accessrecord;
DROP TRIGGER vault_accessrecord_append_only ON vault_accessrecord;
DROP FUNCTION vault_accessrecord_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
