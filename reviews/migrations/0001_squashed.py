"""Everything of reviews as one step: tables and what the database itself guards."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import reviews.states
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("reviews", "0001_initial"),
        ("reviews", "0002_assignments"),
        ("reviews", "0003_calls"),
        ("reviews", "0004_deputies_digests"),
        ("reviews", "0005_cases_by_load"),
        ("reviews", "0006_batches"),
    ]

    dependencies = [
        ("candidates", "0001_squashed"),
        ("support", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("decided", "decided"),
                            ("signed", "signed"),
                            ("releasing", "releasing"),
                            ("released", "released"),
                            ("returned", "returned"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=reviews.states.BatchState["DECIDED"],
                        editable=False,
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                (
                    "desk",
                    models.CharField(choices=[("oec", "OEC"), ("inter_ses", "Inter-SES")], max_length=16, verbose_name="organisation"),
                ),
                ("subject_kind", models.CharField(max_length=32)),
                ("step", models.CharField(max_length=32)),
                ("release_at", models.DateTimeField(null=True, verbose_name="release")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of decisions",
                "verbose_name_plural": "batches of decisions",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("spoke", "spoke with the person"),
                            ("family", "spoke with the family"),
                            ("no_answer", "no answer"),
                            ("off", "switched off or not reachable"),
                            ("wrong", "wrong number"),
                            ("later", "asked to call later"),
                        ],
                        max_length=10,
                        verbose_name="what happened",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note for the staff")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("profile", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="candidates.profile")),
            ],
            options={
                "verbose_name": "call",
                "verbose_name_plural": "calls",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_ref", models.UUIDField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("released_at", models.DateTimeField(null=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_ref", models.UUIDField()),
                ("step", models.CharField(max_length=32)),
                ("version", models.PositiveIntegerField()),
                ("reason", models.CharField(blank=True, max_length=32)),
                ("is_shared", models.BooleanField(default=True)),
                ("note", models.TextField(blank=True, max_length=4000)),
                ("remarks", models.JSONField(blank=True, default=dict)),
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
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("release_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=400)),
                ("refused_for", models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "batch",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="reviews.batch"),
                ),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["-decided_at"],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who stands in",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who is away",
                    ),
                ),
            ],
            options={
                "verbose_name": "deputy",
                "verbose_name_plural": "deputies",
                "ordering": ["first_day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("day", models.DateField()),
                ("counts", models.JSONField(default=dict)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_ref", models.UUIDField()),
                ("note", models.CharField(blank=True, max_length=400)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "case handed on",
                "verbose_name_plural": "cases handed on",
            },
        ),
        migrations.CreateModel(
            name="Remit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), blank=True, default=list, size=None, verbose_name="fields"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "officer",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_ref", models.UUIDField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["officer", "subject_kind"], name="assignment_of_officer")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("subject_kind", "subject_ref"), name="assignment_one_standing"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Balance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=32)),
                ("owner", models.CharField(max_length=16)),
                ("is_on", models.BooleanField(default=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "subject_kind", "-at"], name="balance_newest")],
            },
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(fields=["desk", "state"], name="batch_of_desk"),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_by", None), models.Q(("signed_by", models.F("by")), _negated=True), _connector="OR"),
                name="batch_signed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            (
                                reviews.states.BatchState["SIGNED"],
                                reviews.states.BatchState["RELEASING"],
                                reviews.states.BatchState["RELEASED"],
                            ),
                        ),
                        _negated=True,
                    ),
                    models.Q(("release_at__isnull", False), ("signed_by__isnull", False)),
                    _connector="OR",
                ),
                name="batch_signed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            reviews.states.BatchState["SIGNED"],
                            reviews.states.BatchState["RELEASING"],
                            reviews.states.BatchState["RELEASED"],
                        ),
                    ),
                    models.Q(("release_at", None), ("signed_by", None)),
                    _connector="OR",
                ),
                name="batch_unsigned_has_no_time",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["profile", "-at"], name="call_of_person"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["user", "at"], name="claim_by_user"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at", None)), fields=("subject_kind", "subject_ref"), name="claim_one_open"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("refused_at", None), ("released_at", None), ("undone_at", None)),
                fields=["release_at"],
                name="decision_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("refused_at", None), ("released_at", None), ("undone_at", None)),
                fields=("subject_kind", "subject_ref"),
                name="decision_one_pending",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("batch__isnull", False), ("release_at__isnull", False), _connector="OR"), name="decision_alone_has_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", models.F("deputy")), _negated=True), name="deputy_is_another_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))), name="deputy_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("ended_at", None)),
                expressions=[
                    (
                        models.Func(
                            models.F("officer"),
                            models.F("officer"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.RangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("first_day"),
                            models.F("last_day"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.RangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="deputy_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(fields=("user", "day"), name="digest_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(fields=("subject_kind", "subject_ref", "user"), name="recusal_once"),
        ),
    ]
