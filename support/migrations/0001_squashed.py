"""Everything of support as one step: tables and what the database itself guards."""

import django.db.models.deletion
import django.utils.timezone
import support.states
import uuid
import vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("support", "0001_initial"),
    ]

    dependencies = [
        ("vault", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GuidePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40, unique=True, verbose_name="address")),
                (
                    "group",
                    models.CharField(
                        choices=[("way", "Your way to Japan"), ("life", "Life in Japan"), ("rights", "Your rights")],
                        default="life",
                        max_length=8,
                        verbose_name="group",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("title_en", models.CharField(max_length=100, verbose_name="title in English")),
                ("title_ur", models.CharField(blank=True, max_length=100, verbose_name="title in Urdu")),
                ("title_ja", models.CharField(blank=True, max_length=100, verbose_name="title in Japanese")),
                ("body_en", models.TextField(max_length=8000, verbose_name="text in English")),
                ("body_ur", models.TextField(blank=True, max_length=8000, verbose_name="text in Urdu")),
                ("body_ja", models.TextField(blank=True, max_length=8000, verbose_name="text in Japanese")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="where the facts come from")),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="facts as of")),
                ("native_ur", models.BooleanField(default=False, verbose_name="Urdu read by a native reader")),
                ("native_ja", models.BooleanField(default=False, verbose_name="Japanese read by a native reader")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="facts checked on")),
                ("is_published", models.BooleanField(default=False, verbose_name="published")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("is_as_shipped", models.BooleanField(default=False, editable=False)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="facts checked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "guide page",
                "verbose_name_plural": "guide pages",
                "ordering": ["group", "order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="GuideVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("texts", models.JSONField(verbose_name="texts")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("page", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="support.guidepage")),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["-version"],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, verbose_name="short name")),
                ("name_en", models.CharField(max_length=120, verbose_name="name in English")),
                ("name_ur", models.CharField(blank=True, max_length=120, verbose_name="name in Urdu")),
                ("city", models.CharField(max_length=60, verbose_name="city")),
                ("address_en", models.CharField(max_length=240, verbose_name="address in English")),
                ("address_ur", models.CharField(blank=True, max_length=240, verbose_name="address in Urdu")),
                ("hours_en", models.CharField(blank=True, max_length=160, verbose_name="hours in English")),
                ("hours_ur", models.CharField(blank=True, max_length=160, verbose_name="hours in Urdu")),
                ("phone", models.CharField(blank=True, help_text="Leave empty to show the helpline.", max_length=60, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("map_link", models.URLField(blank=True, verbose_name="map (https)")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("is_open", models.BooleanField(default=True, verbose_name="open")),
                (
                    "is_confirmed",
                    models.BooleanField(
                        default=False, help_text="Otherwise the page says: example, to be confirmed.", verbose_name="confirmed"
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "verbose_name_plural": "offices",
                "ordering": ["order", "name_en"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("map_link", ""), ("map_link__startswith", "https://"), _connector="OR"),
                        name="office_map_is_https",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                ("reply_to", vault.fields.EncryptedField(max_length=254, null=True, verbose_name="reply address")),
                ("language", models.CharField(default="en", max_length=2)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("application", "An application"),
                            ("document", "A document"),
                            ("account", "My account or my profile"),
                            ("hiring", "An interview, a vacancy or an employer"),
                            ("japan", "Life in Japan"),
                            ("staff", "A complaint about staff of OEC or Inter-SES"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="about",
                    ),
                ),
                ("about_ref", models.UUIDField(blank=True, editable=False, null=True)),
                ("about_label", models.CharField(blank=True, max_length=40, verbose_name="number")),
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="number of the question")),
                (
                    "desk",
                    models.CharField(
                        choices=[("oec", "oec"), ("inter_ses", "inter_ses"), ("auditor", "auditor")],
                        default=support.states.Desk["OEC"],
                        editable=False,
                        max_length=10,
                        verbose_name="with",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "asked"), ("answered", "answered"), ("closed", "closed")],
                        default=support.states.QuestionState["ASKED"],
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_from_desk", models.BooleanField(default=False)),
                ("is_internal", models.BooleanField(default=False)),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="text")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.storedfile"
                    ),
                ),
                ("question", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="support.question")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="number")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("cash", "In cash"),
                            ("wallet", "By phone or mobile wallet (for example Easypaisa, JazzCash)"),
                            ("bank", "Into a bank account"),
                            ("other", "Another way: a gift, a deposit, my papers"),
                        ],
                        max_length=8,
                        verbose_name="how the money was asked for",
                    ),
                ),
                (
                    "said_to_be",
                    models.CharField(
                        choices=[
                            ("oec_staff", "Staff of OEC"),
                            ("inter_ses", "Staff of Inter-SES"),
                            ("agent", "An agent"),
                            ("employer", "The employer"),
                            ("unknown", "I do not know"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="who asked",
                    ),
                ),
                ("amount", models.PositiveIntegerField(blank=True, null=True, verbose_name="how much, in rupees")),
                ("job_number", models.CharField(blank=True, max_length=40, verbose_name="number of the job")),
                (
                    "their_contact",
                    vault.fields.EncryptedField(max_length=200, null=True, verbose_name="phone, WhatsApp or name of the person who asked"),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where and when")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="what happened")),
                ("reply_to", vault.fields.EncryptedField(max_length=254, null=True, verbose_name="reply address")),
                ("language", models.CharField(default="en", max_length=2)),
                (
                    "desk",
                    models.CharField(
                        choices=[("oec", "oec"), ("inter_ses", "inter_ses"), ("auditor", "auditor")],
                        default=support.states.Desk["OEC"],
                        editable=False,
                        max_length=10,
                        verbose_name="with",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "received"), ("examined", "examined"), ("settled", "settled"), ("dismissed", "dismissed")],
                        default=support.states.ReportState["RECEIVED"],
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("warned", "The person or company was warned"),
                            ("authority", "Given to the authorities"),
                            ("staff", "Measures against a member of staff"),
                            ("money_back", "The money was given back"),
                            ("published", "A public warning was published"),
                            ("too_little", "Too little to go on"),
                            ("official_fee", "It was an official fee, paid to a bank"),
                            ("double", "Reported before under another number"),
                            ("not_ours", "Not about a job in Japan"),
                        ],
                        max_length=12,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a demand for money",
                "verbose_name_plural": "reports of a demand for money",
            },
        ),
        migrations.CreateModel(
            name="ReportNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=4000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="support.report")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="guidepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_by", None), ("checked_on", None)),
                    models.Q(("checked_by__isnull", False), ("checked_on__isnull", False)),
                    _connector="OR",
                ),
                name="guidepage_checked_has_person_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.UniqueConstraint(fields=("page", "version"), name="guideversion_once"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(condition=models.Q(("state", "asked")), fields=["desk", "due_on", "id"], name="question_queue"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["person", "-id"], name="question_of_person"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", False), ("reply_to__isnull", False), _connector="OR"),
                name="question_has_somebody_to_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "asked"), _negated=True),
                    models.Q(models.Q(("owner", ""), _negated=True), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="question_asked_has_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("subject", "staff"), _negated=True), ("desk", "auditor"), _connector="OR"),
                name="question_complaint_is_the_auditors",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_internal", False), ("is_from_desk", True), _connector="OR"), name="line_internal_is_from_desk"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), ("file__isnull", False), _connector="OR"),
                name="line_says_something",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("state__in", ["received", "examined"])), fields=["desk", "due_on", "id"], name="report_queue"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["received", "examined"]), _negated=True),
                    models.Q(models.Q(("owner", ""), _negated=True), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="report_open_has_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["settled", "dismissed"]), _negated=True),
                    models.Q(("outcome", ""), _negated=True),
                    _connector="OR",
                ),
                name="report_ended_says_how",
            ),
        ),
    ]
