"""Everything of vault as one step: tables and what the database itself guards."""

import django.db.models.deletion
import django.utils.timezone
import uuid
import vault.fields
from django.conf import settings
from django.db import migrations, models

# TRUNCATE has its own trigger: a test database may switch that one off (ALTER TABLE ... DISABLE TRIGGER), so that it can be emptied.
UP = """
CREATE FUNCTION vault_accessrecord_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'vault_accessrecord is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER vault_accessrecord_append_only BEFORE UPDATE OR DELETE ON vault_accessrecord
    FOR EACH STATEMENT EXECUTE FUNCTION vault_accessrecord_refuse();
CREATE TRIGGER vault_accessrecord_no_truncate BEFORE TRUNCATE ON vault_accessrecord
    FOR EACH STATEMENT EXECUTE FUNCTION vault_accessrecord_refuse();
"""
DOWN = """
DROP TRIGGER vault_accessrecord_no_truncate ON vault_accessrecord;
DROP TRIGGER vault_accessrecord_append_only ON vault_accessrecord;
DROP FUNCTION vault_accessrecord_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("vault", "0001_initial"),
        ("vault", "0002_access_append_only"),
        ("vault", "0003_access_person"),
        ("vault", "0004_access_by_time"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("user_role", models.CharField(max_length=20, verbose_name="role")),
                ("subject_type", models.CharField(max_length=64, verbose_name="of what")),
                ("subject_id", models.UUIDField()),
                ("field", models.CharField(max_length=64, verbose_name="field or file")),
                ("purpose", models.CharField(max_length=32, verbose_name="purpose")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="reason in words")),
                ("case", models.CharField(blank=True, max_length=64, verbose_name="case")),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="about whom",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="who"
                    ),
                ),
            ],
            options={
                "verbose_name": "access record",
                "verbose_name_plural": "access records",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id", "at"], name="accessrecord_subject"),
                    models.Index(fields=["at", "id"], name="accessrecord_at"),
                    models.Index(fields=["user", "at"], name="accessrecord_user"),
                    models.Index(fields=["person", "at"], name="accessrecord_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("field", ""), _negated=True), models.Q(("purpose", ""), _negated=True)),
                        name="accessrecord_says_what_and_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=32, verbose_name="kind")),
                ("original_name", vault.fields.EncryptedField(max_length=150, null=True, verbose_name="name given")),
                ("media_type", models.CharField(blank=True, max_length=40, verbose_name="type")),
                ("size", models.PositiveIntegerField(default=0, verbose_name="bytes")),
                ("pages", models.PositiveSmallIntegerField(default=0, verbose_name="pages")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("wrapped_key", vault.fields.EncryptedField(editable=False, holds="bytes", keys="file", null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("checking", "being checked"),
                            ("clean", "checked"),
                            ("refused", "refused"),
                            ("error", "could not be kept"),
                            ("erased", "erased"),
                        ],
                        default="received",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("refusal", models.CharField(blank=True, editable=False, max_length=20, verbose_name="why refused")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="received")),
                ("scanned_at", models.DateTimeField(editable=False, null=True, verbose_name="virus check")),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "stored file",
                "verbose_name_plural": "stored files",
                "ordering": ["-id"],
                "indexes": [models.Index(condition=models.Q(("state", "checking")), fields=["id"], name="storedfile_checking")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["checking", "clean"]), _negated=True),
                            models.Q(("wrapped_key__isnull", False), models.Q(("sha256", ""), _negated=True), ("size__gt", 0)),
                            _connector="OR",
                        ),
                        name="storedfile_kept_has_key_and_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["erased", "refused", "error"]), _negated=True),
                            ("wrapped_key__isnull", True),
                            _connector="OR",
                        ),
                        name="storedfile_erased_has_no_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True), models.Q(("refusal", ""), _negated=True), _connector="OR"
                        ),
                        name="storedfile_refused_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(UP, DOWN),
    ]
