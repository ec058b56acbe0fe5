from django.db import migrations

# A snapshot never changes, but a person may end the account: then its content becomes an emptied frame that says so, and nothing else.
FORWARD = """
CREATE OR REPLACE FUNCTION applications_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(OLD) - 'content' = to_jsonb(NEW) - 'content'
           AND NEW.content @> '{"erased": true, "educations": [], "experiences": [], "tests": [], "evidence": []}'
           AND jsonb_array_length(NEW.content -> 'educations') = 0 AND jsonb_array_length(NEW.content -> 'experiences') = 0
           AND jsonb_array_length(NEW.content -> 'tests') = 0 AND jsonb_array_length(NEW.content -> 'evidence') = 0
           AND NEW.content -> 'answers' = '{}' AND NEW.content -> 'profile' ->> 'about' = '' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'applications_snapshot is immutable' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION applications_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'applications_snapshot is immutable' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_answers")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
