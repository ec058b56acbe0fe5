"""Everything of workflow as one step: tables and what the database itself guards."""

import datetime
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

JOURNAL = """
CREATE FUNCTION workflow_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.planned_at IS NULL
       AND to_jsonb(OLD) - 'planned_at' = to_jsonb(NEW) - 'planned_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the journal is append-only: % of workflow_entry is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER workflow_entry_keep BEFORE UPDATE OR DELETE ON workflow_entry FOR EACH ROW EXECUTE FUNCTION workflow_entry_is_append_only();
CREATE TRIGGER workflow_entry_keep_all BEFORE TRUNCATE ON workflow_entry FOR EACH STATEMENT
EXECUTE FUNCTION workflow_entry_is_append_only();
"""
NO_JOURNAL = """
DROP TRIGGER workflow_entry_keep_all ON workflow_entry;
DROP TRIGGER workflow_entry_keep ON workflow_entry;
DROP FUNCTION workflow_entry_is_append_only();
"""
NOTES = ("workflow_note", "workflow_casenote")
WORDS = """
CREATE FUNCTION workflow_words_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.salt := uuid_send(gen_random_uuid());
        NEW.digest := sha256(NEW.salt || convert_to(NEW.text, 'UTF8'));
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.text = '' AND to_jsonb(OLD) - 'text' - 'salt' = to_jsonb(NEW) - 'text' - 'salt' THEN
            NEW.salt := '';
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a note is blanked or stays: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
KEPT = """
CREATE TRIGGER {0}_kept BEFORE INSERT OR UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION workflow_words_keep();
CREATE TRIGGER {0}_kept_all BEFORE TRUNCATE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION workflow_words_keep();
"""
LOOSE = "DROP TRIGGER {0}_kept_all ON {0}; DROP TRIGGER {0}_kept ON {0};"
ORIGIN = """
CREATE FUNCTION workflow_origin_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told text[] := string_to_array(coalesce(current_setting('safeer.origin', true), ''), '|');
    salt bytea := uuid_send(gen_random_uuid());
    network text := left(coalesce(told[3], ''), 43);
BEGIN
    INSERT INTO workflow_origin (entry_id, door, network, salt, digest)
        VALUES (NEW.id, left(coalesce(told[2], ''), 8), network, salt, sha256(salt || convert_to(network, 'UTF8')));
    RETURN NULL;
