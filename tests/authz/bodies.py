# ruff: noqa: E501 - tables read better as tables
"""What is sent with a POST: bodies that are right, so that a hole does not hide behind a 400 or a form's errors."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.applications.factories import conditions
from tests.authz.world import Thing, World


def soon(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).date().isoformat()


API: dict[str, dict[str, Any]] = {
    "api:employers_verify": {"verified_how": "register"}, "api:employers_suspend": {"note": "why"},
    "api:demand-letters_enter_attestation": {"number": "PK-9", "authority": "pk_embassy", "seats": 5},
    "api:demand-letters_send_back_attestation": {"note": "why"},
    "api:vacancies_send_back": {"remarks": {"title_ja": "why"}},
    "api:evidence_verify": {"how": "original", "reference": "r"}, "api:evidence_reject": {"fault": "unreadable"},
    "api:applications_submit": {"consents": ["partners", "present"]}, "api:applications_present": {"summary_ja": "要約"},
    "api:applications_accept": {"code": "123456"}, "api:applications_close": {"ground": "candidate_placed"},
    **{f"api:applications_{step}": {"note": "why"} for step in ("send_back", "refer_back", "rescind")},
    "api:offers_object": {"objection": "why"}, "api:offers_assent": {}, "api:applications_accept_code": {},
}  # fmt: skip
FORMS: dict[str, dict[str, Any]] = {
    "applications:motivation": {"motivation": "changed by a probe"}, "applications:check": {"partners": "on", "present": "on"},
    "applications:choose": {"slot": "1"}, "applications:offer": {"code": "123456"},
    "employer_candidates:not_select": {"reason": "language_level", "note": "n"}, "employer_candidates:rescind": {"note": "why"},
    "account_colleagues": {"email": "new@example.org", "full_name": "New Person"},
    "candidates:words": {"skills": "Go", "about": "Tests"}, "candidates:english": {"english_level": "B1"}, "admin:desk_katakana_fix": {"name": "カーン"},
    "employer:vacancy_reopen": {}, "employer:letter_new": {"seats": "1"}, "employer:letter_edit": {"seats": "3"},
    "admin:desk_walk_in": {
        "full_name": "A Probe", "cnic": "35202-9876543-1", "birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "1999",
        "phone": "0301 2345678", "phone_is": "own", "language": "ur", "partners": "on", "is_new": "on",
    },
    "admin:desk_deputies": {"officer": "", "deputy": "", "first_day": soon(400), "last_day": soon(401)},
    "account_closures": {"first_day": soon(40), "last_day": soon(41)}, "admin:closures_of": {"first_day": soon(50), "last_day": soon(51)},
    "admin:desk_filter_save": {"name": "n"}, "admin:desk_filter": {"name": "another"},
    "admin:desk_summary": {"summary_ja": "要約"}, "admin:desk_note": {"text": "n", "reach": "own"}, "admin:desk_phone": {"contact": "0301 2345678"},
    "admin:desk_records": {
        "what": "saw", "account": "omar@cast.example.org", "since": "2026-11-01T00:00", "until": "2026-11-30T00:00", "clock": "Asia/Karachi",
        "reason": "a probe asks why",
    },
    "admin:desk_counter": {"who": "C-0"}, "admin:desk_identity": {"fields_wanted": ["cnic", "birth_date"], "reason": "the person called about the card"},
    "admin:export_new": {"columns": ["reference"], "reason": "the training centre calls them"},
    "admin:second_answer": {"note": "not now"}, "admin:second_ask": {"reason": "wrote us a letter"},
    "admin:second_invite": {"full_name": "New Person", "email": "new@example.org", "role": "auditor", "language": "en", "reason": "new"},
    "admin:desk_duplicate_merge": {"ground": "card_seen", "note": "a probe saw the card"}, "admin:desk_duplicate_step": {"ground": "relatives"},
    "admin:register_claim_decide": {"note": "not the same person"},
    "support:ask": {"subject": "other", "text": "a probe asks", "reply_to": "0301 2345678"}, "support:question": {"text": "more"},
    "support:look": {"number": "Q-2026-ZZZZZZ", "reply_to": "a@b.example.org"}, "support:report": {"how": "cash"},
    "admin:desk_question_step": {"text": "n"}, "admin:desk_report_step": {"text": "n"},
    "admin:desk_figures_again": {"period": "2026-11"}, "admin:desk_ledgers_again": {"year": "2025"},
    "admin:desk_ledger_make": {"book": "seekers", "year": "2025", "form": "csv"}, "admin:desk_reach_make": {"form": "csv"},
    "admin:desk_fee_new": {"kind": "reception", "amount": "710", "basis": "b", "charged_on": "2026-01-05", "invoice": "i"},
    "admin:desk_fee_correct": {"kind": "reception", "is_void": "on", "amount": "710", "basis": "b", "charged_on": "2026-01-05", "invoice": "i", "why": "w"},
    "admin:desk_quota_new": {"places": "n"}, "admin:desk_programme_seats": {"places": "9", "valid_from": soon(0), "source": "s", "as_of": soon(0)},
    "admin:desk_programme_new": {"name_en": "n"}, "admin:desk_programme_change": {"name_en": "n"}, "admin:desk_group_new": {"title": "n"},
    "admin:desk_group_change": {"title": "n"}, "admin:desk_group_offer": {"count": "1"}, "admin:desk_group_enrol": {"numbers": "C-1", "confirm": "1"},
    "admin:desk_sitting_new": {"kind": "jft", "held_on": soon(9), "place": "p"}, "programmes:ask": {"wish": "any", "level": "none"},
    "programmes:tell": {"wants": "1"},
    "admin:desk_lead_step": {"text": "n"}, "admin:desk_lead_new": {"name_ja": "n"}, "admin:desk_lead_change": {"name_ja": "n"},
    "admin:desk_apply": {"source": "walk_in", "partners": "on", "present": "on"}, "admin:desk_behalf": {"source": "walk_in", "note": "n"},
    "candidates:educations_new": {"level": "BS", "subject": "Maths", "institution": "PU", "country": "PK", "started_year": "2010", "finished_year": "2014"},
    "candidates:experiences_new": {"title": "Dev", "company": "X", "kind": "it", "started_on": "2020-01-01"},
}  # fmt: skip
FORMS["candidates:languages_new"] = FORMS["candidates:languages_edit"] = FORMS["candidates:tests_edit"] = {
    "test": "jlpt N4",
    "score": "120",
    "is_passed": "on",
    "taken_on": "2025-12-07",
}
FORMS["candidates:educations_edit"] = FORMS["candidates:educations_new"]
FORMS["candidates:experiences_edit"] = FORMS["candidates:experiences_new"]
DECIDE: dict[str, Any] = {
    "note": "why", "reason": "language_level", "shared": "on", "how": "original", "reference": "r", "number": "PK-9", "authority": "pk_embassy", "seats": "5",
    "verified_how": "register", "summary_ja": "要約", "ground": "language_level", "objection": "why",
}  # fmt: skip


def body_of(name: str, thing: Thing, world: World) -> dict[str, Any]:
    """The body for this address and object."""
    version = {"version": getattr(thing.row, "version", 0)} if thing.row is not None else {}
    if name.startswith("api:"):
        return api_body(name, thing, world, version)
    if name.startswith("admin:desk_decide"):
        return DECIDE | version | {"attested_on": soon(-3), "valid_until": soon(90)}
    if name.startswith("admin:desk_fee"):
        return FORMS.get(name, {}) | {"employer": world.things["jobs_employer"][0].id}
    if name == "admin:desk_group_many":
        return {"step": "wait", "confirm": "1", "row": [str(row.public_id) for row in thing.row.members.all()]}
    if name in ("employer_candidates:offer",):
        return {key: str(value) for key, value in conditions(thing.row.vacancy).items()} | version
    return FORMS.get(name, {}) | version | {"revision": getattr(thing.row, "revision", 0), "consents": "partners"}


def api_body(name: str, thing: Thing, world: World, version: dict[str, Any]) -> dict[str, Any]:
    """JSON with everything that the step's serializer asks."""
    if name == "api:applications":
        return {"vacancy": next(other.id for other in world.things["vacancy"] if other.facts.state == "published")}
    if name == "api:vacancies_publish":
        return version | {"demand_letter": next(other.id for other in world.things["demand"] if other.facts.state == "attested")}
    if name == "api:applications_offer":
        kept = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in conditions(thing.row.vacancy).items()}
        return version | kept
    dated = {
        "api:demand-letters_enter_attestation": {"attested_on": soon(-3), "valid_until": soon(90)},
        "api:applications_invite": {"slots": [(timezone.now() + timedelta(days=3)).isoformat()]},
        "api:applications_depart": {"protector_number": "P-1", "visa_number": "V-1", "flight_on": soon(3)},
        "api:applications_arrive": {"arrived_on": soon(0)},
        "api:applications_not_select": {"ground": "language_level"},
    }.get(name, {})
    return (version if not name.startswith("api:offers") and name != "api:applications_accept_code" else {}) | API.get(name, {}) | dated
