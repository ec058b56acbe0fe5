"""An application carries the district of its person, written by the database, so that the queue of one district is read along an index."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

CARRIED = """
CREATE FUNCTION applications_district_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT district_id INTO NEW.district_id FROM candidates_profile WHERE id = NEW.candidate_id;
    RETURN NEW;
END $$;
CREATE TRIGGER application_carries_district BEFORE INSERT OR UPDATE OF candidate_id, district_id ON applications_application
    FOR EACH ROW EXECUTE FUNCTION applications_district_of_person();
CREATE FUNCTION applications_person_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE applications_application SET district_id = NEW.district_id WHERE candidate_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER person_moves_district_of_applications AFTER UPDATE OF district_id ON candidates_profile
    FOR EACH ROW WHEN (OLD.district_id IS DISTINCT FROM NEW.district_id) EXECUTE FUNCTION applications_person_moves();
UPDATE applications_application a SET district_id = p.district_id FROM candidates_profile p WHERE p.id = a.candidate_id AND p.district_id IS NOT NULL;
"""
OFF = """
DROP TRIGGER person_moves_district_of_applications ON candidates_profile; DROP FUNCTION applications_person_moves();
DROP TRIGGER application_carries_district ON applications_application; DROP FUNCTION applications_district_of_person();
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0014_offers_to_look_at"), ("candidates", "0008_queue_of_a_district")]
    operations = [
        migrations.AddField(
            model_name="application",
            name="district",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="candidates.district",
            ),
        ),
        migrations.RunSQL(CARRIED, OFF),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=~Q(owner=""), fields=["owner", "district", "due_on", "waiting_since", "id"], name="application_queue_district"
            ),
        ),
    ]
