"""Everything of register as one step: tables and what the database itself guards."""

import candidates.identity
import django.db.models.deletion
import django.utils.timezone
import register.states
import uuid
import vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("register", "0001_initial"),
        ("register", "0002_sex_for_the_figures"),
    ]

    dependencies = [
        ("candidates", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("source", models.CharField(default="oec", max_length=20, verbose_name="register")),
                ("file_name", models.CharField(max_length=150, verbose_name="file")),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                ("wrapped_key", vault.fields.EncryptedField(editable=False, holds="bytes", keys="file", null=True)),
                ("layout", models.JSONField(default=dict)),
                ("columns", models.JSONField(default=dict)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("sent", "columns are to be checked"),
                            ("reading", "being read"),
                            ("merging", "being taken over"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                            ("failed", "refused"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                ("cursor", models.PositiveIntegerField(default=0)),
                ("share", models.FloatField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("fault", models.CharField(blank=True, max_length=40)),
                ("lease_until", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent")),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="sent by"
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("source", models.CharField(default="oec", max_length=20, verbose_name="register")),
                ("number", models.CharField(blank=True, max_length=40, null=True, verbose_name="OEC's number")),
                ("full_name", models.CharField(max_length=160, verbose_name="full name")),
                ("cnic", vault.fields.EncryptedField(verbose_name="CNIC")),
                (
                    "cnic_index",
                    vault.fields.BlindIndexField(canonical=candidates.identity.canonical_cnic, null=True, source="cnic", unique=True),
                ),
                ("birth_date", vault.fields.EncryptedField(blank=True, holds="date", null=True, verbose_name="date of birth")),
                ("phone", models.CharField(blank=True, db_index=True, max_length=16, verbose_name="mobile phone")),
                ("email", models.CharField(blank=True, max_length=254, verbose_name="e-mail")),
                ("education_level", models.CharField(blank=True, max_length=60, verbose_name="education")),
                ("education_subject", models.CharField(blank=True, max_length=120, verbose_name="subject")),
                ("trade", models.CharField(blank=True, max_length=120, verbose_name="trade")),
                ("experience_years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="years of work")),
                ("japanese", models.CharField(blank=True, max_length=40, verbose_name="Japanese")),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("f", "female"), ("m", "male"), ("x", "X")],
                        default="",
                        max_length=1,
                        verbose_name="sex, for the figures only",
                    ),
                ),
                ("fingerprint", models.BinaryField(max_length=32)),
                ("imported_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("claimed_at", models.DateTimeField(null=True)),
                (
                    "claimed_by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="candidates.profile"),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="candidates.district",
                        verbose_name="district",
                    ),
                ),
                (
                    "load",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.registerimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the register",
                "verbose_name_plural": "entries of the register",
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField()),
                ("field", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=32)),
                (
                    "load",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="problems", to="register.registerimport"
                    ),
                ),
            ],
            options={
                "ordering": ["row", "id"],
            },
        ),
        migrations.CreateModel(
            name="Staged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField()),
                ("outcome", models.CharField(max_length=8)),
                ("entry_id", models.UUIDField()),
                ("cnic", models.BinaryField(null=True)),
                ("cnic_index", models.BinaryField()),
                ("birth_date", models.BinaryField(null=True)),
                ("fingerprint", models.BinaryField()),
                ("number", models.CharField(max_length=40, null=True)),
                ("full_name", models.CharField(max_length=160)),
                ("phone", models.CharField(max_length=16)),
                ("email", models.CharField(max_length=254)),
                ("district_id", models.BigIntegerField(null=True)),
                ("education_level", models.CharField(max_length=60)),
                ("education_subject", models.CharField(max_length=120)),
                ("trade", models.CharField(max_length=120)),
                ("experience_years", models.PositiveSmallIntegerField(null=True)),
                ("japanese", models.CharField(max_length=40)),
                ("sex", models.CharField(default="", max_length=1)),
                (
                    "load",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.registerimport"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisterClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "owner",
                    models.CharField(blank=True, db_index=True, default="", editable=False, max_length=16, verbose_name="who must act"),
                ),
                ("waiting_since", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="waiting since")),
                ("due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="due")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created")),
                ("reference", models.CharField(editable=False, max_length=16, unique=True, verbose_name="reference")),
                (
                    "kind",
                    models.CharField(
                        choices=[("lost", "The number is gone"), ("japan", "I am in Japan now"), ("dispute", "Somebody else uses my CNIC")],
                        max_length=8,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("checked", "checked"),
                            ("settled", "settled"),
                            ("refused", "refused"),
                            ("lapsed", "lapsed"),
                        ],
                        default=register.states.ClaimState["OPENED"],
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("full_name", models.CharField(max_length=160, verbose_name="full name")),
                ("cnic", vault.fields.EncryptedField(null=True, verbose_name="CNIC")),
                ("cnic_index", vault.fields.BlindIndexField(canonical=candidates.identity.canonical_cnic, null=True, source="cnic")),
                ("birth_date", vault.fields.EncryptedField(holds="date", null=True, verbose_name="date of birth")),
                ("contact_kind", models.CharField(max_length=5)),
                ("address", models.CharField(max_length=254, verbose_name="new phone or e-mail")),
                ("language", models.CharField(default="en", max_length=2)),
                (
                    "seen_how",
                    models.CharField(
                        blank=True,
                        choices=[("original", "The original card, at the counter"), ("embassy", "A letter of the embassy in Japan")],
                        editable=False,
                        max_length=10,
                        verbose_name="how the card was seen",
                    ),
                ),
                (
                    "claimant",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="candidates.profile"),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="register.registerentry"
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["checked", "settled"]), _negated=True),
                            models.Q(models.Q(("seen_how", ""), _negated=True), ("seen_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_checked_says_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("cnic", vault.fields.EncryptedField()),
                ("birth_date", vault.fields.EncryptedField(holds="date")),
                ("full_name", vault.fields.EncryptedField(null=True)),
                ("code", vault.fields.EncryptedField(null=True)),
                ("language", models.CharField(default="en", max_length=2)),
                ("kind", models.CharField(default="code", max_length=12)),
                ("contact_kind", models.CharField(blank=True, max_length=5)),
                ("address", vault.fields.EncryptedField(null=True)),
                ("details", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("looked_at", models.DateTimeField(null=True)),
                (
                    "profile",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="candidates.profile"),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.registerentry"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("looked_at", None)), fields=["id"], name="draft_waiting")],
            },
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.UniqueConstraint(
                models.Value(1), condition=models.Q(("stage__in", ["reading", "merging"])), name="import_one_at_work"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), ("wrapped_key__isnull", True), _connector="OR"), name="import_ended_has_no_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.UniqueConstraint(fields=("source", "number"), name="entry_number_once_per_source"),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("claimed_at", None), ("claimed_by", None)),
                    models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                    _connector="OR",
                ),
                name="entry_claimed_by_somebody_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(condition=models.Q(("sex__in", ["", "f", "m", "x"])), name="entry_sex_as_on_the_card"),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(fields=["load", "row"], name="problem_by_row"),
        ),
    ]
