"""What keeps evidence and a profile from their next step. Values in, reasons out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from candidates.identity import IdentityInvalid, canonical_name, is_adult_on
from candidates.language import JLPT_PASS
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


def passport_blockers(*, expires_on: date, start: date | None, today: date) -> list[Reason]:
    """A passport must be valid today and on the planned day of work; nobody travels on one that ended (product: passport)."""
    if expires_on <= today:
        return [Reason("passport_expired", (("expires", expires_on),))]
    if start is not None and expires_on <= start:
        return [Reason("passport_expires_before_start", (("expires", expires_on), ("start", start)))]
    return []


def passport_warnings(*, expires_on: date, start: date | None, today: date) -> list[Reason]:
    """Advice, not law: six months after travel, or after today where no start is known."""
    travel = start or today
    month = travel.month + 6
    ends_soon = (expires_on.year, expires_on.month, expires_on.day) < (travel.year + (month > 12), (month - 1) % 12 + 1, travel.day)
    return [Reason("passport_ends_soon_after_start", (("expires", expires_on),))] if ends_soon else []


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
    """Years in their order; finished by now or awaited, not both unsaid."""
    checks = {
        "education_start_missing": started_year is None,
        "education_years_backwards": bool(started_year and finished_year and finished_year < started_year),
        "education_in_future": bool(started_year and started_year > today.year),
        "education_end_missing": finished_year is None and not is_awaiting_result,
        "education_end_in_future": bool(finished_year and finished_year > today.year and not is_awaiting_result),
    }
    return [Reason(code) for code, holds in checks.items() if holds]


USUAL_YEARS = {"SSC": 2, "HSSC": 2, "DAE": 3, "ADP": 2, "BS": 4, "MA": 2, "MS": 2, "MBA": 2, "PHD": 3}  # domain section 3.4


def education_warnings(*, level: str, started_year: int, finished_year: int | None) -> list[Reason]:
    """Fewer years than the level usually takes: a typing mistake, or credits from before; never blocks."""
    usual = USUAL_YEARS.get(level, 0)
    is_short = finished_year is not None and finished_year - started_year < usual
    return [Reason("education_short", (("years", usual),))] if is_short else []


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The scores of a test: its lowest, highest and steps; `passed_from` where the total alone decides."""

    lowest: float
    highest: float
    step: float = 1
    missed: str = "score_not_whole"
    passed_from: float | None = None


SCALES = {
    "jlpt": Scale(lowest=0, highest=180),
    "jft": Scale(lowest=10, highest=250, passed_from=200),
    "bjt": Scale(lowest=0, highest=800),
    "nat": Scale(lowest=0, highest=180),
    "jtest": Scale(lowest=0, highest=1000),
    "ielts": Scale(lowest=0, highest=9, step=0.5, missed="score_half_bands"),
}
SCORE_WANTED = ("bjt", "ielts")


def test_blockers(*, kind: str, level: str, score: float | None, is_passed: bool, taken_on: date | None, today: date) -> list[Reason]:
    """A certificate that can exist: level, score and "passed" agree (S31, S33). A high JLPT total may have failed by section."""
    reasons = []
    if kind == "jlpt" and level not in JLPT_PASS:
        reasons.append(Reason("jlpt_level_unknown"))
    if taken_on is not None and taken_on > today:
        reasons.append(Reason("day_in_future"))
    if score is None:
        return [*reasons, Reason("score_missing")] if kind in SCORE_WANTED else reasons
    scale = SCALES.get(kind, Scale(lowest=0, highest=1000, step=0.1))
    if not scale.lowest <= score <= scale.highest:
        return [*reasons, Reason("score_impossible", (("lowest", f"{scale.lowest:g}"), ("highest", f"{scale.highest:g}")))]
    if round(score / scale.step * 1000) % 1000:
        return [*reasons, Reason(scale.missed)]
    needed = JLPT_PASS.get(level) if kind == "jlpt" else scale.passed_from
    return reasons + _passed(needed, score, is_passed, does_total_decide=scale.passed_from is not None)


def _passed(needed: float | None, score: float, is_passed: bool, *, does_total_decide: bool) -> list[Reason]:
    """Whether "passed" agrees with the total."""
    if needed is None:
        return []
    if is_passed and score < needed:
        return [Reason("score_below_pass", (("needed", f"{needed:g}"),))]
    return [Reason("score_is_pass", (("needed", f"{needed:g}"),))] if does_total_decide and not is_passed and score >= needed else []


HIDING_HOSTS = ("bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "cutt.ly", "rb.gy", "shorturl.at", "rebrand.ly")
HOST = re.compile(r"(?!-)(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}")


def link_blockers(url: str) -> list[Reason]:
    """A public https address that says where it leads: no bare number, no password, no other port, no shortener."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return [Reason("link_malformed")]
    if parts.scheme != "https":
        return [Reason("link_not_https")]
    host = (parts.hostname or "").removeprefix("www.")
    is_public = HOST.fullmatch(host) and not host.endswith((".local", ".internal", ".localhost", ".test", ".example", ".invalid", ".onion"))
    if not is_public or parts.username is not None or port not in (None, 443):
        return [Reason("link_malformed")]
    return [Reason("link_hides")] if host in HIDING_HOSTS else []


LONGEST_GAP = 3  # months


def work_notes(spans: Iterable[tuple[date, date | None]], *, today: date) -> list[Reason]:
    """Gaps of more than three months and overlaps, in the order of time: a reviewer will ask, so the person may say; never blocks."""
    notes, end = [], None
    for start, last in sorted((start, last or today) for start, last in spans):
        if end is not None and start < first_of_month(end):
            notes.append(Reason("work_overlap", (("since", start), ("until", min(end, last)))))
        elif end is not None and _months(end, start) - 1 > LONGEST_GAP:
            notes.append(Reason("work_gap", (("since", end), ("until", start))))
        end = max(end or last, last)
    if end is not None and _months(end, today) - 1 > LONGEST_GAP:
        notes.append(Reason("work_gap", (("since", end), ("until", today))))
    return notes


def first_of_month(day: date) -> date:
    """Jobs are told by months: who ends and who begins in one month has no overlap."""
    return day.replace(day=1)


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
