"""Everything of exports as one step: tables and what the database itself guards."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
import vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("exports", "0001_initial"),
    ]

    dependencies = [
        ("accounts", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                ("wanted", models.JSONField(default=dict)),
                ("columns", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ("with_identity", models.BooleanField(default=False, verbose_name="CNIC, passport and date of birth in full")),
                ("counted", models.PositiveIntegerField(verbose_name="people, when it was asked for")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for a signature"),
                            ("writing", "being written"),
                            ("ready", "ready to download"),
                            ("cancelled", "cancelled"),
                            ("failed", "refused"),
                            ("expired", "erased, its time is over"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                ("cursor", models.BigIntegerField(default=0)),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="people")),
                ("wrapped_key", vault.fields.EncryptedField(editable=False, holds="bytes", keys="file", null=True)),
                ("fault", models.CharField(blank=True, max_length=40)),
                ("lease_until", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True, verbose_name="kept until")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="asked by"
                    ),
                ),
                (
                    "signature",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.secondsignature"
                    ),
                ),
            ],
            options={
                "verbose_name": "list of people",
                "verbose_name_plural": "lists of people",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "export",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="exports.export"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage__in", ["waiting", "writing"])), fields=("created_by",), name="export_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["writing", "ready"]), _negated=True), ("wrapped_key__isnull", False), _connector="OR"
                ),
                name="export_kept_has_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["cancelled", "failed", "expired"]), _negated=True),
                    ("wrapped_key__isnull", True),
                    _connector="OR",
                ),
                name="export_over_has_no_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("stage", "ready"), _negated=True), ("expires_at__isnull", False), _connector="OR"),
                name="export_ready_has_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["writing", "ready"]), _negated=True), ("signature__isnull", False), _connector="OR"
                ),
                name="export_signed_before_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(fields=("export", "number"), name="piece_once"),
        ),
    ]
