"""Which columns have a history: the one list. The triggers are made from it by a migration; tests hold it against models and database.

`columns` says of which class a column is (records/reach.py decides who sees its values); `hidden` are sealed or secret: only that they
changed is kept, never a value; `left_out` says why a column has no history.
"""

from dataclasses import dataclass, field

JOURNAL = "moves only by steps, which stand in the journal"
COPY = "computed from other columns"
NUMBER = "given once, never changed"
MOVED = "moves only when two files of one person become one, which is written down row by row"
CLOCKED = dict.fromkeys(("state", "version", "owner", "waiting_since", "due_on"), JOURNAL)
BORN = dict.fromkeys(("id", "public_id", "created_at"), NUMBER)


@dataclass(frozen=True)
class Tracked:
    """The columns of one table; `within` is the column that leads to the thing it is part of."""

    within: str
    columns: dict[str, str]
    hidden: tuple[str, ...] = ()
    left_out: dict[str, str] = field(default_factory=dict)


def of(kind: str, names: str) -> dict[str, str]:
    """Columns of one class."""
    return dict.fromkeys(names.split(), kind)


TRACKED: dict[str, Tracked] = {
    "accounts.user": Tracked(
        "",
        of("account", "role is_active phone_verified") | of("name", "full_name") | of("email", "email") | of("phone", "phone"),
        ("password",),
        dict.fromkeys(("language", "contact_by", "quiet_from", "quiet_until"), "how the person wants to be written to")
        | dict.fromkeys(("id", "public_id", "date_joined", "is_demo"), NUMBER)
        | {"merged_into_id": MOVED, "last_login": "sign-ins have their own list", "is_superuser": "a constraint keeps it false"},
    ),
    "accounts.membership": Tracked("user_id", of("account", "user_id party_id duty since until"), (), {"id": NUMBER}),
    "candidates.profile": Tracked(
        "",
        of("name", "full_name passport_name passport_surname name_katakana")
        | of("profile", "passport_expires_on district_id english_level skills about wanted_fields point_items wanted_pay can_start_on")
        | of("link", "code_url portfolio_url project_url project_about")
        | of("paper", "cv_id"),
        ("cnic", "birth_date", "passport_number"),
        BORN
        | dict.fromkeys(("cnic_index", "passport_index"), "a blind index tells which values are equal")
        | {"user_id": NUMBER, "reference": NUMBER, "name_keys": COPY, "said_complete": "marks of the path", "version": JOURNAL}
        | dict.fromkeys(("updated_at", "katakana_fixed_by_id", "katakana_fixed_at"), "stands with each change"),
    ),
    "candidates.education": Tracked(
        "profile_id",
        of("profile", "level subject institution started_year finished_year result_awaited is_provisional country"),
        (),
        {"id": NUMBER, "public_id": NUMBER, "profile_id": MOVED},
    ),
    "candidates.experience": Tracked(
        "profile_id",
        of("profile", "title duties is_it field_id started_on ended_on is_intern_training") | of("past_employer", "company"),
        (),
        {"id": NUMBER, "public_id": NUMBER, "profile_id": MOVED},
    ),
    "candidates.testresult": Tracked(
        "profile_id",
        of("profile", "kind level field_id score is_passed taken_on country") | of("paper", "number"),
        (),
        {"id": NUMBER, "public_id": NUMBER, "profile_id": MOVED},
    ),
    "candidates.profileskill": Tracked("profile_id", of("profile", "skill_id level"), (), {"id": NUMBER, "profile_id": MOVED}),
    "candidates.evidence": Tracked(
        "profile_id",
        of("paper", "kind side file_id education_id experience_id test_id expires_on fault")
        | of("paper", "checked_how checked_reference checked_link checked_by_id"),
        (),
        CLOCKED | BORN | {"profile_id": MOVED, "checked_at": "stands with the step", "district_id": COPY},
    ),
    "jobs.employer": Tracked(
        "",
        of(
            "company",
            "corporate_number name_ja name_kana name_en prefecture_id address industry employees category is_listed paid_much_tax "
            "filed_tax_report dispatch_licence dispatch_licence_until about_ja about_en job_offers_lawful_on no_crime_ties_on website "
            "point_items verified_checks",
        )
        | of("company_own", "postal_code address_en representative_ja representative_en representative_title")
        | of("company_check", "verified_how"),
        (),
        CLOCKED | BORN | {"party_id": NUMBER, "answer_days": COPY},
    ),
    "jobs.demandletter": Tracked(
        "employer_id", of("demand", "seats number authority attested_on valid_until scan_id"), (), CLOCKED | BORN | {"employer_id": NUMBER}
    ),
    "jobs.vacancy": Tracked(
        "employer_id",
        of(
            "vacancy",
            "demand_letter_id title_ja title_en title_ur duties_ja duties_en requirements_ja requirements_en skills contract_kind "
            "contract_ends_on renewal_kind renewal_criteria renewal_criteria_en renewal_limit_years renewal_limit_times prefecture_id "
            "workplace_address workplace_address_en workplace_change_range workplace_change_range_en pay_unit base_pay counted_allowances "
            "excluded_allowances allowances_note allowances_note_en fixed_overtime_pay fixed_overtime_hours fixed_overtime_excess_paid "
            "take_home_pay certain_bonus utilities_deducted meals_deducted deductions_note deductions_note_en is_dispatch dispatch_client "
            "dispatch_client_en smoking visa_routes field_id japanese_level english_level ssw_work is_person_facing is_english_enough "
            "welcomes_new_graduates pr_ja pr_en interview_rounds has_technical_test has_interpreter answer_within_days confirmed_on seats "
            "starts_on closes_on no_fee_declared equal_pay_declared duties_change_range duties_change_range_en probation_months "
            "probation_conditions probation_conditions_en starts_at ends_at hours_system break_minutes daily_hours yearly_hours holidays "
            "holidays_en annual_holidays has_overtime overtime_hours remote_work work_language bonus bonus_en raises raises_en pay_day "
            "pay_day_en insurance_health insurance_pension insurance_employment insurance_accident retirement_age rehired_until "
            "has_retirement_pay leaving leaving_en housing_kind housing housing_en rent_deducted support discarded_at",
        ),
        (),
        CLOCKED
        | BORN
        | {"employer_id": NUMBER, "reference": NUMBER, "revision": COPY, "english_of": COPY, "search_terms": COPY, "search": COPY}
        | dict.fromkeys(("published_at", "is_entered_by_agency", "confirm_asked_on", "seats_taken"), JOURNAL),
    ),
    "applications.offer": Tracked(
        "application_id",
        of(
            "offer",
            "state made_by_id typed_by_id source contract_term workplace duties hours holidays base_pay allowances pay_day raises bonus "
            "retirement_pay leaving insurance starts_on answer_by document_id release_on made_at",
        )
        | of("objection", "objection"),
        (),
        {"id": NUMBER, "public_id": NUMBER, "application_id": NUMBER, "proposed_at": NUMBER},
    ),
    "reviews.decision": Tracked(
        "",
        of(
            "decision",
            "subject_kind subject_ref step version by_id reason is_shared reach decided_at release_at released_at undone_at refused_at "
            "batch_id",
        ),
        ("note", "remarks", "refusal", "refused_for"),
        {"id": NUMBER, "public_id": NUMBER},
    ),
}
