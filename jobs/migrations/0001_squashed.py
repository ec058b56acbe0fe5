"""Everything of jobs as one step: tables and what the database itself guards."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import jobs.states
import uuid
from django.conf import settings
from django.db import migrations, models

# A vacancy that has ended uses only the seats that were taken. The row lock on the letter makes parallel publishers take turns.
UP = """
CREATE FUNCTION jobs_demand_seats_hold(letter bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    available integer;
    used integer;
BEGIN
    SELECT seats INTO available FROM jobs_demandletter WHERE id = letter FOR NO KEY UPDATE;
    SELECT coalesce(sum(CASE WHEN state = 'ended' THEN seats_taken ELSE seats END), 0) INTO used
        FROM jobs_vacancy WHERE demand_letter_id = letter AND published_at IS NOT NULL;
    IF used > available THEN
        RAISE EXCEPTION 'demand_seats_never_exceeded: % of %', used, available
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_seats_never_exceeded';
    END IF;
END $$;
CREATE FUNCTION jobs_vacancy_seats_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM jobs_demand_seats_hold(NEW.demand_letter_id);
    RETURN NULL;
END $$;
CREATE FUNCTION jobs_letter_seats_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM jobs_demand_seats_hold(NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER jobs_vacancy_seats_inserted AFTER INSERT ON jobs_vacancy
    FOR EACH ROW WHEN (NEW.demand_letter_id IS NOT NULL AND NEW.published_at IS NOT NULL)
    EXECUTE FUNCTION jobs_vacancy_seats_check();
CREATE TRIGGER jobs_vacancy_seats_updated AFTER UPDATE ON jobs_vacancy
    FOR EACH ROW WHEN (NEW.demand_letter_id IS NOT NULL AND NEW.published_at IS NOT NULL
        AND (OLD.demand_letter_id IS DISTINCT FROM NEW.demand_letter_id OR OLD.published_at IS NULL OR NEW.seats > OLD.seats
            OR (OLD.state = 'ended' AND NEW.state <> 'ended')))
    EXECUTE FUNCTION jobs_vacancy_seats_check();
CREATE TRIGGER jobs_letter_seats_updated AFTER UPDATE OF seats ON jobs_demandletter
    FOR EACH ROW WHEN (NEW.seats < OLD.seats)
    EXECUTE FUNCTION jobs_letter_seats_check();
"""
DOWN = """
DROP TRIGGER jobs_letter_seats_updated ON jobs_demandletter;
DROP TRIGGER jobs_vacancy_seats_updated ON jobs_vacancy;
DROP TRIGGER jobs_vacancy_seats_inserted ON jobs_vacancy;
DROP FUNCTION jobs_letter_seats_check();
DROP FUNCTION jobs_vacancy_seats_check();
DROP FUNCTION jobs_demand_seats_hold(bigint);
"""
# The words of a vacancy stay in its row, as they are: a common word is then compared without fetching and unpacking 2 KB for each
# vacancy. What the list does not read (long texts, the words before they were cut) goes out of the row instead. Two rows fit a page.
BESIDE = """
ALTER TABLE jobs_vacancy ALTER COLUMN search SET STORAGE MAIN;
ALTER TABLE jobs_vacancy SET (toast_tuple_target = 4000);
"""
APART = """
ALTER TABLE jobs_vacancy ALTER COLUMN search SET STORAGE EXTENDED;
ALTER TABLE jobs_vacancy RESET (toast_tuple_target);
"""


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("jobs", "0001_initial"),
        ("jobs", "0002_seats_of_demand_letters"),
        ("jobs", "0003_skills_questions_search"),
        ("jobs", "0004_companies_terms_versions"),
        ("jobs", "0005_verified_checks"),
        ("jobs", "0006_drafts_thrown_away"),
        ("jobs", "0007_search_beside_its_row"),
    ]

    dependencies = [
        ("accounts", "0001_squashed"),
        ("vault", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Prefecture",
            fields=[
                ("code", models.CharField(max_length=2, primary_key=True, serialize=False)),
                ("name_en", models.CharField(max_length=40)),
                ("name_ja", models.CharField(max_length=8)),
                ("name_kana", models.CharField(max_length=20)),
                ("name_ur", models.CharField(blank=True, max_length=40)),
                ("region_en", models.CharField(max_length=40)),
            ],
            options={
                "verbose_name": "prefecture",
                "verbose_name_plural": "prefectures",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("group", models.CharField(max_length=32)),
                ("name_en", models.CharField(max_length=80)),
                ("name_ja", models.CharField(max_length=80)),
                ("name_ur", models.CharField(blank=True, max_length=80)),
                ("isco", models.CharField(blank=True, max_length=8)),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "skill",
                "verbose_name_plural": "skills",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="SswField",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("order", models.PositiveSmallIntegerField()),
                ("name_en", models.CharField(max_length=80)),
                ("name_ja", models.CharField(max_length=40)),
                ("name_ur", models.CharField(blank=True, max_length=80)),
                ("skill_test_ja", models.CharField(blank=True, max_length=80)),
                ("japanese_min", models.CharField(blank=True, max_length=120)),
                ("extra_japanese_test", models.CharField(blank=True, max_length=80)),
                ("fee_placement_allowed", models.BooleanField()),
                ("dispatch_allowed", models.BooleanField()),
            ],
            options={
                "verbose_name": "SSW field",
                "verbose_name_plural": "SSW fields",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Employer",
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
                        choices=[("registered", "registered"), ("verified", "verified"), ("suspended", "suspended")],
                        default=jobs.states.EmployerState["REGISTERED"],
                        editable=False,
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("corporate_number", models.CharField(max_length=13, unique=True, verbose_name="corporate number")),
                ("name_ja", models.CharField(max_length=160, verbose_name="name in Japanese")),
                ("name_kana", models.CharField(blank=True, max_length=160, verbose_name="name in kana")),
                ("name_en", models.CharField(max_length=160, verbose_name="name in Latin letters")),
                ("postal_code", models.CharField(blank=True, max_length=8, verbose_name="postal code")),
                ("address", models.CharField(max_length=240, verbose_name="address")),
                ("address_en", models.CharField(blank=True, max_length=240, verbose_name="address in Latin letters")),
                ("representative_ja", models.CharField(blank=True, max_length=120, verbose_name="representative, in Japanese")),
                ("representative_en", models.CharField(blank=True, max_length=120, verbose_name="representative, in Latin letters")),
                ("representative_title", models.CharField(blank=True, max_length=80, verbose_name="title of the representative")),
                ("industry", models.CharField(max_length=120, verbose_name="industry")),
                ("employees", models.PositiveIntegerField(blank=True, null=True, verbose_name="number of employees")),
                (
                    "category",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1: listed company, public body"),
                            (2, "2: withholding tax of 10 million yen or more"),
                            (3, "3: report filed, below 10 million yen"),
                            (4, "4: everyone else"),
                        ],
                        null=True,
                        verbose_name="category for the Immigration Services Agency",
                    ),
                ),
                (
                    "is_listed",
                    models.BooleanField(
                        blank=True,
                        choices=[(True, "Yes"), (False, "No")],
                        null=True,
                        verbose_name="listed on a stock exchange in Japan, or a public body?",
                    ),
                ),
                (
                    "paid_much_tax",
                    models.BooleanField(
                        blank=True,
                        choices=[(True, "Yes"), (False, "No")],
                        null=True,
                        verbose_name="income tax withheld from salaries last year: 10 million yen or more?",
                    ),
                ),
                (
                    "filed_tax_report",
                    models.BooleanField(
                        blank=True,
                        choices=[(True, "Yes"), (False, "No")],
                        null=True,
                        verbose_name="handed in the table of withholding records of last year?",
                    ),
                ),
                ("dispatch_licence", models.CharField(blank=True, max_length=20, verbose_name="licence number for dispatching workers")),
                ("dispatch_licence_until", models.DateField(blank=True, null=True, verbose_name="licence valid until")),
                ("about_ja", models.TextField(blank=True, max_length=1500, verbose_name="about the company, in Japanese")),
                ("about_en", models.TextField(blank=True, max_length=1500, verbose_name="about the company, in English")),
                (
                    "job_offers_lawful_on",
                    models.DateField(blank=True, null=True, verbose_name="declared: no ground to refuse our job offers"),
                ),
                ("no_crime_ties_on", models.DateField(blank=True, null=True, verbose_name="declared: no ties to organised crime")),
                ("answer_days", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "point_items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="items that give Highly Skilled points",
                    ),
                ),
                (
                    "verified_checks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("existence", "the company exists: register of corporate numbers, telephone, office"),
                                ("job_offers", "its declaration on the grounds to refuse job offers (Employment Security Act 5-6)"),
                                ("crime_ties", "its declaration on organised crime"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="what was checked",
                    ),
                ),
                ("verified_how", models.CharField(blank=True, max_length=400, verbose_name="how it was checked")),
                ("party", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.party")),
                (
                    "prefecture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.prefecture", verbose_name="prefecture"
                    ),
                ),
            ],
            options={
                "verbose_name": "employer",
                "verbose_name_plural": "employers",
                "ordering": ["name_en"],
            },
        ),
        migrations.CreateModel(
            name="DemandLetter",
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
                            ("drafted", "drafted"),
                            ("waiting", "waiting"),
                            ("entered", "entered"),
                            ("attested", "attested"),
                            ("expired", "expired"),
                        ],
                        default=jobs.states.DemandState["DRAFTED"],
                        editable=False,
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="seats")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="number")),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pk_embassy", "Embassy of Pakistan in Tokyo"),
                            ("jp_mofa", "Ministry of Foreign Affairs of Japan"),
                            ("jp_embassy", "Embassy of Japan in Pakistan"),
                        ],
                        max_length=12,
                        verbose_name="attested by",
                    ),
                ),
                ("attested_on", models.DateField(blank=True, null=True, verbose_name="attested on")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.storedfile",
                        verbose_name="attested scan",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="demand_letters", to="jobs.employer"),
                ),
            ],
            options={
                "verbose_name": "demand letter",
                "verbose_name_plural": "demand letters",
            },
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(unique=True, verbose_name="from")),
                ("rupees_per_yen", models.DecimalField(decimal_places=4, max_digits=9, verbose_name="rupees for one yen")),
                ("source", models.CharField(max_length=120, verbose_name="source")),
            ],
            options={
                "verbose_name": "exchange rate",
                "verbose_name_plural": "exchange rates",
                "ordering": ["-valid_from"],
                "constraints": [models.CheckConstraint(condition=models.Q(("rupees_per_yen__gt", 0)), name="exchange_rate_is_positive")],
            },
        ),
        migrations.CreateModel(
            name="MinimumWage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("yen_per_hour", models.PositiveIntegerField()),
                ("is_provisional", models.BooleanField(default=False)),
                (
                    "prefecture",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="minimum_wages", to="jobs.prefecture"),
                ),
            ],
            options={
                "verbose_name": "minimum wage",
                "verbose_name_plural": "minimum wages",
                "ordering": ["prefecture", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="SkillWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=80)),
                ("skill", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="words", to="jobs.skill")),
            ],
        ),
        migrations.AddField(
            model_name="skill",
            name="field",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.sswfield"
            ),
        ),
        migrations.CreateModel(
            name="FieldOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("suspended", "suspended"), ("decided_not_open", "decided, not yet open")], max_length=20
                    ),
                ),
                ("field", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="jobs.sswfield")),
            ],
            options={
                "verbose_name": "opening of a field",
                "verbose_name_plural": "openings of fields",
                "ordering": ["field", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="UsualTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duties_change_range", models.CharField(blank=True, max_length=400, verbose_name="how far the duties may change")),
                (
                    "duties_change_range_en",
                    models.CharField(blank=True, max_length=400, verbose_name="how far the duties may change, in English"),
                ),
                (
                    "probation_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="probation in months (0 = none)"),
                ),
                (
                    "probation_conditions",
                    models.CharField(blank=True, max_length=400, verbose_name="conditions during probation, where different"),
                ),
                (
                    "probation_conditions_en",
                    models.CharField(blank=True, max_length=400, verbose_name="conditions during probation, in English"),
                ),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="work begins at")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="work ends at")),
                (
                    "hours_system",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "fixed hours"),
                            ("discretionary", "discretionary work"),
                            ("flextime", "flexible hours"),
                            ("shifts", "shifts"),
                        ],
                        max_length=16,
                        verbose_name="system of hours",
                    ),
                ),
                ("break_minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="break in minutes")),
                (
                    "daily_hours",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="working hours a day"),
                ),
                ("yearly_hours", models.PositiveIntegerField(blank=True, null=True, verbose_name="scheduled hours a year")),
                ("holidays", models.CharField(blank=True, max_length=400, verbose_name="days off")),
                ("holidays_en", models.CharField(blank=True, max_length=400, verbose_name="days off, in English")),
                ("annual_holidays", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days off a year")),
                (
                    "has_overtime",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="is there overtime?"),
                ),
                (
                    "overtime_hours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="overtime hours a month on average"),
                ),
                (
                    "remote_work",
                    models.CharField(
                        blank=True,
                        choices=[("no", "no work from home"), ("partly", "partly from home"), ("fully", "from home")],
                        max_length=8,
                        verbose_name="work from home",
                    ),
                ),
                (
                    "work_language",
                    models.CharField(
                        blank=True,
                        choices=[("", "not said"), ("ja", "Japanese"), ("ja_en", "Japanese and English"), ("en", "English")],
                        max_length=8,
                        verbose_name="language of work",
                    ),
                ),
                ("bonus", models.CharField(blank=True, max_length=200, verbose_name="bonus")),
                ("bonus_en", models.CharField(blank=True, max_length=200, verbose_name="bonus, in English")),
                ("raises", models.CharField(blank=True, max_length=200, verbose_name="pay rises")),
                ("raises_en", models.CharField(blank=True, max_length=200, verbose_name="pay rises, in English")),
                ("pay_day", models.CharField(blank=True, max_length=200, verbose_name="closing day, pay day and way of payment")),
                (
                    "pay_day_en",
                    models.CharField(blank=True, max_length=200, verbose_name="closing day, pay day and way of payment, in English"),
                ),
                (
                    "insurance_health",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="health insurance"),
                ),
                (
                    "insurance_pension",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="employees' pension"),
                ),
                (
                    "insurance_employment",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="employment insurance"),
                ),
                (
                    "insurance_accident",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="accident insurance"),
                ),
                ("retirement_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="retirement age of the company")),
                ("rehired_until", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="employed again until the age of")),
                (
                    "has_retirement_pay",
                    models.BooleanField(
                        blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="is there retirement pay?"
                    ),
                ),
                ("leaving", models.CharField(blank=True, max_length=600, verbose_name="leaving and dismissal")),
                ("leaving_en", models.CharField(blank=True, max_length=600, verbose_name="leaving and dismissal, in English")),
                (
                    "housing_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "the worker finds a flat"),
                            ("help", "the company helps to find a flat and stands in as guarantor"),
                            ("rented", "the company rents a flat for the worker"),
                            ("dormitory", "company dormitory"),
                        ],
                        max_length=12,
                        verbose_name="who finds the home",
                    ),
                ),
                ("housing", models.CharField(blank=True, max_length=400, verbose_name="housing")),
                ("housing_en", models.CharField(blank=True, max_length=400, verbose_name="housing, in English")),
                ("rent_deducted", models.PositiveIntegerField(blank=True, null=True, verbose_name="rent taken from the pay, yen a month")),
                (
                    "support",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("airport", "somebody meets you at the airport"),
                                ("papers", "help with city office, bank and phone"),
                                ("japanese", "Japanese lessons paid by the company"),
                                ("home_visit", "flight home paid once a year"),
                                ("prayer", "room and time for prayer"),
                                ("halal", "halal food nearby or at work"),
                                ("family", "help to bring the family"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="what you do for people from abroad",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "employer",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="usual_terms", to="jobs.employer"),
                ),
            ],
            options={
                "verbose_name": "usual terms",
                "verbose_name_plural": "usual terms",
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
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
                ("duties_change_range", models.CharField(blank=True, max_length=400, verbose_name="how far the duties may change")),
                (
                    "duties_change_range_en",
                    models.CharField(blank=True, max_length=400, verbose_name="how far the duties may change, in English"),
                ),
                (
                    "probation_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="probation in months (0 = none)"),
                ),
                (
                    "probation_conditions",
                    models.CharField(blank=True, max_length=400, verbose_name="conditions during probation, where different"),
                ),
                (
                    "probation_conditions_en",
                    models.CharField(blank=True, max_length=400, verbose_name="conditions during probation, in English"),
                ),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="work begins at")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="work ends at")),
                (
                    "hours_system",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "fixed hours"),
                            ("discretionary", "discretionary work"),
                            ("flextime", "flexible hours"),
                            ("shifts", "shifts"),
                        ],
                        max_length=16,
                        verbose_name="system of hours",
                    ),
                ),
                ("break_minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="break in minutes")),
                (
                    "daily_hours",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="working hours a day"),
                ),
                ("yearly_hours", models.PositiveIntegerField(blank=True, null=True, verbose_name="scheduled hours a year")),
                ("holidays", models.CharField(blank=True, max_length=400, verbose_name="days off")),
                ("holidays_en", models.CharField(blank=True, max_length=400, verbose_name="days off, in English")),
                ("annual_holidays", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days off a year")),
                (
                    "has_overtime",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="is there overtime?"),
                ),
                (
                    "overtime_hours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="overtime hours a month on average"),
                ),
                (
                    "remote_work",
                    models.CharField(
                        blank=True,
                        choices=[("no", "no work from home"), ("partly", "partly from home"), ("fully", "from home")],
                        max_length=8,
                        verbose_name="work from home",
                    ),
                ),
                (
                    "work_language",
                    models.CharField(
                        blank=True,
                        choices=[("", "not said"), ("ja", "Japanese"), ("ja_en", "Japanese and English"), ("en", "English")],
                        max_length=8,
                        verbose_name="language of work",
                    ),
                ),
                ("bonus", models.CharField(blank=True, max_length=200, verbose_name="bonus")),
                ("bonus_en", models.CharField(blank=True, max_length=200, verbose_name="bonus, in English")),
                ("raises", models.CharField(blank=True, max_length=200, verbose_name="pay rises")),
                ("raises_en", models.CharField(blank=True, max_length=200, verbose_name="pay rises, in English")),
                ("pay_day", models.CharField(blank=True, max_length=200, verbose_name="closing day, pay day and way of payment")),
                (
                    "pay_day_en",
                    models.CharField(blank=True, max_length=200, verbose_name="closing day, pay day and way of payment, in English"),
                ),
                (
                    "insurance_health",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="health insurance"),
                ),
                (
                    "insurance_pension",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="employees' pension"),
                ),
                (
                    "insurance_employment",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="employment insurance"),
                ),
                (
                    "insurance_accident",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="accident insurance"),
                ),
                ("retirement_age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="retirement age of the company")),
                ("rehired_until", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="employed again until the age of")),
                (
                    "has_retirement_pay",
                    models.BooleanField(
                        blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="is there retirement pay?"
                    ),
                ),
                ("leaving", models.CharField(blank=True, max_length=600, verbose_name="leaving and dismissal")),
                ("leaving_en", models.CharField(blank=True, max_length=600, verbose_name="leaving and dismissal, in English")),
                (
                    "housing_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "the worker finds a flat"),
                            ("help", "the company helps to find a flat and stands in as guarantor"),
                            ("rented", "the company rents a flat for the worker"),
                            ("dormitory", "company dormitory"),
                        ],
                        max_length=12,
                        verbose_name="who finds the home",
                    ),
                ),
                ("housing", models.CharField(blank=True, max_length=400, verbose_name="housing")),
                ("housing_en", models.CharField(blank=True, max_length=400, verbose_name="housing, in English")),
                ("rent_deducted", models.PositiveIntegerField(blank=True, null=True, verbose_name="rent taken from the pay, yen a month")),
                (
                    "support",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("airport", "somebody meets you at the airport"),
                                ("papers", "help with city office, bank and phone"),
                                ("japanese", "Japanese lessons paid by the company"),
                                ("home_visit", "flight home paid once a year"),
                                ("prayer", "room and time for prayer"),
                                ("halal", "halal food nearby or at work"),
                                ("family", "help to bring the family"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="what you do for people from abroad",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("vetted", "vetted"),
                            ("returned", "returned"),
                            ("published", "published"),
                            ("paused", "paused"),
                            ("closed", "closed"),
                            ("ended", "ended"),
                        ],
                        default=jobs.states.VacancyState["DRAFT"],
                        editable=False,
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("reference", models.CharField(editable=False, max_length=16, unique=True, verbose_name="number")),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("title_ja", models.CharField(max_length=120, verbose_name="job title in Japanese")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="job title in English")),
                ("title_ur", models.CharField(blank=True, max_length=120, verbose_name="job title in Urdu")),
                ("duties_ja", models.TextField(blank=True, max_length=4000, verbose_name="duties in Japanese")),
                ("duties_en", models.TextField(blank=True, max_length=4000, verbose_name="duties in English")),
                ("requirements_ja", models.TextField(blank=True, max_length=4000, verbose_name="requirements in Japanese")),
                ("requirements_en", models.TextField(blank=True, max_length=4000, verbose_name="requirements in English")),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name="skills"
                    ),
                ),
                (
                    "contract_kind",
                    models.CharField(
                        blank=True,
                        choices=[("indefinite", "without end date"), ("fixed", "fixed term")],
                        max_length=12,
                        verbose_name="contract",
                    ),
                ),
                ("contract_ends_on", models.DateField(blank=True, null=True, verbose_name="contract ends on")),
                (
                    "renewal_kind",
                    models.CharField(
                        blank=True,
                        choices=[("automatic", "renewed as a rule"), ("possible", "may be renewed"), ("none", "not renewed")],
                        max_length=12,
                        verbose_name="is the contract renewed?",
                    ),
                ),
                ("renewal_criteria", models.CharField(blank=True, max_length=400, verbose_name="renewal: criteria and caps")),
                (
                    "renewal_criteria_en",
                    models.CharField(blank=True, max_length=400, verbose_name="renewal: criteria and caps, in English"),
                ),
                ("renewal_limit_years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="longest time in all, years")),
                ("renewal_limit_times", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="most renewals")),
                ("workplace_address", models.CharField(blank=True, max_length=240, verbose_name="address of the workplace")),
                (
                    "workplace_address_en",
                    models.CharField(blank=True, max_length=240, verbose_name="address of the workplace in Latin letters"),
                ),
                ("workplace_change_range", models.CharField(blank=True, max_length=400, verbose_name="how far the workplace may change")),
                (
                    "workplace_change_range_en",
                    models.CharField(blank=True, max_length=400, verbose_name="how far the workplace may change, in English"),
                ),
                (
                    "pay_unit",
                    models.CharField(
                        choices=[("month", "a month"), ("day", "a day"), ("hour", "an hour")],
                        default="month",
                        max_length=8,
                        verbose_name="pay is",
                    ),
                ),
                ("base_pay", models.PositiveIntegerField(blank=True, null=True, verbose_name="base pay in yen, without fixed overtime")),
                (
                    "counted_allowances",
                    models.PositiveIntegerField(default=0, verbose_name="allowances that count for the minimum wage, yen a month"),
                ),
                (
                    "excluded_allowances",
                    models.PositiveIntegerField(default=0, verbose_name="commuting, family and attendance allowances, yen a month"),
                ),
                ("allowances_note", models.CharField(blank=True, max_length=400, verbose_name="what the allowances are")),
                ("allowances_note_en", models.CharField(blank=True, max_length=400, verbose_name="what the allowances are, in English")),
                ("fixed_overtime_pay", models.PositiveIntegerField(default=0, verbose_name="fixed overtime pay, yen a month")),
                ("fixed_overtime_hours", models.PositiveSmallIntegerField(default=0, verbose_name="hours covered by it")),
                ("fixed_overtime_excess_paid", models.BooleanField(default=False, verbose_name="work beyond these hours is paid extra")),
                (
                    "take_home_pay",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="about what is left after tax and insurance, yen a month (your estimate)"
                    ),
                ),
                ("certain_bonus", models.PositiveIntegerField(blank=True, null=True, verbose_name="bonus that is certain, yen a year")),
                (
                    "utilities_deducted",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="light, heat and water taken from the pay, yen a month"
                    ),
                ),
                (
                    "meals_deducted",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="meals taken from the pay, yen a month"),
                ),
                (
                    "deductions_note",
                    models.CharField(blank=True, max_length=400, verbose_name="other deductions that are agreed in writing"),
                ),
                ("deductions_note_en", models.CharField(blank=True, max_length=400, verbose_name="other deductions, in English")),
                (
                    "is_dispatch",
                    models.BooleanField(blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="is it dispatch work?"),
                ),
                ("dispatch_client", models.CharField(blank=True, max_length=200, verbose_name="where, and who gives orders")),
                (
                    "dispatch_client_en",
                    models.CharField(blank=True, max_length=200, verbose_name="where, and who gives orders, in English"),
                ),
                (
                    "smoking",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "no measures"),
                            ("indoor_ban", "no smoking indoors"),
                            ("smoking_room", "smoking room only"),
                            ("outdoor_only", "smoking outdoors only"),
                        ],
                        max_length=16,
                        verbose_name="measures against passive smoking",
                    ),
                ),
                (
                    "visa_routes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("engineer", "Engineer / Specialist"),
                                ("hsp", "Highly Skilled Professional"),
                                ("ssw1", "Specified Skilled Worker (i)"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="visa routes",
                    ),
                ),
                (
                    "japanese_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not asked"),
                            ("N5", "JLPT N5"),
                            ("N4", "JLPT N4"),
                            ("N3", "JLPT N3"),
                            ("N2", "JLPT N2"),
                            ("N1", "JLPT N1"),
                        ],
                        max_length=2,
                        verbose_name="Japanese",
                    ),
                ),
                (
                    "english_level",
                    models.CharField(
                        blank=True,
                        choices=[("", "not asked"), ("A2", "A2"), ("B1", "B1"), ("B2", "B2"), ("C1", "C1")],
                        max_length=2,
                        verbose_name="English",
                    ),
                ),
                (
                    "ssw_work",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not said"),
                            ("truck", "truck"),
                            ("taxi", "taxi"),
                            ("bus", "bus"),
                            ("transport_staff", "railway: driver, conductor or station"),
                            ("other", "other work of the field"),
                        ],
                        max_length=16,
                        verbose_name="kind of work in the field",
                    ),
                ),
                (
                    "is_person_facing",
                    models.BooleanField(
                        blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="mainly talks with people in Japanese?"
                    ),
                ),
                ("is_english_enough", models.BooleanField(default=False, verbose_name="English is enough at work")),
                ("welcomes_new_graduates", models.BooleanField(default=False, verbose_name="new graduates are welcome")),
                ("pr_ja", models.TextField(blank=True, max_length=1500, verbose_name="why work with you, in Japanese")),
                ("pr_en", models.TextField(blank=True, max_length=1500, verbose_name="why work with you, in English")),
                ("interview_rounds", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rounds of interviews")),
                (
                    "has_technical_test",
                    models.BooleanField(
                        blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="is there a technical test?"
                    ),
                ),
                (
                    "has_interpreter",
                    models.BooleanField(
                        blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="is an interpreter there?"
                    ),
                ),
                (
                    "answer_within_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="you answer within how many days"),
                ),
                ("english_of", models.JSONField(blank=True, default=dict, editable=False)),
                ("is_entered_by_agency", models.BooleanField(default=False, editable=False)),
                ("confirmed_on", models.DateField(editable=False, null=True)),
                ("confirm_asked_on", models.DateField(editable=False, null=True)),
                ("discarded_at", models.DateTimeField(editable=False, null=True)),
                ("search_terms", models.TextField(blank=True, default="", editable=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.contrib.postgres.search.SearchVector("search_terms", config="simple"), function="strip"
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=1, verbose_name="seats")),
                ("seats_taken", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="planned start")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="closes on")),
                (
                    "no_fee_declared",
                    models.BooleanField(default=False, verbose_name="we take no fee, deposit or guarantor from the worker"),
                ),
                (
                    "equal_pay_declared",
                    models.BooleanField(default=False, verbose_name="the pay equals that of a Japanese person in the same work"),
                ),
                (
                    "demand_letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vacancies",
                        to="jobs.demandletter",
                        verbose_name="demand letter",
                    ),
                ),
                ("employer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="vacancies", to="jobs.employer")),
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
                (
                    "prefecture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.prefecture",
                        verbose_name="prefecture of the workplace",
                    ),
                ),
            ],
            options={
                "verbose_name": "vacancy",
                "verbose_name_plural": "vacancies",
            },
        ),
        migrations.CreateModel(
            name="SentSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("note", models.CharField(blank=True, max_length=600, verbose_name="what we should know")),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("refused_why", models.CharField(blank=True, max_length=600, verbose_name="why it cannot be entered")),
                (
                    "employer",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sent_sheets", to="jobs.employer"),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.storedfile", verbose_name="file"
                    ),
                ),
                ("sent_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "vacancy",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="sheets", to="jobs.vacancy"
                    ),
                ),
            ],
            options={
                "verbose_name": "sent job sheet",
                "verbose_name_plural": "sent job sheets",
                "ordering": ["sent_at"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(max_length=40)),
                ("text", models.CharField(max_length=600)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("vacancy", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="jobs.vacancy")),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("text_ja", models.CharField(max_length=300, verbose_name="question in Japanese")),
                ("text_en", models.CharField(blank=True, max_length=300, verbose_name="question in English")),
                ("text_ur", models.CharField(blank=True, max_length=300, verbose_name="question in Urdu")),
                ("vacancy", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="jobs.vacancy")),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("commuting", "commuting"),
                            ("family", "family"),
                            ("attendance", "full attendance"),
                            ("housing", "housing"),
                            ("post", "post or duty"),
                            ("qualification", "qualification or skill"),
                            ("region", "region"),
                            ("other", "other, paid to everybody"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("yen", models.PositiveIntegerField(verbose_name="yen a month")),
                ("is_upper_limit", models.BooleanField(default=False, verbose_name="the real cost, up to this amount")),
                ("vacancy", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="allowances", to="jobs.vacancy")),
            ],
            options={
                "verbose_name": "allowance",
                "verbose_name_plural": "allowances",
                "ordering": ["kind"],
            },
        ),
        migrations.CreateModel(
            name="VacancyDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("seen", models.PositiveIntegerField(default=0)),
                ("vacancy", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="days", to="jobs.vacancy")),
            ],
        ),
        migrations.CreateModel(
            name="VacancySkill",
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
                ("is_required", models.BooleanField(default=False, verbose_name="required")),
                (
                    "skill",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.skill", verbose_name="skill"),
                ),
                (
                    "vacancy",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="wanted_skills", to="jobs.vacancy"),
                ),
            ],
            options={
                "ordering": ["-is_required", "skill__order"],
            },
        ),
        migrations.CreateModel(
            name="VacancyVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Inter-SES is looking"),
                            ("live", "public now"),
                            ("past", "replaced"),
                            ("refused", "not taken over"),
                            ("withdrawn", "taken back"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField()),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("remark", models.CharField(blank=True, max_length=1000, verbose_name="what should change")),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("vacancy", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="jobs.vacancy")),
            ],
            options={
                "verbose_name": "version of a vacancy",
                "verbose_name_plural": "versions of vacancies",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Workplace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name of the workplace")),
                ("address", models.CharField(max_length=240, verbose_name="address")),
                ("address_en", models.CharField(blank=True, max_length=240, verbose_name="address in Latin letters")),
                ("change_range", models.CharField(blank=True, max_length=400, verbose_name="how far the workplace may change")),
                (
                    "change_range_en",
                    models.CharField(blank=True, max_length=400, verbose_name="how far the workplace may change, in English"),
                ),
                (
                    "smoking",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "no measures"),
                            ("indoor_ban", "no smoking indoors"),
                            ("smoking_room", "smoking room only"),
                            ("outdoor_only", "smoking outdoors only"),
                        ],
                        max_length=16,
                        verbose_name="measures against passive smoking",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1)),
                ("employer", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="workplaces", to="jobs.employer")),
                (
                    "prefecture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.prefecture", verbose_name="prefecture"
                    ),
                ),
            ],
            options={
                "verbose_name": "workplace",
                "verbose_name_plural": "workplaces",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="demandletter",
            constraint=models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="demand_has_seats"),
        ),
        migrations.AddConstraint(
            model_name="demandletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", [jobs.states.DemandState["ATTESTED"], jobs.states.DemandState["ENTERED"]]), _negated=True),
                    models.Q(
                        models.Q(("number", ""), _negated=True),
                        models.Q(("authority", ""), _negated=True),
                        ("attested_on__isnull", False),
                        ("valid_until__gte", models.F("attested_on")),
                    ),
                    _connector="OR",
                ),
                name="demand_attested_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="demandletter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True), fields=("number",), name="demand_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="minimumwage",
            constraint=models.UniqueConstraint(fields=("prefecture", "valid_from"), name="minimum_wage_once_per_day"),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", jobs.states.EmployerState["VERIFIED"]), _negated=True),
                    models.Q(("verified_how", ""), _negated=True),
                    _connector="OR",
                ),
                name="employer_verified_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", jobs.states.EmployerState["VERIFIED"]), _negated=True),
                    ("verified_checks__contains", ["existence", "job_offers", "crime_ties"]),
                    _connector="OR",
                ),
                name="employer_verified_was_checked",
            ),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                condition=models.Q(("corporate_number__regex", "^[0-9]{13}$")), name="employer_number_has_13_digits"
            ),
        ),
        migrations.AddIndex(
            model_name="skillword",
            index=models.Index(fields=["word"], name="skill_word_starts", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AddConstraint(
            model_name="skillword",
            constraint=models.UniqueConstraint(fields=("skill", "word"), name="skill_word_once"),
        ),
        migrations.AddConstraint(
            model_name="fieldopening",
            constraint=models.UniqueConstraint(fields=("field", "valid_from"), name="field_opening_once_per_day"),
        ),
        migrations.AddIndex(
            model_name="vacancy",
            index=models.Index(
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("state", "published")),
                name="vacancy_open_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="vacancy",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="vacancy_search"),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["published", "paused"]), _negated=True),
                    models.Q(("closes_on__isnull", False), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="vacancy_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["published", "paused"]), _negated=True), ("demand_letter__isnull", False), _connector="OR"
                ),
                name="vacancy_public_has_demand",
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["submitted", "vetted", "published", "paused"]), _negated=True),
                    ("no_fee_declared", True),
                    _connector="OR",
                ),
                name="vacancy_public_asks_no_fee",
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("discarded_at", None), ("state", "draft"), _connector="OR"), name="vacancy_thrown_away_is_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats_taken__lte", models.F("seats"))), name="vacancy_is_never_over_filled"
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="vacancy_has_seats"),
        ),
        migrations.AddIndex(
            model_name="sentsheet",
            index=models.Index(condition=models.Q(("refused_why", ""), ("vacancy", None)), fields=["sent_at"], name="sent_sheet_waiting"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("vacancy", "order"), name="question_once_per_place"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(condition=models.Q(("order__gte", 1), ("order__lte", 3)), name="question_at_most_three"),
        ),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.UniqueConstraint(fields=("vacancy", "kind"), name="allowance_once_per_kind"),
        ),
        migrations.AddConstraint(
            model_name="vacancyday",
            constraint=models.UniqueConstraint(fields=("vacancy", "day"), name="vacancy_day_once"),
        ),
        migrations.AddConstraint(
            model_name="vacancyskill",
            constraint=models.UniqueConstraint(fields=("vacancy", "skill"), name="vacancy_skill_once"),
        ),
        migrations.AddConstraint(
            model_name="vacancyskill",
            constraint=models.CheckConstraint(condition=models.Q(("level__in", [1, 2, 3, 4])), name="vacancy_skill_level_known"),
        ),
        migrations.AddConstraint(
            model_name="vacancyversion",
            constraint=models.UniqueConstraint(fields=("vacancy", "number"), name="vacancy_version_once"),
        ),
        migrations.AddConstraint(
            model_name="vacancyversion",
            constraint=models.UniqueConstraint(condition=models.Q(("state", "live")), fields=("vacancy",), name="vacancy_one_live_version"),
        ),
        migrations.AddConstraint(
            model_name="vacancyversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")), fields=("vacancy",), name="vacancy_one_proposed_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "refused"), _negated=True), models.Q(("remark", ""), _negated=True), _connector="OR"),
                name="vacancy_version_refused_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="workplace",
            constraint=models.UniqueConstraint(fields=("employer", "name"), name="workplace_named_once"),
        ),
        migrations.RunSQL(UP, DOWN),
        migrations.RunSQL(BESIDE, APART),
    ]
