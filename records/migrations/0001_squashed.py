"""Everything of records as one step: tables and what the database itself guards."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

# table: the column of the thing it is part of, columns with their values, columns of which only the change is kept
TABLES = {
    "accounts_user": (
        "",
        "role is_active phone_verified full_name email phone",
        "password",
    ),
    "accounts_membership": (
        "user_id",
        "user_id party_id duty since until",
        "",
    ),
    "candidates_profile": (
        "",
        (
            "full_name passport_name passport_surname name_katakana passport_expires_on district_id english_level skills "
            "about wanted_fields point_items wanted_pay can_start_on code_url portfolio_url project_url project_about cv_id"
        ),
        "cnic birth_date passport_number",
    ),
    "candidates_education": (
        "profile_id",
        "level subject institution started_year finished_year result_awaited is_provisional country",
        "",
    ),
    "candidates_experience": (
        "profile_id",
        "title duties is_it field_id started_on ended_on is_intern_training company",
        "",
    ),
    "candidates_testresult": (
        "profile_id",
        "kind level field_id score is_passed taken_on country number",
        "",
    ),
    "candidates_profileskill": (
        "profile_id",
        "skill_id level",
        "",
    ),
    "candidates_evidence": (
        "profile_id",
        ("kind side file_id education_id experience_id test_id expires_on checked_how checked_reference fault checked_by_id"),
        "",
    ),
    "jobs_employer": (
        "",
        (
            "corporate_number name_ja name_kana name_en prefecture_id address industry employees category is_listed "
            "paid_much_tax filed_tax_report dispatch_licence dispatch_licence_until about_ja about_en job_offers_lawful_on "
            "no_crime_ties_on website point_items verified_checks postal_code address_en representative_ja "
            "representative_en representative_title verified_how"
        ),
        "",
    ),
    "jobs_demandletter": (
        "employer_id",
        "seats number authority attested_on valid_until scan_id",
        "",
    ),
    "jobs_vacancy": (
        "employer_id",
        (
            "demand_letter_id title_ja title_en title_ur duties_ja duties_en requirements_ja requirements_en skills "
            "contract_kind contract_ends_on renewal_kind renewal_criteria renewal_criteria_en renewal_limit_years "
            "renewal_limit_times prefecture_id workplace_address workplace_address_en workplace_change_range "
            "workplace_change_range_en pay_unit base_pay counted_allowances excluded_allowances allowances_note "
            "allowances_note_en fixed_overtime_pay fixed_overtime_hours fixed_overtime_excess_paid take_home_pay "
            "certain_bonus utilities_deducted meals_deducted deductions_note deductions_note_en is_dispatch dispatch_client "
            "dispatch_client_en smoking visa_routes field_id japanese_level english_level ssw_work is_person_facing "
            "is_english_enough welcomes_new_graduates pr_ja pr_en interview_rounds has_technical_test has_interpreter "
            "answer_within_days confirmed_on seats starts_on closes_on no_fee_declared equal_pay_declared "
            "duties_change_range duties_change_range_en probation_months probation_conditions probation_conditions_en "
            "starts_at ends_at hours_system break_minutes daily_hours yearly_hours holidays holidays_en annual_holidays "
            "has_overtime overtime_hours remote_work work_language bonus bonus_en raises raises_en pay_day pay_day_en "
            "insurance_health insurance_pension insurance_employment insurance_accident retirement_age rehired_until "
            "has_retirement_pay leaving leaving_en housing_kind housing housing_en rent_deducted support discarded_at"
        ),
        "",
    ),
    "applications_offer": (
        "application_id",
        (
            "state made_by_id typed_by_id source contract_term workplace duties hours holidays base_pay allowances pay_day "
            "raises bonus retirement_pay leaving insurance starts_on answer_by document_id release_on made_at objection"
        ),
        "",
    ),
    "reviews_decision": (
        "",
        (
            "subject_kind subject_ref step version by_id reason is_shared reach decided_at release_at released_at undone_at "
            "refused_at batch_id"
        ),
        "note remarks refusal refused_for",
    ),
}
FUNCTION = """
CREATE FUNCTION records_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told text[] := string_to_array(coalesce(current_setting('safeer.origin', true), ''), '|');
    who bigint := CASE WHEN told[1] ~ '^[0-9]{1,18}$' THEN told[1]::bigint END;
    door text := left(coalesce(told[2], ''), 8);
    plain text[] := string_to_array(TG_ARGV[1], ',');
    hidden text[] := string_to_array(TG_ARGV[2], ',');
    was jsonb; now_is jsonb; row_id bigint; part_of bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN now_is := to_jsonb(NEW); END IF;
    row_id := (coalesce(now_is, was)->>'id')::bigint;
    part_of := (coalesce(now_is, was)->>TG_ARGV[0])::bigint;
    IF TG_OP = 'INSERT' THEN
        INSERT INTO records_fieldchange (at, xact, what, "of", "row", within, field, old, new, is_hidden, actor_id, door, salt, digest)
        SELECT clock_timestamp(), pg_current_xact_id()::text::bigint, 'I', TG_TABLE_NAME, row_id, part_of, '', NULL, said.text, false,
               who, door, said.salt, sha256(said.salt || convert_to(E'\\x01' || said.text, 'UTF8'))
          FROM (SELECT uuid_send(gen_random_uuid()) AS salt,
                       coalesce(jsonb_object_agg(key, CASE WHEN key = ANY(hidden) THEN 'null' ELSE value END)::text, '{}') AS text
                  FROM jsonb_each(now_is)
                 WHERE key = ANY(plain || hidden) AND value NOT IN ('null', '""', '[]', '{}', 'false')) said;
        RETURN NULL;
    END IF;
    INSERT INTO records_fieldchange (at, xact, what, "of", "row", within, field, old, new, is_hidden, actor_id, door, salt, digest)
    SELECT clock_timestamp(), pg_current_xact_id()::text::bigint, left(TG_OP, 1), TG_TABLE_NAME, row_id, part_of, said.name, said.old,
           said.new, said.is_hidden, who, door, said.salt,
           sha256(said.salt || convert_to(coalesce(said.old, '') || E'\\x01' || coalesce(said.new, ''), 'UTF8'))
      FROM (SELECT name, name = ANY(hidden) AS is_hidden, uuid_send(gen_random_uuid()) AS salt,
                   CASE WHEN name = ANY(plain) THEN was->>name END AS old, CASE WHEN name = ANY(plain) THEN now_is->>name END AS new
              FROM unnest(plain || hidden) name
             WHERE coalesce(was->name, 'null') IS DISTINCT FROM coalesce(now_is->name, 'null')) said;
    RETURN NULL;