END $$;
CREATE TRIGGER workflow_entry_origin AFTER INSERT ON workflow_entry FOR EACH ROW EXECUTE FUNCTION workflow_origin_write();
CREATE FUNCTION workflow_origin_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.network = '' AND NEW.entry_id = OLD.entry_id AND NEW.door = OLD.door AND NEW.digest = OLD.digest THEN
            NEW.salt := '';
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'where a step came from stays: % of workflow_origin is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER workflow_origin_kept BEFORE UPDATE OR DELETE ON workflow_origin FOR EACH ROW EXECUTE FUNCTION workflow_origin_keep();
CREATE TRIGGER workflow_origin_kept_all BEFORE TRUNCATE ON workflow_origin FOR EACH STATEMENT EXECUTE FUNCTION workflow_origin_keep();
"""
NO_ORIGIN = """
DROP TRIGGER workflow_origin_kept_all ON workflow_origin;
DROP TRIGGER workflow_origin_kept ON workflow_origin;
DROP FUNCTION workflow_origin_keep();
DROP TRIGGER workflow_entry_origin ON workflow_entry;
DROP FUNCTION workflow_origin_write();
"""


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("workflow", "0001_initial"),
        ("workflow", "0002_journal_is_append_only"),
        ("workflow", "0003_case_notes"),
        ("workflow", "0004_reminders"),
        ("workflow", "0005_notes_are_salted"),
        ("workflow", "0006_where_steps_come_from"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=64)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.BigIntegerField()),
                ("subject_ref", models.UUIDField()),
                ("seq", models.PositiveIntegerField()),
                ("source_state", models.CharField(blank=True, max_length=20)),
                ("target_state", models.CharField(blank=True, max_length=20)),
                ("actor_role", models.CharField(max_length=20)),
                ("source", models.CharField(blank=True, max_length=16)),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("planned_at", models.DateTimeField(editable=False, null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "journal entry",
                "verbose_name_plural": "journal",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="FormKey",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("session", models.CharField(blank=True, max_length=64)),
                ("path", models.CharField(max_length=300)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("location", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="note",
                        serialize=False,
                        to="workflow.entry",
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("own", "my organisation only"),
                            ("partners", "OEC and Inter-SES"),
                            ("employer", "also the employer"),
                            ("candidate", "also the candidate"),
                        ],
                        default="partners",
                        max_length=10,
                    ),
                ),
                ("salt", models.BinaryField(default=b"")),
                ("digest", models.BinaryField(default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="origin",
                        serialize=False,
                        to="workflow.entry",
                    ),
                ),
                ("door", models.CharField(blank=True, max_length=8)),
                ("network", models.CharField(blank=True, max_length=43)),
                ("salt", models.BinaryField(default=b"")),
                ("digest", models.BinaryField(default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.CharField(choices=[("PK", "Pakistan"), ("JP", "Japan")], max_length=2)),
                ("day", models.DateField()),
                ("name", models.CharField(max_length=80)),
                ("is_provisional", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "holiday",
                "verbose_name_plural": "holidays",
                "ordering": ["day"],
                "constraints": [models.UniqueConstraint(fields=("country", "day"), name="holiday_once_per_country")],
            },
        ),
        migrations.CreateModel(
            name="Reaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("dead_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reactions", to="workflow.entry")),
            ],
            options={
                "verbose_name": "reaction",
                "verbose_name_plural": "reactions",
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.BigIntegerField()),
                ("subject_ref", models.UUIDField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("nudge", "reminded before the due day"),
                            ("warn", "warned that silence ends it"),
                            ("escalate", "shown to those who lead, past its day"),
                        ],
                        max_length=8,
                    ),
                ),
                ("owner", models.CharField(max_length=16)),
                ("due_on", models.DateField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_ref"], name="reminder_of_case"),
                    models.Index(condition=models.Q(("what", "escalate")), fields=["owner", "at"], name="reminder_escalated"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subject_kind", "subject_id", "what", "due_on"), name="reminder_once_per_due_day"),
                    models.CheckConstraint(condition=models.Q(("owner", ""), _negated=True), name="reminder_has_an_owner"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job", models.CharField(max_length=64)),
                ("slot", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("job", "slot"), name="slot_once_per_job")],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=32, verbose_name="of what")),
                ("working_days", models.PositiveSmallIntegerField(verbose_name="days")),
                ("valid_from", models.DateField(default=datetime.date(2026, 1, 1))),
            ],
            options={
                "verbose_name": "time limit",
                "verbose_name_plural": "time limits",
                "constraints": [models.UniqueConstraint(fields=("owner", "valid_from"), name="term_once_per_day")],
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_ref", models.UUIDField()),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("own", "my organisation only"),
                            ("partners", "OEC and Inter-SES"),
                            ("employer", "also the employer"),
                            ("candidate", "also the candidate"),
                        ],
                        max_length=10,
                        verbose_name="who may read it",
                    ),
                ),
                ("actor_role", models.CharField(max_length=20)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("salt", models.BinaryField(default=b"")),
                ("digest", models.BinaryField(default=b"")),
                ("actor", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "indexes": [models.Index(fields=["subject_ref", "id"], name="case_note_of_case")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reach", "candidate"), _negated=True), name="case_note_never_for_candidates")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=models.Q(("planned_at", None)), fields=["id"], name="entry_waiting"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["at"], name="entry_at"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("subject_kind", "subject_id", "seq"), name="entry_seq_once_per_subject"),
        ),
        migrations.AddIndex(
            model_name="reaction",
            index=models.Index(condition=models.Q(("dead_at", None), ("done_at", None)), fields=["due_at"], name="reaction_open"),
        ),
        migrations.AddConstraint(
            model_name="reaction",
            constraint=models.UniqueConstraint(fields=("entry", "name"), name="reaction_once_per_entry"),
        ),
        migrations.RunSQL(JOURNAL, NO_JOURNAL),
        migrations.RunSQL(WORDS, "DROP FUNCTION workflow_words_keep();"),
        *(migrations.RunSQL(KEPT.format(table), LOOSE.format(table)) for table in NOTES),
        migrations.RunSQL(ORIGIN, NO_ORIGIN),
    ]
