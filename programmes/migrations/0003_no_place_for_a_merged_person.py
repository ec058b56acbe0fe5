"""The database refuses a new place for a person whose account was merged into another, also when both happen at the same moment."""

from django.db import migrations

GUARD = """
CREATE FUNCTION programmes_member_person_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE merged bigint;
BEGIN
    -- the lock waits for a merge that is going on, and the row is read as it left it
    SELECT u.merged_into_id INTO merged FROM accounts_user u JOIN candidates_profile p ON p.user_id = u.id WHERE p.id = NEW.profile_id FOR SHARE OF u;
    IF merged IS NOT NULL THEN
        RAISE EXCEPTION 'member_not_for_a_merged_person' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER member_not_for_a_merged_person AFTER INSERT OR UPDATE OF profile_id ON programmes_member
    FOR EACH ROW EXECUTE FUNCTION programmes_member_person_stands();
"""
OFF = "DROP TRIGGER member_not_for_a_merged_person ON programmes_member; DROP FUNCTION programmes_member_person_stands();"


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_programmes_groups_members_tests"), ("accounts", "0005_merged_accounts")]
    operations = [migrations.RunSQL(GUARD, OFF)]
