"""What keeps an application from its next step. Values in, reasons out, in the order a person would fix them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from candidates.identity import is_adult_on
from workflow.steps import Reason

PARTNERS, PRESENT = "partners", "present"  # consents: to the partners, and to be presented without a name (N11, N15)
WRITTEN_CONDITIONS = (
    "contract_term", "workplace", "duties", "hours", "holidays", "base_pay", "allowances", "pay_day", "leaving", "insurance", "starts_on",
)  # fmt: skip
OFFER_CONDITIONS = (*WRITTEN_CONDITIONS[:8], "raises", "bonus", "retirement_pay", *WRITTEN_CONDITIONS[8:])  # in the order of the notice
REMIND_HOURS = (24, 2)  # before an interview
OFFICERS, REVIEWERS, EMPLOYERS = frozenset({"oec_officer", "oec_supervisor"}), frozenset({"inter_ses"}), frozenset({"employer"})
EVERYONE = OFFICERS | REVIEWERS | EMPLOYERS


@dataclass(frozen=True)
class Ground:
    """A coded reason for not selecting: whether the candidate reads it, and whose it is."""

    is_shared: bool
    by: frozenset[str]


NOT_SELECT_GROUNDS = {
    "language_level": Ground(True, EVERYONE),
    "skills_level": Ground(True, EVERYONE),
    "experience_short": Ground(True, EVERYONE),
    "degree_not_fitting": Ground(True, OFFICERS | REVIEWERS),
    "evidence_not_proven": Ground(True, OFFICERS),
    "visa_route_closed": Ground(True, OFFICERS | REVIEWERS),
    "others_fitted_better": Ground(True, EVERYONE),
    "cannot_start_in_time": Ground(True, EVERYONE),
    "missed_interview": Ground(True, REVIEWERS | EMPLOYERS),
    "position_filled": Ground(True, EMPLOYERS),
    "false_statement": Ground(False, OFFICERS | REVIEWERS),
    "team_fit": Ground(False, EMPLOYERS),
}
CLOSE_GROUNDS = (
    "vacancy_ended", "no_answer_60_days", "no_answer", "coe_refused", "visa_refused", "offer_rescinded", "employer_suspended",
    "candidate_placed", "contract_not_signed", "unfit_for_travel",
)  # fmt: skip


def submit_blockers(
    *,
    vacancy_is_open: bool,
    starts_on: date | None,
    birth: date | None,
    has_name: bool,
    has_cnic: bool,
    has_verified_phone: bool,
    has_education: bool,
    has_test: bool,
    consents: Collection[str],
    has_answers: bool = True,
) -> list[Reason]:
    """The few things an application needs: an open vacancy, 18 at the start (SSW-1, Rule 31-A), consents (N11, N15), who it is, answers.

    A verdict "no" only warns; passport and attested papers are not asked before an offer.
    """
    checks = {
        "vacancy_not_open": not vacancy_is_open,
        "profile_name_missing": not has_name,
        "profile_birth_missing": birth is None,
        "under_18_at_start": birth is not None and (starts_on is None or not is_adult_on(birth, starts_on)),
        "profile_cnic_missing": not has_cnic,
        "profile_phone_not_verified": not has_verified_phone,
        "profile_education_or_test_missing": not (has_education or has_test),
        "answers_missing": not has_answers,
        "consent_partners_missing": PARTNERS not in consents,
        "consent_present_missing": PRESENT not in consents,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def submit_warnings(*, verdict: str) -> list[Reason]:
    """What a person should know before sending; nothing here blocks (N13: no machine rejects a person)."""
    warnings = {"no": "verdict_no", "unknown": "verdict_unknown", "nearly": "verdict_nearly"}
    return [Reason(warnings[verdict])] if verdict in warnings else []


def endorse_blockers(
    *, identity_is_verified: bool, unverified_evidence: Sequence[str], verdict: str, override_reason: str = ""
) -> list[Reason]:
    """OEC endorses on verified identity and evidence; against a verdict "no" only with a written reason, which marks it (N11)."""
    reasons = [] if identity_is_verified else [Reason("identity_not_verified")]
    if unverified_evidence:
        reasons.append(Reason("evidence_not_verified", (("count", len(unverified_evidence)),)))
    if verdict == "no" and not override_reason.strip():
        reasons.append(Reason("verdict_no_needs_reason"))
    return reasons


def present_blockers(*, summary_ja: str, consents: Collection[str]) -> list[Reason]:
    """Inter-SES presents with a short Japanese summary and the consent to be shown without a name (N7, N11, N15)."""
    reasons = [] if summary_ja.strip() else [Reason("summary_missing")]
    if summary_ja.strip() and not any("\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" for letter in summary_ja):
        reasons.append(Reason("summary_not_japanese"))
    return reasons if PRESENT in consents else [*reasons, Reason("consent_present_missing")]


def invite_blockers(*, slots: Sequence[datetime], now: datetime) -> list[Reason]:
    """An invitation proposes at least one time, all of them to come; aware datetimes."""
    if not slots:
        return [Reason("slots_missing")]
    return [Reason("slot_past")] if any(slot <= now for slot in slots) else []


def outcome_blockers(*, is_over: bool, outcome: str, marks: Mapping[str, str]) -> list[Reason]:
    """How an interview went is said after it, with what comes next and all marks, unless nobody came."""
    checks = {
        "interview_not_over": not is_over,
        "interview_outcome_missing": not outcome,
        "marks_missing": bool(outcome) and outcome != "absent" and not all(marks.values()),
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def is_reminder_due(*, starts_at: datetime, confirmed_at: datetime, reminded_at: datetime | None, now: datetime) -> bool:
    """A day before and two hours before, each once; not the first where the time was fixed within that day."""
    for hours in sorted(REMIND_HOURS):
        since = starts_at - timedelta(hours=hours)
        if since <= now < starts_at:
            return confirmed_at <= since and (reminded_at is None or reminded_at < since)
    return False


def propose_blockers(
    *,
    is_not_selected: bool,
    vacancy_is_open: bool,
    has_applied_there: bool,
    consents: Collection[str],
    has_other_accepted: bool,
    answer_by: date | None,
    today: date,
) -> list[Reason]:
    """A refused candidate is asked about another open job only while the partners may use the file, and in time to answer (N11, N15)."""
    checks = {
        "proposal_not_refused": not is_not_selected,
        "vacancy_not_open": not vacancy_is_open,
        "proposal_has_applied": has_applied_there,
        "proposal_no_consent": PARTNERS not in consents,
        "other_accepted": has_other_accepted,
        "answer_by_missing": answer_by is None,
        "answer_by_past": answer_by is not None and answer_by <= today,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def note_blockers(*, note: str) -> list[Reason]:
    """Sending back, referring back and rescinding say why."""
    return [] if note.strip() else [Reason("note_missing")]


def offer_blockers(*, conditions: Mapping[str, Any], seats_left: int, answer_by: date | None, today: date) -> list[Reason]:
    """An offer stands on complete written conditions (LSA 15, N10), a free seat and a day to answer by that is still to come."""
    reasons = [Reason(f"offer_{name}_missing") for name in WRITTEN_CONDITIONS if _is_empty(conditions.get(name))]
    starts_on = conditions.get("starts_on")
    checks = {
        "seat_not_left": seats_left < 1,
        "answer_by_missing": answer_by is None,
        "answer_by_past": answer_by is not None and answer_by <= today,
        "offer_start_past": isinstance(starts_on, date) and starts_on <= today,
        "offer_start_before_answer": isinstance(starts_on, date) and answer_by is not None and starts_on <= answer_by,
    }
    return [*reasons, *(Reason(code) for code, holds in checks.items() if holds)]


def offer_warnings(*, offered_pay: int | None, advertised_pay: int | None) -> list[Reason]:
    """Pay under the advertised is shown to everybody before signing (ESA 5-3(3))."""
    if offered_pay is None or advertised_pay is None or offered_pay >= advertised_pay:
        return []
    return [Reason("offer_below_advertised", (("offered", offered_pay), ("advertised", advertised_pay)))]


def accept_blockers(
    *, seats_left: int, offer_is_made: bool, answer_by: date | None, code_is_confirmed: bool, has_other_accepted: bool, today: date
) -> list[Reason]:
    """The person accepts in person with an own code, in time, one job at a time, and never into a full vacancy (N10, N11)."""
    checks = {
        "offer_not_made": not offer_is_made,
        "seat_not_left": seats_left < 1,
        "offer_lapsed": answer_by is not None and answer_by < today,
        "other_accepted": has_other_accepted,
        "code_not_confirmed": not code_is_confirmed,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def restore_blockers(*, restore_to: str, vacancy_is_open: bool, has_other_accepted: bool) -> list[Reason]:
    """A withdrawn or superseded application returns to where it stood while the vacancy takes it and nothing else is accepted."""
    checks = {
        "nothing_to_restore": not restore_to,
        "vacancy_not_open": not vacancy_is_open,
        "other_accepted": has_other_accepted,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def not_select_blockers(*, ground: str, by: str) -> list[Reason]:
    """Not selecting names a coded ground that this role may use (N13: a person decides and says why)."""
    known = NOT_SELECT_GROUNDS.get(ground)
    return [] if known and by in known.by else [Reason("ground_missing")]


def silence_ground(*, days: int) -> str:
    """The ground that says truly how long nobody answered (product.md: 60 days, a dated setting)."""
    return "no_answer_60_days" if days == 60 else "no_answer"


def close_blockers(*, ground: str) -> list[Reason]:
    """Closing names a coded ground, which the candidate reads (no-silence clock)."""
    return [] if ground in CLOSE_GROUNDS else [Reason("ground_missing")]


def depart_blockers(
    *, protector_number: str, visa_number: str, flight_on: date | None, accepted_on: date | None, today: date
) -> list[Reason]:
    """Nobody leaves without the Protector's registration and a visa (H3, Emigration Ordinance s.17); recorded from the flight's day."""
    checks = {
        "protector_number_missing": not protector_number.strip(),
        "visa_number_missing": not visa_number.strip(),
        "flight_missing": flight_on is None,
        "flight_before_accepted": bool(flight_on and accepted_on and flight_on < accepted_on),
        "flight_still_ahead": flight_on is not None and flight_on > today,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def arrive_blockers(*, arrived_on: date | None, flight_on: date | None, today: date) -> list[Reason]:
    """The day of arrival is not before the flight and not to come (I3)."""
    checks = {
        "arrival_missing": arrived_on is None,
        "arrival_before_flight": bool(arrived_on and flight_on and arrived_on < flight_on),
        "arrival_still_ahead": arrived_on is not None and arrived_on > today,
    }
    return [Reason(code) for code, holds in checks.items() if holds]


def _is_empty(value: object) -> bool:
    return value is None or value == 0 or (isinstance(value, str) and not value.strip())
