"""The database refuses a new row for a person whose account was merged into another, also when both happen at the same moment."""

from django.db import migrations

GUARD = """
CREATE FUNCTION applications_application_person_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE merged bigint;
BEGIN
    -- the lock waits for a merge that is going on, and the row is read as it left it
    SELECT u.merged_into_id INTO merged FROM accounts_user u JOIN candidates_profile p ON p.user_id = u.id WHERE p.id = NEW.candidate_id FOR SHARE OF u;
    IF merged IS NOT NULL THEN
        RAISE EXCEPTION 'application_not_for_a_merged_person' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER application_not_for_a_merged_person AFTER INSERT OR UPDATE OF candidate_id ON applications_application
    FOR EACH ROW EXECUTE FUNCTION applications_application_person_stands();
"""
OFF = "DROP TRIGGER application_not_for_a_merged_person ON applications_application; DROP FUNCTION applications_application_person_stands();"


class Migration(migrations.Migration):
    dependencies = [("applications", "0011_lost_applications"), ("accounts", "0005_merged_accounts")]
    operations = [migrations.RunSQL(GUARD, OFF)]
