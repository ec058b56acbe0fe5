"""What was submitted stays as it was: the database refuses to change, delete or empty snapshots."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION applications_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'applications_snapshot is immutable' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER snapshot_immutable_rows BEFORE UPDATE OR DELETE ON applications_snapshot
    FOR EACH ROW EXECUTE FUNCTION applications_snapshot_refuse();
CREATE TRIGGER snapshot_immutable_table BEFORE TRUNCATE ON applications_snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION applications_snapshot_refuse();
"""
BACKWARD = """
DROP TRIGGER snapshot_immutable_rows ON applications_snapshot;
DROP TRIGGER snapshot_immutable_table ON applications_snapshot;
DROP FUNCTION applications_snapshot_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
