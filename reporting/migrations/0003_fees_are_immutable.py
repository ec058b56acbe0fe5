"""What was entered stays as it was: the database refuses to change, delete or empty the book of fees."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION reporting_fee_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'reporting_fee is immutable' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER fee_immutable_rows BEFORE UPDATE OR DELETE ON reporting_fee
    FOR EACH ROW EXECUTE FUNCTION reporting_fee_refuse();
CREATE TRIGGER fee_immutable_table BEFORE TRUNCATE ON reporting_fee
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_fee_refuse();
"""
BACKWARD = """
DROP TRIGGER fee_immutable_rows ON reporting_fee;
DROP TRIGGER fee_immutable_table ON reporting_fee;
DROP FUNCTION reporting_fee_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_fees_and_years")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
