"""A document carries the district of its person, written by the database, so that the queue of one district is read along an index."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

CARRIED = """
CREATE FUNCTION candidates_district_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT district_id INTO NEW.district_id FROM candidates_profile WHERE id = NEW.profile_id;
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_carries_district BEFORE INSERT OR UPDATE OF profile_id, district_id ON candidates_evidence
    FOR EACH ROW EXECUTE FUNCTION candidates_district_of_person();
CREATE FUNCTION candidates_person_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE candidates_evidence SET district_id = NEW.district_id WHERE profile_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER person_moves_district_of_candidates AFTER UPDATE OF district_id ON candidates_profile
    FOR EACH ROW WHEN (OLD.district_id IS DISTINCT FROM NEW.district_id) EXECUTE FUNCTION candidates_person_moves();
UPDATE candidates_evidence a SET district_id = p.district_id FROM candidates_profile p WHERE p.id = a.profile_id AND p.district_id IS NOT NULL;
"""
OFF = """
DROP TRIGGER person_moves_district_of_candidates ON candidates_profile; DROP FUNCTION candidates_person_moves();
DROP TRIGGER evidence_carries_district ON candidates_evidence; DROP FUNCTION candidates_district_of_person();
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0007_link_to_the_check")]
    operations = [
        migrations.AddField(
            model_name="evidence",
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
            model_name="evidence",
            index=models.Index(
                condition=~Q(owner=""), fields=["owner", "district", "due_on", "waiting_since", "id"], name="evidence_queue_district"
            ),
        ),
    ]
