"""Everything of applications as one step: tables and what the database itself guards."""

import applications.states
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

# A snapshot never changes, but a person may end the account: then its content becomes an emptied frame that says so, and nothing else.
IMMUTABLE = """
CREATE FUNCTION applications_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(OLD) - 'content' = to_jsonb(NEW) - 'content'
           AND NEW.content @> '{"erased": true, "educations": [], "experiences": [], "tests": [], "evidence": []}'
           AND jsonb_array_length(NEW.content -> 'educations') = 0 AND jsonb_array_length(NEW.content -> 'experiences') = 0
           AND jsonb_array_length(NEW.content -> 'tests') = 0 AND jsonb_array_length(NEW.content -> 'evidence') = 0
           AND NEW.content -> 'answers' = '{}' AND NEW.content -> 'profile' ->> 'about' = '' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'applications_snapshot is immutable' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER snapshot_immutable_rows BEFORE UPDATE OR DELETE ON applications_snapshot
    FOR EACH ROW EXECUTE FUNCTION applications_snapshot_refuse();
CREATE TRIGGER snapshot_immutable_table BEFORE TRUNCATE ON applications_snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION applications_snapshot_refuse();
"""
MUTABLE = """
DROP TRIGGER snapshot_immutable_rows ON applications_snapshot;
DROP TRIGGER snapshot_immutable_table ON applications_snapshot;
DROP FUNCTION applications_snapshot_refuse();
"""
VIEW = """
CREATE VIEW presented_candidate AS
SELECT
    a.id, a.public_id, a.reference, p.reference AS number, a.vacancy_id, v.employer_id, a.version, a.state, a.close_reason,
    a.owner, a.waiting_since, a.due_on, coalesce(a.presented_at, a.submitted_at, a.created_at) AS presented_at,
    shown.yes AS is_shown,
    (s.taken_at AT TIME ZONE 'UTC')::date AS taken_on,
    CASE WHEN shown.yes THEN a.summary_ja ELSE '' END AS summary_ja,
    ARRAY(
        SELECT x.value FROM jsonb_array_elements_text(coalesce(s.content #> '{profile,skills}', '[]')) WITH ORDINALITY AS x(value, place)
        ORDER BY x.place
    ) AS skills,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'code', x.row -> 'code', 'name_en', x.row -> 'name_en', 'name_ja', x.row -> 'name_ja', 'level', x.row -> 'level'
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content #> '{profile,skill_levels}', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS skill_levels,
    coalesce(s.content #>> '{profile,english_level}', '') AS english_level,
    (s.content #>> '{profile,can_start_on}')::date AS can_start_on,
    coalesce(s.content #>> '{profile,about}', '') AS about,
    coalesce(s.content #>> '{answers,motivation}', '') AS motivation,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'text_ja', x.row #> '{question,text_ja}', 'text_en', x.row #> '{question,text_en}', 'text_ur', x.row #> '{question,text_ur}',
            'text', x.row -> 'text'
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content #> '{answers,questions}', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS answers,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'level', x.row -> 'level', 'subject', x.row -> 'subject', 'institution', x.row -> 'institution',
            'is_awaited', coalesce((x.row ->> 'result_awaited')::boolean, false),
            'is_verified', (s.content -> 'evidence') @> jsonb_build_array(jsonb_build_object('about', x.row -> 'id', 'state', 'verified'))
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content -> 'educations', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS educations,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'title', x.row -> 'title', 'duties', x.row -> 'duties', 'is_it', x.row -> 'is_it',
            'began', left(x.row ->> 'started_on', 7), 'ended', left(x.row ->> 'ended_on', 7),
            'is_verified', (s.content -> 'evidence') @> jsonb_build_array(jsonb_build_object('about', x.row -> 'id', 'state', 'verified'))
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content -> 'experiences', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS experiences,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'kind', x.row -> 'kind', 'level', x.row -> 'level', 'score', x.row -> 'score', 'is_passed', x.row -> 'is_passed',
            'taken', left(x.row ->> 'taken_on', 7),
            'is_verified', (s.content -> 'evidence') @> jsonb_build_array(jsonb_build_object('about', x.row -> 'id', 'state', 'verified'))
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content -> 'tests', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS tests
FROM applications_application a
JOIN jobs_vacancy v ON v.id = a.vacancy_id
JOIN candidates_profile p ON p.id = a.candidate_id
CROSS JOIN LATERAL (
    SELECT (
        a.state IN ('presented', 'interviewing', 'offered', 'accepted', 'departed', 'arrived', 'declined', 'not_selected')
        OR (a.state = 'closed' AND a.close_reason = 'offer_rescinded')
    ) AND EXISTS (
        SELECT 1 FROM applications_consent c
        WHERE c.candidate_id = a.candidate_id AND c.employer_id = v.employer_id AND c.purpose = 'present' AND c.withdrawn_at IS NULL
    ) AS yes
) shown
LEFT JOIN LATERAL (
    SELECT n.content, n.taken_at FROM applications_snapshot n WHERE n.application_id = a.id ORDER BY n.version DESC LIMIT 1
) s ON shown.yes
WHERE a.presented_at IS NOT NULL OR a.state IN ('presented', 'interviewing', 'offered', 'accepted', 'departed', 'arrived', 'declined')
"""
GONE = "DROP VIEW presented_candidate"


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("applications", "0001_initial"),
        ("applications", "0002_initial"),
        ("applications", "0003_snapshots_are_immutable"),
        ("applications", "0004_accept_codes"),
        ("applications", "0005_answers"),
        ("applications", "0006_snapshots_may_be_erased"),
        ("applications", "0007_rounds_shortlists_proposals"),
        ("applications", "0008_presented_view"),
        ("applications", "0009_moved_interviews"),
        ("applications", "0010_queue_keys"),
        ("applications", "0011_lost_applications"),
    ]

    dependencies = [
        ("candidates", "0001_squashed"),
        ("jobs", "0001_squashed"),
        ("vault", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PresentedCandidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(editable=False)),
                ("reference", models.CharField(editable=False, max_length=20)),
                ("number", models.CharField(editable=False, max_length=16)),
                ("version", models.PositiveIntegerField(editable=False)),
                ("state", models.CharField(editable=False, max_length=16)),
                ("close_reason", models.CharField(editable=False, max_length=32)),
                ("owner", models.CharField(editable=False, max_length=16)),
                ("waiting_since", models.DateTimeField(editable=False)),
                ("due_on", models.DateField(editable=False, null=True)),
                ("presented_at", models.DateTimeField(editable=False)),
                ("is_shown", models.BooleanField(editable=False)),
                ("taken_on", models.DateField(editable=False, null=True)),
                ("summary_ja", models.TextField(editable=False)),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), editable=False, size=None),
                ),
                ("skill_levels", models.JSONField(editable=False)),
                ("english_level", models.CharField(editable=False, max_length=2)),
                ("can_start_on", models.DateField(editable=False, null=True)),
                ("about", models.TextField(editable=False)),
                ("motivation", models.TextField(editable=False)),
                ("answers", models.JSONField(editable=False)),
                ("educations", models.JSONField(editable=False)),
                ("experiences", models.JSONField(editable=False)),
                ("tests", models.JSONField(editable=False)),
            ],
            options={
                "verbose_name": "recommended candidate",
                "verbose_name_plural": "recommended candidates",
                "db_table": "presented_candidate",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Application",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("endorsed", "endorsed"),
                            ("presented", "presented"),
                            ("interviewing", "interviewing"),
                            ("offered", "offered"),
                            ("accepted", "accepted"),
                            ("departed", "departed"),
                            ("arrived", "arrived"),
                            ("not_selected", "not_selected"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                            ("superseded", "superseded"),
                            ("closed", "closed"),
                        ],
                        default=applications.states.ApplicationState["DRAFT"],
                        editable=False,
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("motivation", models.TextField(blank=True, max_length=2000, verbose_name="why this job?")),
                ("summary_ja", models.TextField(blank=True, max_length=2000, verbose_name="summary for the employer, in Japanese")),
                ("override_reason", models.CharField(blank=True, max_length=600, verbose_name="why it is endorsed against the verdict")),
                ("returned_note", models.CharField(blank=True, max_length=2000, verbose_name="what to correct")),
                ("close_reason", models.CharField(blank=True, max_length=32, verbose_name="reason")),
                ("reason_is_shared", models.BooleanField(default=False)),
                ("vacancy_version", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ("restore_to", models.CharField(blank=True, editable=False, max_length=16)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("presented_at", models.DateTimeField(editable=False, null=True)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="candidates.profile",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="jobs.vacancy", verbose_name="vacancy"
                    ),
                ),
            ],
            options={
                "verbose_name": "application",
                "verbose_name_plural": "applications",
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=1000, verbose_name="answer")),
                ("question", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.question")),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="applications.application"),
                ),
            ],
            options={
                "ordering": ["question__order"],
            },
        ),
        migrations.CreateModel(
            name="AcceptCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hash", models.CharField(editable=False, max_length=64)),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("day", models.DateField()),
                ("sends", models.PositiveSmallIntegerField(default=1)),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="applications.application"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("partners", "OEC and Inter-SES may use my file to find me work in Japan"),
                            ("present", "My file may be shown without my name to this employer"),
                            ("name", "My name and contact may be shown to this employer for the interview"),
                        ],
                        max_length=12,
                        verbose_name="purpose",
                    ),
                ),
                ("text_version", models.CharField(max_length=16)),
                ("language", models.CharField(max_length=2)),
                ("source", models.CharField(blank=True, max_length=16)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="candidates.profile"),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.employer",
                        verbose_name="receiver",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "form",
                    models.CharField(
                        choices=[("video", "by video"), ("phone", "by phone"), ("place", "in person")],
                        default="video",
                        max_length=8,
                        verbose_name="how you meet",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="link or place")),
                ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="how long, in minutes")),
                ("is_technical_test", models.BooleanField(default=False, verbose_name="technical test")),
                ("has_interpreter", models.BooleanField(default=False, verbose_name="Inter-SES brings an interpreter")),
                ("message", models.CharField(blank=True, max_length=1000, verbose_name="message to the candidate")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reminded_at", models.DateTimeField(editable=False, null=True)),
                ("moves", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("declined_at", models.DateTimeField(editable=False, null=True)),
                ("declined_note", models.CharField(blank=True, max_length=600, verbose_name="when the candidate can attend")),
                (
                    "mark_skill",
                    models.CharField(
                        blank=True,
                        choices=[("◎", "◎ very good"), ("○", "○ good"), ("△", "△ in part"), ("×", "× not enough")],
                        max_length=1,
                        verbose_name="skill",
                    ),
                ),
                (
                    "mark_language",
                    models.CharField(
                        blank=True,
                        choices=[("◎", "◎ very good"), ("○", "○ good"), ("△", "△ in part"), ("×", "× not enough")],
                        max_length=1,
                        verbose_name="language",
                    ),
                ),
                (
                    "mark_talk",
                    models.CharField(
                        blank=True,
                        choices=[("◎", "◎ very good"), ("○", "○ good"), ("△", "△ in part"), ("×", "× not enough")],
                        max_length=1,
                        verbose_name="working with others",
                    ),
                ),
                (
                    "mark_will",
                    models.CharField(
                        blank=True,
                        choices=[("◎", "◎ very good"), ("○", "○ good"), ("△", "△ in part"), ("×", "× not enough")],
                        max_length=1,
                        verbose_name="will to come and stay",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("next", "another round"),
                            ("offer", "we want to make an offer"),
                            ("open", "not decided yet"),
                            ("no", "we do not go on"),
                            ("absent", "the candidate did not come"),
                        ],
                        max_length=12,
                        verbose_name="what comes next",
                    ),
                ),
                ("outcome_note", models.CharField(blank=True, max_length=1000, verbose_name="note on the interview")),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interviews", to="applications.application"
                    ),
                ),
                (
                    "outcome_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["round"],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Inter-SES is looking"),
                            ("objected", "Inter-SES asks for a change"),
                            ("made", "made"),
                            ("rescinded", "taken back"),
                            ("lapsed", "ended with the application"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=16)),
                ("contract_term", models.CharField(max_length=400, verbose_name="contract term and renewal")),
                ("workplace", models.CharField(max_length=400, verbose_name="workplace and range of change")),
                ("duties", models.TextField(max_length=2000, verbose_name="duties and range of change")),
                ("hours", models.CharField(max_length=400, verbose_name="hours, breaks, overtime")),
                ("holidays", models.CharField(max_length=400, verbose_name="days off and leave")),
                ("base_pay", models.PositiveIntegerField(verbose_name="base pay, yen a month")),
                ("allowances", models.CharField(max_length=400, verbose_name="allowances and fixed overtime")),
                ("pay_day", models.CharField(max_length=200, verbose_name="closing day, pay day and way of payment")),
                ("raises", models.CharField(blank=True, max_length=200, verbose_name="pay rises")),
                ("bonus", models.CharField(blank=True, max_length=200, verbose_name="bonus")),
                ("retirement_pay", models.CharField(blank=True, max_length=200, verbose_name="retirement pay")),
                ("leaving", models.CharField(max_length=600, verbose_name="leaving and dismissal")),
                ("insurance", models.CharField(max_length=200, verbose_name="insurance")),
                ("starts_on", models.DateField(verbose_name="start")),
                ("answer_by", models.DateField(verbose_name="answer by")),
                ("objection", models.CharField(blank=True, max_length=1000, verbose_name="what should change")),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("release_on", models.DateField(verbose_name="goes to the candidate on")),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="applications.application"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.storedfile",
                        verbose_name="your own notice of working conditions",
                    ),
                ),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "typed_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
                "verbose_name_plural": "offers",
                "ordering": ["-proposed_at"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "waiting for the candidate"),
                            ("agreed", "agreed"),
                            ("declined", "declined"),
                            ("lapsed", "no answer in time"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("message", models.CharField(blank=True, max_length=600, verbose_name="message to the candidate")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer_by", models.DateField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="applications.application"),
                ),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "result",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.application"
                    ),
                ),
                ("vacancy", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.vacancy")),
            ],
            options={
                "verbose_name": "proposal of another job",
                "verbose_name_plural": "proposals of other jobs",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Shortlist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("secret_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("message", models.CharField(blank=True, max_length=600, verbose_name="message for the reader")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField(verbose_name="the link works until")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("applications", models.ManyToManyField(related_name="shortlists", to="applications.application")),
                ("employer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.employer")),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("vacancy", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="shortlists", to="jobs.vacancy")),
            ],
            options={
                "verbose_name": "shortlist",
                "verbose_name_plural": "shortlists",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="ShortlistMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_name", models.CharField(max_length=60, verbose_name="your name")),
                (
                    "mark",
                    models.CharField(
                        choices=[("◎", "◎ very good"), ("○", "○ good"), ("△", "△ in part"), ("×", "× not enough")],
                        max_length=1,
                        verbose_name="mark",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="applications.application"),
                ),
                (
                    "shortlist",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="applications.shortlist"),
                ),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("is_chosen", models.BooleanField(default=False)),
                (
                    "interview",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="applications.interview"),
                ),
            ],
            options={
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("taken_at", models.DateTimeField(auto_now_add=True)),
                ("content", models.JSONField()),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="snapshots", to="applications.application"),
                ),
            ],
            options={
                "ordering": ["-version"],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("owner", ""), _negated=True),
                fields=["owner", "due_on", "waiting_since", "id"],
                name="application_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("owner", ""), _negated=True),
                fields=["owner", "state", "due_on", "waiting_since", "id"],
                name="application_queue_state",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["vacancy", "state"], name="application_by_vacancy"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        ["draft", "submitted", "returned", "endorsed", "presented", "interviewing", "offered", "accepted", "departed"],
                    ),
                    models.Q(("owner", ""), ("due_on", None), _connector="OR"),
                ),
                fields=["id"],
                name="application_lost",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("candidate", "vacancy"), name="application_once_per_vacancy"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["accepted", "departed"])),
                fields=("candidate",),
                name="application_one_accepted_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn", "closed", "superseded"]), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="application_sent_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["accepted", "departed", "arrived"]), _negated=True),
                    ("accepted_at__isnull", False),
                    _connector="OR",
                ),
                name="application_accepted_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                applications.states.ApplicationState["DRAFT"],
                                applications.states.ApplicationState["SUBMITTED"],
                                applications.states.ApplicationState["RETURNED"],
                                applications.states.ApplicationState["ENDORSED"],
                                applications.states.ApplicationState["PRESENTED"],
                                applications.states.ApplicationState["INTERVIEWING"],
                                applications.states.ApplicationState["OFFERED"],
                                applications.states.ApplicationState["ACCEPTED"],
                                applications.states.ApplicationState["DEPARTED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(models.Q(("owner", ""), _negated=True), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="application_open_has_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("application", "question"), name="answer_once_per_question"),
        ),
        migrations.AddConstraint(
            model_name="acceptcode",
            constraint=models.CheckConstraint(condition=models.Q(("tries__lte", 5)), name="acceptcode_tries_are_few"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("candidate", "purpose", "employer"),
                name="consent_one_live",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", "partners"), ("employer__isnull", False), _connector="OR"), name="consent_names_receiver"
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(fields=("application", "round"), name="interview_once_per_round"),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), ("outcome_at__isnull", False), _connector="OR"), name="interview_outcome_has_date"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "made"])), fields=("application",), name="offer_one_standing"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "made"), _negated=True), ("made_at__isnull", False), _connector="OR"),
                name="offer_made_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("application", "vacancy"), name="proposal_once"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "asked"), ("answered_at__isnull", False), _connector="OR"), name="proposal_answered_has_date"
            ),
        ),
        migrations.AddConstraint(
            model_name="shortlist",
            constraint=models.CheckConstraint(condition=models.Q(("expires_at__gt", models.F("made_at"))), name="shortlist_expires_later"),
        ),
        migrations.AddConstraint(
            model_name="shortlistmark",
            constraint=models.UniqueConstraint(fields=("shortlist", "application", "by_name"), name="shortlist_mark_once"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("interview", "starts_at"), name="slot_time_once"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(condition=models.Q(("is_chosen", True)), fields=("interview",), name="slot_one_chosen"),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(fields=("application", "version"), name="snapshot_once_per_version"),
        ),
        migrations.RunSQL(IMMUTABLE, MUTABLE),
        migrations.RunSQL(VIEW, GONE),
    ]
