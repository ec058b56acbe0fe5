"""Everything of candidates as one step: tables and what the database itself guards."""

import candidates.identity
import candidates.models.profile
import candidates.states
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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
        ("candidates", "0001_initial"),
        ("candidates", "0002_skills_links_points"),
        ("candidates", "0003_name_keys"),
        ("candidates", "0004_evidence_queue"),
        ("candidates", "0005_lost_evidence"),
    ]

    dependencies = [
        ("jobs", "0001_squashed"),
        ("vault", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("province_code", models.CharField(max_length=6)),
                ("province_en", models.CharField(max_length=40)),
                ("province_ur", models.CharField(max_length=40)),
                ("division", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60)),
                ("name_ur", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "verbose_name": "district",
                "verbose_name_plural": "districts",
                "ordering": ["province_en", "name"],
                "constraints": [models.UniqueConstraint(fields=("province_code", "name"), name="district_once_per_province")],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reference", models.CharField(editable=False, max_length=16, unique=True, verbose_name="candidate number")),
                ("full_name", models.CharField(blank=True, max_length=160, verbose_name="full name as on your CNIC")),
                (
                    "passport_name",
                    models.CharField(blank=True, max_length=160, verbose_name="full name as on your passport, in English capitals"),
                ),
                (
                    "name_keys",
                    candidates.models.profile.NameKeysField(
                        base_field=models.CharField(max_length=16), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "passport_surname",
                    models.CharField(blank=True, max_length=80, verbose_name="surname in the passport, empty if there is none"),
                ),
                ("name_katakana", models.CharField(blank=True, max_length=160, verbose_name="name in katakana")),
                ("katakana_fixed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("cnic", vault.fields.EncryptedField(blank=True, null=True, verbose_name="CNIC")),
                (
                    "cnic_index",
                    vault.fields.BlindIndexField(canonical=candidates.identity.canonical_cnic, null=True, source="cnic", unique=True),
                ),
                ("birth_date", vault.fields.EncryptedField(blank=True, holds="date", null=True, verbose_name="date of birth")),
                ("passport_number", vault.fields.EncryptedField(blank=True, null=True, verbose_name="passport number")),
                (
                    "passport_index",
                    vault.fields.BlindIndexField(canonical=candidates.identity.canonical_passport, null=True, source="passport_number"),
                ),
                ("passport_expires_on", models.DateField(blank=True, null=True, verbose_name="passport valid until")),
                (
                    "english_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not said"),
                            ("A1", "A1: first words"),
                            ("A2", "A2: simple talk"),
                            ("B1", "B1: everyday talk"),
                            ("B2", "B2: at work"),
                            ("C1", "C1: fluent"),
                        ],
                        max_length=2,
                        verbose_name="English, as you see it yourself",
                    ),
                ),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other skills, in your own words",
                    ),
                ),
                ("about", models.TextField(blank=True, max_length=2000, verbose_name="what an employer should know about your work")),
                (
                    "said_complete",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "wanted_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kinds of work that you would do",
                    ),
                ),
                ("code_url", models.URLField(blank=True, verbose_name="your code, for example on GitHub")),
                ("portfolio_url", models.URLField(blank=True, verbose_name="your portfolio or website")),
                ("project_url", models.URLField(blank=True, verbose_name="your final-year project")),
                ("project_about", models.CharField(blank=True, max_length=400, verbose_name="what the project does")),
                (
                    "point_items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="more that counts for Highly Skilled points",
                    ),
                ),
                ("wanted_pay", models.PositiveIntegerField(blank=True, null=True, verbose_name="pay you hope for, yen a month")),
                ("can_start_on", models.DateField(blank=True, null=True, verbose_name="you can start from")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "cv",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.storedfile",
                    ),
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
                    "katakana_fixed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("user", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "wanted_prefectures",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="jobs.prefecture", verbose_name="prefectures where you would work"
                    ),
                ),
            ],
            options={
                "verbose_name": "candidate",
                "verbose_name_plural": "candidates",
            },
        ),
        migrations.CreateModel(
            name="Experience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=120, verbose_name="your work")),
                ("company", models.CharField(max_length=160, verbose_name="company")),
                ("duties", models.TextField(blank=True, max_length=2000, verbose_name="what you did")),
                ("is_it", models.BooleanField(default=False, verbose_name="this was IT work")),
                ("started_on", models.DateField(verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until (empty: you still work there)")),
                (
                    "is_intern_training",
                    models.BooleanField(default=False, verbose_name="this was technical intern training (ii) in Japan, completed"),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.sswfield",
                        verbose_name="field of work",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="experiences", to="candidates.profile"),
                ),
            ],
            options={
                "ordering": ["-started_on"],
            },
        ),
        migrations.CreateModel(
            name="Education",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("MID", "Middle (8 years)"),
                            ("SSC", "Matric / O level (10 years)"),
                            ("HSSC", "Intermediate / A level (12 years)"),
                            ("DAE", "Diploma of Associate Engineer (13 years)"),
                            ("ADP", "Associate degree, BA or BSc pass (14 years)"),
                            ("BS", "Bachelor, BS or BE (16 years)"),
                            ("MA", "Master, MA or MSc of the old kind (16 years)"),
                            ("MS", "Master, MS or MPhil (18 years)"),
                            ("MBA", "Professional master in management: MBA or MOT (18 years)"),
                            ("PHD", "Doctorate"),
                            ("NVC", "National Vocational Certificate"),
                        ],
                        max_length=4,
                        verbose_name="level",
                    ),
                ),
                ("subject", models.CharField(max_length=120, verbose_name="subject")),
                ("institution", models.CharField(max_length=160, verbose_name="school, board or university")),
                ("started_year", models.PositiveSmallIntegerField(verbose_name="began in")),
                ("finished_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="finished in")),
                ("result_awaited", models.BooleanField(default=False, verbose_name="result is awaited")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="I hold a provisional certificate only")),
                ("country", models.CharField(default="PK", max_length=2, verbose_name="country")),
                (
                    "profile",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="educations", to="candidates.profile"),
                ),
            ],
            options={
                "ordering": ["-started_year"],
            },
        ),
        migrations.CreateModel(
            name="ProfileSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "I know the basics"),
                            (2, "I work with it under guidance"),
                            (3, "I work with it alone"),
                            (4, "I lead others in it"),
                        ],
                        default=2,
                        verbose_name="level",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="skill_rows", to="candidates.profile"),
                ),
                (
                    "skill",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.skill", verbose_name="skill"),
                ),
            ],
            options={
                "ordering": ["-level", "skill__order"],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("query", models.CharField(max_length=600)),
                ("wants_news", models.BooleanField(default=True, verbose_name="tell me when a new job fits")),
                ("told_until", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "profile",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="saved_searches", to="candidates.profile"),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="TestResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("jlpt", "JLPT"),
                            ("jft", "JFT-Basic"),
                            ("nat", "NAT-TEST"),
                            ("jtest", "J.TEST"),
                            ("bjt", "BJT"),
                            ("ielts", "IELTS"),
                            ("ssw", "SSW skills test"),
                            ("nursing_ja", "nursing care Japanese test"),
                            ("it_exam", "IT engineers examination"),
                        ],
                        max_length=12,
                        verbose_name="test",
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=12, verbose_name="level")),
                ("score", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="total score")),
                ("is_passed", models.BooleanField(default=True, verbose_name="passed")),
                ("taken_on", models.DateField(verbose_name="day of the test")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="number of the certificate")),
                ("country", models.CharField(default="PK", max_length=2, verbose_name="country where you took it")),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.sswfield",
                        verbose_name="SSW field",
                    ),
                ),
                ("profile", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="tests", to="candidates.profile")),
            ],
            options={
                "ordering": ["-taken_on"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("cnic", "CNIC, both sides"),
                            ("passport", "Passport"),
                            ("degree", "Degree or certificate"),
                            ("transcript", "Transcript"),
                            ("test", "Test result"),
                            ("experience", "Experience letter"),
                        ],
                        max_length=12,
                        verbose_name="document",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("", "the whole document"), ("front", "front side"), ("back", "back side")],
                        max_length=5,
                        verbose_name="side",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "received"), ("verified", "verified"), ("rejected", "rejected"), ("expired", "expired")],
                        default=candidates.states.EvidenceState["RECEIVED"],
                        editable=False,
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "checked_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("original", "original seen"),
                            ("register", "looked up in the issuer's register"),
                            ("qr", "QR or verification code"),
                            ("issuer", "issuer called or written to"),
                        ],
                        max_length=12,
                        verbose_name="how it was checked",
                    ),
                ),
                ("checked_reference", models.CharField(blank=True, max_length=120, verbose_name="reference of the check")),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unreadable", "It cannot be read"),
                            ("wrong_document", "It is another document"),
                            ("name_differs", "The name differs from the CNIC"),
                            ("date_differs", "A date differs from the profile"),
                            ("out_of_date", "It is not valid any more"),
                            ("not_confirmed", "The issuer does not confirm it"),
                        ],
                        max_length=16,
                        verbose_name="what is wrong",
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "education",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="evidence",
                        to="candidates.education",
                    ),
                ),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.storedfile")),
                (
                    "experience",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="evidence",
                        to="candidates.experience",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="candidates.profile"),
                ),
                (
                    "test",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="evidence",
                        to="candidates.testresult",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["kind", "-created_at"],
            },
        ),
        migrations.AddIndex(
            model_name="profile",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["name_keys"], name="profile_name_keys"),
        ),
        migrations.AddConstraint(
            model_name="experience",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"),
                name="experience_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="education",
            constraint=models.CheckConstraint(
                condition=models.Q(("finished_year", None), ("finished_year__gte", models.F("started_year")), _connector="OR"),
                name="education_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="profileskill",
            constraint=models.UniqueConstraint(fields=("profile", "skill"), name="profile_skill_once"),
        ),
        migrations.AddConstraint(
            model_name="profileskill",
            constraint=models.CheckConstraint(condition=models.Q(("level__in", [1, 2, 3, 4])), name="profile_skill_level_known"),
        ),
        migrations.AddConstraint(
            model_name="savedsearch",
            constraint=models.UniqueConstraint(fields=("profile", "query"), name="saved_search_once"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("owner", ""), _negated=True), fields=["owner", "due_on", "waiting_since", "id"], name="evidence_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("state__in", ["received"]), models.Q(("owner", ""), ("due_on", None), _connector="OR")),
                fields=["id"],
                name="evidence_lost",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", candidates.states.EvidenceState["VERIFIED"]), _negated=True),
                    models.Q(models.Q(("checked_how", ""), _negated=True), ("checked_by__isnull", False)),
                    _connector="OR",
                ),
                name="evidence_verified_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", candidates.states.EvidenceState["REJECTED"]), _negated=True),
                    models.Q(("fault", ""), _negated=True),
                    _connector="OR",
                ),
                name="evidence_rejected_says_why",
            ),
        ),
    ]
