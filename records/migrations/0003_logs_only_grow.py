"""The history of fields, the seals, visits and inquiries only grow. The values of a change may be blanked when a person is erased."""

from django.db import migrations

GROW_ONLY = ("records_seal", "records_visit", "records_inquiry")
FORWARD = """
CREATE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION records_fieldchange_blank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.old IS NULL AND NEW.new IS NULL
           AND to_jsonb(OLD) - 'old' - 'new' - 'salt' = to_jsonb(NEW) - 'old' - 'new' - 'salt' THEN
            NEW.salt := '';
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'records_fieldchange is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER records_fieldchange_kept BEFORE UPDATE OR DELETE ON records_fieldchange
    FOR EACH ROW EXECUTE FUNCTION records_fieldchange_blank();
CREATE TRIGGER records_fieldchange_kept_all BEFORE TRUNCATE ON records_fieldchange
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse();
"""
BACKWARD = """
DROP TRIGGER records_fieldchange_kept_all ON records_fieldchange;
DROP TRIGGER records_fieldchange_kept ON records_fieldchange;
DROP FUNCTION records_fieldchange_blank();
DROP FUNCTION records_refuse();
"""


def grow_only(table: str) -> migrations.RunSQL:
    keep = f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION records_refuse();"
    keep_all = f"CREATE TRIGGER {table}_kept_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION records_refuse();"
    return migrations.RunSQL(keep + keep_all, f"DROP TRIGGER {table}_kept_all ON {table}; DROP TRIGGER {table}_kept ON {table};")


class Migration(migrations.Migration):
    dependencies = [("records", "0002_fields_have_a_history")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD), *(grow_only(table) for table in GROW_ONLY)]
