"""Everything of programmes as one step: tables and what the database itself guards."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A number stays as it was entered; the account of who entered it may end, and nothing else changes.
FORWARD = """
CREATE FUNCTION programmes_fieldquota_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(OLD) - 'entered_by_id' = to_jsonb(NEW) - 'entered_by_id' AND NEW.entered_by_id IS NULL THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'programmes_fieldquota is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER fieldquota_append_only BEFORE UPDATE OR DELETE ON programmes_fieldquota
    FOR EACH ROW EXECUTE FUNCTION programmes_fieldquota_refuse();
"""
BACKWARD = """
DROP TRIGGER fieldquota_append_only ON programmes_fieldquota;
DROP FUNCTION programmes_fieldquota_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("programmes", "0001_initial"),
    ]

    dependencies = [
        ("jobs", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldUse",
            fields=[
                (
                    "field",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="use",
                        serialize=False,
                        to="jobs.sswfield",
                    ),
                ),
                ("accepted", models.PositiveIntegerField()),
                ("departed", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="FieldQuota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="holds from")),
                ("places", models.PositiveIntegerField(help_text="For people from all countries together.", verbose_name="places")),
                (
                    "source",
                    models.CharField(help_text="The decision or page where the number stands.", max_length=160, verbose_name="source"),
                ),
                ("as_of", models.DateField(verbose_name="looked up on")),
                ("is_sure", models.BooleanField(default=False, verbose_name="checked against the original")),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quotas", to="jobs.sswfield", verbose_name="field"
                    ),
                ),
            ],
            options={
                "verbose_name": "quota of a field",
                "verbose_name_plural": "quotas of fields",
                "ordering": ["field", "valid_from", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("places__gt", 0)), name="field_quota_has_places"),
                    models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="field_quota_has_source"),
                    models.UniqueConstraint(
                        fields=("field", "valid_from", "places", "source", "as_of", "is_sure"),
                        name="field_quota_once",
                        violation_error_message="This number is already here.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
