"""An application carries the field of its vacancy, written by the database, so that the queue of one field is read along an index."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

CARRIED = """
CREATE FUNCTION applications_field_of_vacancy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT field_id INTO NEW.field_id FROM jobs_vacancy WHERE id = NEW.vacancy_id;
    RETURN NEW;
END $$;
CREATE TRIGGER application_carries_field BEFORE INSERT OR UPDATE OF vacancy_id, field_id ON applications_application
    FOR EACH ROW EXECUTE FUNCTION applications_field_of_vacancy();
CREATE FUNCTION applications_field_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE applications_application SET field_id = NEW.field_id WHERE vacancy_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER vacancy_moves_field_of_applications AFTER UPDATE OF field_id ON jobs_vacancy
    FOR EACH ROW WHEN (OLD.field_id IS DISTINCT FROM NEW.field_id) EXECUTE FUNCTION applications_field_moves();
UPDATE applications_application a SET field_id = v.field_id FROM jobs_vacancy v WHERE v.id = a.vacancy_id AND v.field_id IS NOT NULL;
"""
OFF = """
DROP TRIGGER vacancy_moves_field_of_applications ON jobs_vacancy; DROP FUNCTION applications_field_moves();
DROP TRIGGER application_carries_field ON applications_application; DROP FUNCTION applications_field_of_vacancy();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0012_nothing_for_a_merged_person"),
        ("jobs", "0008_only_open_jobs_are_searched"),
    ]
    operations = [
        migrations.AddField(
            model_name="application",
            name="field",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.sswfield",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=~Q(owner=""), fields=["owner", "field", "due_on", "waiting_since", "id"], name="application_queue_field"
            ),
        ),
        migrations.RunSQL(CARRIED, OFF),
    ]
