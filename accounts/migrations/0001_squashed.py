"""Everything of accounts as one step: tables and what the database itself guards."""

import accounts.models
import accounts.roles
import accounts.states
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_contact_and_quiet_hours"),
        ("accounts", "0003_second_signature"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("candidate", "Candidate"),
                            ("employer", "Employer"),
                            ("oec_officer", "OEC officer"),
                            ("oec_supervisor", "OEC supervisor"),
                            ("inter_ses", "Inter-SES reviewer"),
                            ("operator", "Operator"),
                            ("auditor", "Auditor"),
                        ],
                        default=accounts.roles.Role["CANDIDATE"],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                ("full_name", models.CharField(max_length=160, verbose_name="full name")),
                ("email", models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, db_index=True, max_length=16, verbose_name="mobile phone")),
                ("phone_verified", models.BooleanField(default=False, verbose_name="phone confirmed")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("ur", "اردو"), ("ja", "日本語")], default="en", max_length=2, verbose_name="language"
                    ),
                ),
                (
                    "contact_by",
                    models.CharField(
                        blank=True,
                        choices=[("", "SMS, and e-mail where I gave one"), ("sms", "SMS only"), ("email", "e-mail only")],
                        max_length=5,
                        verbose_name="tell me by",
                    ),
                ),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="no SMS from")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="until")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=32)),
                ("key", models.BinaryField(max_length=32)),
                ("window_starts", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("scope", "key", "window_starts"), name="counter_once_per_window")],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("oec", "Overseas Employment Corporation"),
                            ("inter_ses", "Inter-SES"),
                            ("employer", "Employer"),
                            ("training_centre", "Training centre"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_ja", models.CharField(blank=True, max_length=160, verbose_name="name in Japanese")),
                ("is_demo", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["inter_ses", "oec"])), fields=("kind",), name="party_one_of_each_partner"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "duty",
                    models.CharField(
                        choices=[("member", "member"), ("owner", "owner"), ("recruiter", "recruiter")],
                        default="member",
                        max_length=12,
                        verbose_name="duty",
                    ),
                ),
                ("since", models.DateField(default=accounts.models.today, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to=settings.AUTH_USER_MODEL),
                ),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.party")),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("full_name", models.CharField(max_length=160, verbose_name="full name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("candidate", "Candidate"),
                            ("employer", "Employer"),
                            ("oec_officer", "OEC officer"),
                            ("oec_supervisor", "OEC supervisor"),
                            ("inter_ses", "Inter-SES reviewer"),
                            ("operator", "Operator"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[("member", "member"), ("owner", "owner"), ("recruiter", "recruiter")], default="member", max_length=12
                    ),
                ),
                ("language", models.CharField(default="en", max_length=2, verbose_name="language")),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("party", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="accounts.party")),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
            },
        ),
        migrations.CreateModel(
            name="SecondSignature",
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
                ("matter", models.CharField(max_length=24, verbose_name="what")),
                ("wants", models.JSONField(default=dict)),
                ("invited_name", models.CharField(blank=True, max_length=160, verbose_name="full name")),
                ("invited_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("was", models.JSONField(default=dict)),
                ("reason", models.TextField(max_length=500, verbose_name="reason")),
                (
                    "signers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None, verbose_name="who may sign"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("signed", "signed"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("lapsed", "lapsed"),
                        ],
                        default=accounts.states.SecondState["ASKED"],
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="asked by"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="about whom",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "second signature",
                "verbose_name_plural": "second signatures",
                "ordering": ["-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email__isnull", False), models.Q(("phone", ""), _negated=True), _connector="OR"),
                name="user_has_email_or_phone",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "role__in",
                            [
                                accounts.roles.Role["AUDITOR"],
                                accounts.roles.Role["INTER_SES"],
                                accounts.roles.Role["OEC_OFFICER"],
                                accounts.roles.Role["OEC_SUPERVISOR"],
                                accounts.roles.Role["OPERATOR"],
                            ],
                        ),
                        _negated=True,
                    ),
                    ("email__isnull", False),
                    _connector="OR",
                ),
                name="user_desk_has_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from", None), ("quiet_until", None)),
                    models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                    _connector="OR",
                ),
                name="user_quiet_hours_have_both_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(condition=models.Q(("is_superuser", False)), name="user_is_never_superuser"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(condition=models.Q(("until", None)), fields=("user", "party"), name="membership_one_open"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"), name="membership_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="secondsignature",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False), ("state", "asked")), fields=("matter", "person"), name="second_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="secondsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_by", None), models.Q(("signed_by", models.F("asked_by")), _negated=True), _connector="OR"),
                name="second_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person", None),
                    models.Q(
                        models.Q(("asked_by", models.F("person")), _negated=True),
                        models.Q(("signed_by", None), models.Q(("signed_by", models.F("person")), _negated=True), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="second_never_the_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "signed"), _negated=True), ("signed_by__isnull", False), _connector="OR"),
                name="second_signed_says_by_whom",
            ),
        ),
    ]
