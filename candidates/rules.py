"""What keeps evidence and a profile from their next step. Values in, reasons out."""

from datetime import date

from candidates.identity import IdentityInvalid, canonical_name, is_adult_on
from workflow.steps import Reason

CHECKED_HOW = ("original", "register", "qr", "issuer")
FAULTS = ("unreadable", "wrong_document", "name_differs", "date_differs", "out_of_date", "not_confirmed")


def verify_blockers(
    *, kind: str, checked_how: str, reference: str, expires_on: date | None, file_is_clean: bool, today: date
) -> list[Reason]:
    """OEC verifies evidence when it is said how it was checked and with what reference (product: evidence; E2, S49)."""
    needs_reference = checked_how in ("register", "qr", "issuer")
    checks = {
        "file_not_scanned": not file_is_clean,
        "checked_how_missing": checked_how not in CHECKED_HOW,
        "check_reference_missing": needs_reference and not reference.strip(),
        "expiry_missing": kind == "passport" and expires_on is None,
        "evidence_expired": expires_on is not None and expires_on < today,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def reject_blockers(*, fault: str) -> list[Reason]:
    """A rejection names one of the coded faults, so that the person knows what to bring (N13: people reject, with a reason)."""
    return [] if fault in FAULTS else [Reason("fault_missing")]


def expire_blockers(*, expires_on: date | None, today: date) -> list[Reason]:
    """Evidence expires on the day after its last day, never earlier."""
    return [] if expires_on is not None and expires_on < today else [Reason("evidence_still_valid")]


def sign_up_blockers(*, full_name: str, birth: date | None, today: date) -> list[Reason]:
    """A profile needs a name; a person under 18 today may build it and is told that placement waits (Rule 31-A, N11)."""
    reasons = []
    try:
        canonical_name(full_name)
    except IdentityInvalid as invalid:
        reasons.append(Reason(invalid.code))
    if birth is not None and birth >= today:
        reasons.append(Reason("birth_impossible"))
    return reasons


def profile_warnings(*, birth: date | None, today: date) -> list[Reason]:
    """Under 18 today: the profile stays, jobs wait (SSW-1, N11)."""
    return [Reason("under_18_today")] if birth is not None and birth < today and not is_adult_on(birth, today) else []


def education_blockers(*, started_year: int | None, finished_year: int | None, is_awaiting_result: bool, today: date) -> list[Reason]:
    """Years in their order; finished or awaited, not both unsaid."""
    checks = {
        "education_start_missing": started_year is None,
        "education_years_backwards": bool(started_year and finished_year and finished_year < started_year),
        "education_in_future": bool(started_year and started_year > today.year),
        "education_end_missing": finished_year is None and not is_awaiting_result,
    }
    return [Reason(code) for code, holds in checks.items() if holds]
