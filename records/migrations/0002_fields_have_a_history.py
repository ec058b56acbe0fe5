"""Every insert, update and delete of a column of records/tracked.py is written down by the database itself, also what is done by hand."""

from django.db import migrations

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
        (
            "kind side file_id education_id experience_id test_id expires_on checked_how checked_reference fault "
            "checked_by_id"
        ),
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
            "refused_at"
        ),
        "note remarks refusal",
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


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
        ("jobs", "0006_drafts_thrown_away"),
        ("candidates", "0003_name_keys"),
        ("applications", "0009_moved_interviews"),
        ("accounts", "0002_contact_and_quiet_hours"),
        ("reviews", "0003_calls"),
    ]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION records_keep();"),
        *(migrations.RunSQL(create(table), drop(table)) for table in TABLES),
    ]