END $$;
"""
GROW_ONLY = ("records_seal", "records_visit", "records_inquiry")
FORWARD = """
CREATE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION records_fieldchange_blank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.old IS NULL AND NEW.new IS NULL
           AND to_jsonb(OLD) - 'old' - 'new' - 'salt' = to_jsonb(NEW) - 'old' - 'new' - 'salt' THEN
            NEW.salt := '';
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'records_fieldchange is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER records_fieldchange_kept BEFORE UPDATE OR DELETE ON records_fieldchange
    FOR EACH ROW EXECUTE FUNCTION records_fieldchange_blank();
CREATE TRIGGER records_fieldchange_kept_all BEFORE TRUNCATE ON records_fieldchange
    FOR EACH STATEMENT EXECUTE FUNCTION records_refuse();
"""
BACKWARD = """
DROP TRIGGER records_fieldchange_kept_all ON records_fieldchange;
DROP TRIGGER records_fieldchange_kept ON records_fieldchange;
DROP FUNCTION records_fieldchange_blank();
DROP FUNCTION records_refuse();
"""


def columns(names: str) -> list[str]:
    return names.split()


def create(table: str) -> str:
    within, plain, hidden = TABLES[table]
    told = f"'{within}', '{','.join(columns(plain))}', '{','.join(columns(hidden))}'"
    both = columns(plain) + columns(hidden)
    old, new = (", ".join(f'{side}."{name}"' for name in both) for side in ("OLD", "NEW"))
    return f"""
CREATE TRIGGER records_kept_rows AFTER INSERT OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION records_keep({told});
CREATE TRIGGER records_kept_changes AFTER UPDATE ON {table} FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION records_keep({told});
"""


def drop(table: str) -> str:
    return f"DROP TRIGGER records_kept_changes ON {table}; DROP TRIGGER records_kept_rows ON {table};"


def grow_only(table: str) -> migrations.RunSQL:
    keep = f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION records_refuse();"
    keep_all = f"CREATE TRIGGER {table}_kept_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION records_refuse();"
    return migrations.RunSQL(keep + keep_all, f"DROP TRIGGER {table}_kept_all ON {table}; DROP TRIGGER {table}_kept ON {table};")


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("records", "0001_initial"),
        ("records", "0002_fields_have_a_history"),
        ("records", "0003_logs_only_grow"),
        ("records", "0004_decisions_of_a_batch"),
    ]

    dependencies = [
        ("reviews", "0001_squashed"),
        ("accounts", "0001_squashed"),
        ("applications", "0001_squashed"),
        ("candidates", "0001_squashed"),
        ("jobs", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("log", models.CharField(max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("from_id", models.BigIntegerField()),
                ("to_id", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("rows", models.BinaryField()),
                ("previous", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "seal",
                "verbose_name_plural": "seals",
                "ordering": ["log", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("log", "number"), name="seal_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("from_id__lte", models.F("to_id")), ("number__gte", 1)), name="seal_goes_forward"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("xact", models.BigIntegerField()),
                ("what", models.CharField(choices=[("I", "added"), ("U", "changed"), ("D", "deleted")], max_length=1)),
                ("of", models.CharField(max_length=40)),
                ("row", models.BigIntegerField()),
                ("within", models.BigIntegerField(null=True)),
                ("field", models.CharField(blank=True, max_length=40)),
                ("old", models.TextField(null=True)),
                ("new", models.TextField(null=True)),
                ("is_hidden", models.BooleanField(default=False)),
                ("door", models.CharField(blank=True, max_length=8)),
                ("salt", models.BinaryField(default=b"")),
                ("digest", models.BinaryField(default=b"")),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a field",
                "verbose_name_plural": "changes of fields",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["of", "row", "id"], name="fieldchange_row"),
                    models.Index(condition=models.Q(("within__isnull", False)), fields=["of", "within", "id"], name="fieldchange_within"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_hidden", False), models.Q(("new", None), ("old", None)), _connector="OR"),
                        name="fieldchange_hidden_has_no_value",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "what",
                    models.CharField(
                        choices=[("saw", "What did this account see?"), ("seen", "Who looked at this person?")],
                        default="saw",
                        max_length=4,
                        verbose_name="what do you ask?",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="from")),
                ("until", models.DateTimeField(verbose_name="until")),
                (
                    "clock",
                    models.CharField(
                        choices=[("Asia/Karachi", "Pakistan time"), ("Asia/Tokyo", "Japan time")],
                        default="Asia/Karachi",
                        max_length=12,
                        verbose_name="clock",
                    ),
                ),
                ("reason", models.CharField(max_length=400, verbose_name="why do you ask?")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "inquiry",
                "verbose_name_plural": "inquiries",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["by", "at", "id"], name="inquiry_by_user")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("until__gt", models.F("since"))), name="inquiry_ends_after_start"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="inquiry_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "what",
                    models.CharField(
                        choices=[("person", "opened a person's page"), ("search", "searched for people"), ("export", "took a file out")],
                        max_length=8,
                    ),
                ),
                ("page", models.CharField(max_length=60)),
                ("subject_ref", models.UUIDField(null=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "visit",
                "verbose_name_plural": "visits",
                "indexes": [
                    models.Index(fields=["user", "at", "id"], name="visit_by_user"),
                    models.Index(
                        condition=models.Q(("subject_ref__isnull", False)), fields=["subject_ref", "at", "id"], name="visit_of_subject"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION records_keep();"),
        *(migrations.RunSQL(create(table), drop(table)) for table in TABLES),
        migrations.RunSQL(FORWARD, BACKWARD),
        *(grow_only(table) for table in GROW_ONLY),
    ]
