"""Which news goes to whom: one line per kind of entry. An empty list is a decision too."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership, User
from accounts.roles import PartyKind, Role
from applications.models import Application

Facts = dict[str, Any]
People = Callable[[Facts], Iterable[User]]


@dataclass(frozen=True)
class Letter:
    """A text in three languages, for whom it is, and whether the reader must act (then it also goes by SMS)."""

    name: str
    to: People
    must_act: bool = False
    by_email: bool = True
    sms_a_day: bool = False  # also by SMS, at most once a day
    address: Callable[[Facts], str] | None = None  # somebody without an account who left a reply address


def the_candidate(facts: Facts) -> list[User]:
    return [facts["candidate"].user]


def the_person(facts: Facts) -> list[User]:
    """Whose own data it is, in any role."""
    return [facts["person"]]


def the_claimant(facts: Facts) -> list[User]:
    """Who claims, if they have an account."""
    return [facts["claim"].claimant] if facts["claim"].claimant else []


def the_account_claimed(facts: Facts) -> list[User]:
    """Who has the account that somebody claims."""
    return [facts["claim"].profile.user] if facts["claim"].profile else []


def the_signers(facts: Facts) -> QuerySet[User]:
    """Who may sign: the roles that were named, but not who asked nor whom it is about."""
    request = facts["second"]
    chosen = User.objects.filter(is_active=True, role__in=request.signers).exclude(pk=request.asked_by_id)
    return chosen.exclude(pk=request.person_id or 0).order_by("pk")


def who_asked_for_it(facts: Facts) -> list[User]:
    return [facts["second"].asked_by]


def acting_for(**party: object) -> QuerySet[User]:
    """Everybody who acts today for the parties described, each person once."""
    ties = Membership.objects.live().filter(**{f"party__{name}": value for name, value in party.items()})
    return User.objects.filter(is_active=True, pk__in=ties.values("user")).order_by("pk")


def the_employer(facts: Facts) -> QuerySet[User]:
    return acting_for(pk=facts["employer"].party_id)


def inter_ses(facts: Facts) -> QuerySet[User]:
    return acting_for(kind=PartyKind.INTER_SES)


def oec(facts: Facts) -> QuerySet[User]:
    return acting_for(kind=PartyKind.OEC).filter(role__in=[Role.OEC_OFFICER, Role.OEC_SUPERVISOR])


def supervisors(facts: Facts) -> QuerySet[User]:
    return acting_for(kind=PartyKind.OEC).filter(role=Role.OEC_SUPERVISOR)


def the_second_signers(facts: Facts) -> QuerySet[User]:
    """Who may sign a batch: supervisors of OEC, or reviewers of Inter-SES; never whoever decided it."""
    people = supervisors(facts) if facts["batch"].desk == "oec" else inter_ses(facts)
    return people.exclude(pk=facts["batch"].by_id)


def the_decider(facts: Facts) -> list[User]:
    return [facts["batch"].by]


def the_employer_of_a_sheet(facts: Facts) -> Iterable[User]:
    """The employer, where Inter-SES wrote the draft from a sheet."""
    return the_employer(facts) if facts["vacancy"].is_entered_by_agency else []


def the_applicants(facts: Facts) -> QuerySet[User]:
    """Those who sent an application for the vacancy that is still open."""
    sent = Application.objects.open().filter(vacancy=facts["vacancy"], submitted_at__isnull=False)
    return User.objects.filter(is_active=True, pk__in=sent.values("candidate__user")).order_by("pk")


def the_employer_who_knew(facts: Facts) -> Iterable[User]:
    """The employer, if the candidate was ever presented to it."""
    return the_employer(facts) if facts["was_presented"] else []


def the_asker(facts: Facts) -> list[User]:
    """Who asked, when it is somebody with an account."""
    return [person] if (person := facts["question"].person) else []


def reply_to_question(facts: Facts) -> str:
    return facts["question"].reply_to or ""


def reply_to_report(facts: Facts) -> str:
    return facts["report"].reply_to or ""


def nobody(facts: Facts) -> list[User]:
    return []


def auditors(facts: Facts) -> QuerySet[User]:
    return User.objects.filter(is_active=True, role=Role.AUDITOR).order_by("pk")


def the_answerers(facts: Facts) -> Iterable[User]:
    """The desk that has the question; a complaint about staff reaches the auditor only."""
    return {"oec": oec, "inter_ses": inter_ses, "auditor": auditors}[facts["question"].desk](facts)


def the_examiners(facts: Facts) -> Iterable[User]:
    """OEC's supervisors; the auditor where it is about OEC's own staff."""
    return {"oec": supervisors, "auditor": auditors}[facts["report"].desk](facts)


def the_searcher(facts: Facts) -> list[User]:
    """Whose search it is, unless it was removed meanwhile."""
    return [facts["search"].profile.user] if facts["search"] and facts["search"].wants_news else []


def the_candidate_whose_turn_it_is(facts: Facts) -> list[User]:
    is_theirs = facts["reminder"].owner == facts["subject"].owner == "candidate"
    return the_candidate(facts) if is_theirs and "member" not in facts else []


def who_is_offered_a_seat(facts: Facts) -> list[User]:
    """A seat in a language group waits for an answer."""
    return the_candidate(facts) if "member" in facts and facts["subject"].owner == "candidate" else []


def the_employer_whose_turn_it_is(facts: Facts) -> Iterable[User]:
    return the_employer(facts) if facts["reminder"].owner == facts["subject"].owner == "employer" else []


def the_silent_employer(facts: Facts) -> Iterable[User]:
    """Of an application; a vacancy has its own letter."""
    return the_employer_whose_turn_it_is(facts) if facts["reminder"].subject_kind == "application" else []


def the_employer_of_a_silent_vacancy(facts: Facts) -> Iterable[User]:
    return the_employer_whose_turn_it_is(facts) if facts["reminder"].subject_kind == "vacancy" else []


def who_wants_a_group(facts: Facts) -> list[User]:
    """Who asked to be told, unless they have said no since, or no group takes requests any more."""
    interest = facts["interest"]
    return [interest.profile.user] if interest and interest.wants_news and facts["groups"] else []


def the_officer(facts: Facts) -> list[User]:
    return [facts["officer"]]


def both_officers(facts: Facts) -> list[User]:
    """Who is away, and who stands in."""
    return [facts["deputy"].officer, facts["deputy"].deputy]


LETTERS: dict[str, list[Letter]] = {
    "reminder.nudge": [
        Letter("turn_candidate", the_candidate_whose_turn_it_is, must_act=True),
        Letter("turn_employer", the_employer_whose_turn_it_is),
        Letter("turn_training", who_is_offered_a_seat, must_act=True),
    ],
    "reminder.warn": [
        Letter("last_call_candidate", the_candidate_whose_turn_it_is, must_act=True),
        Letter("last_call_employer", the_silent_employer, must_act=True),
        Letter("last_call_vacancy", the_employer_of_a_silent_vacancy, must_act=True),
    ],
    "digest.send": [Letter("digest_desk", the_officer)],
    "deputy.name": [Letter("deputy_named", both_officers)],
    "deputy.end": [Letter("deputy_ended", both_officers)],
    "employer.register": [Letter("employer_registered", the_employer), Letter("employer_to_verify", inter_ses)],
    "employer.verify": [Letter("employer_verified", the_employer)],
    "employer.suspend": [Letter("employer_suspended", the_employer, must_act=True)],
    "employer.reinstate": [Letter("employer_reinstated", the_employer)],
    "demand.send_for_attestation": [Letter("demand_waiting", the_employer), Letter("demand_expected", oec)],
    "demand.enter_attestation": [Letter("demand_to_confirm", supervisors)],
    "demand.confirm_attestation": [Letter("demand_attested", the_employer), Letter("demand_attested_desk", inter_ses)],
    "demand.send_back_attestation": [Letter("demand_returned", oec)],
    "demand.expire": [Letter("demand_expired", the_employer, must_act=True), Letter("demand_expired_desk", oec)],
    "vacancy.submit": [Letter("vacancy_to_vet", inter_ses)],
    "vacancy.vet": [Letter("vacancy_vetted", the_employer), Letter("vacancy_to_publish", oec)],
    "vacancy.send_back": [Letter("vacancy_returned", the_employer, must_act=True)],
    "vacancy.publish": [Letter("vacancy_published", the_employer), Letter("vacancy_published_desk", inter_ses, by_email=False)],
    "vacancy.pause": [Letter("vacancy_paused", the_employer)],
    "vacancy.resume": [Letter("vacancy_resumed", the_employer)],
    "vacancy.close": [Letter("vacancy_closed", the_employer)],
    "vacancy.reopen": [Letter("vacancy_reopened", the_employer)],
    "vacancy.draft": [Letter("vacancy_entered", the_employer_of_a_sheet, must_act=True)],
    "vacancy.propose_change": [Letter("vacancy_change_to_vet", inter_ses)],
    "vacancy.change": [Letter("vacancy_changed", the_applicants)],
    "vacancy.vet_change": [Letter("vacancy_change_taken", the_employer), Letter("vacancy_changed", the_applicants)],
    "vacancy.refuse_change": [Letter("vacancy_change_refused", the_employer)],
    "vacancy.ask_to_confirm": [Letter("vacancy_to_confirm", the_employer, must_act=True)],
    "vacancy.lapse": [Letter("vacancy_lapsed", the_employer), Letter("vacancy_lapsed_desk", inter_ses)],
    "vacancy.end": [Letter("vacancy_ended", the_employer)],
    "search.found": [Letter("jobs_found", the_searcher, sms_a_day=True)],
    "batch.decide": [Letter("batch_to_sign", the_second_signers)],
    "batch.send_back": [Letter("batch_returned", the_decider)],
    "batch.stop": [Letter("batch_stopped", the_decider, by_email=False)],
    "batch.finish": [Letter("batch_released", the_decider)],
    "evidence.verify": [Letter("evidence_verified", the_candidate)],
    "evidence.reject": [Letter("evidence_rejected", the_candidate, must_act=True)],
    "evidence.expire": [Letter("evidence_expired", the_candidate, must_act=True)],
    "claim.open": [Letter("claim_opened", the_claimant), Letter("claim_opened_desk", oec, by_email=False)],
    "claim.check": [Letter("claim_checked", the_account_claimed, must_act=True), Letter("claim_to_confirm", supervisors, by_email=False)],
    "claim.settle": [Letter("claim_settled", the_claimant)],
    "claim.refuse": [Letter("claim_refused", the_claimant)],
    "application.submit": [Letter("application_sent", the_candidate)],
    "application.send_back": [Letter("application_returned", the_candidate, must_act=True)],
    "application.endorse": [Letter("application_endorsed", the_candidate), Letter("application_to_present", inter_ses, by_email=False)],
    "application.refer_back": [Letter("application_referred_back", oec, by_email=False)],
    "application.present": [Letter("application_presented", the_candidate), Letter("candidate_presented", the_employer)],
    "application.invite": [Letter("interview_invited", the_candidate, must_act=True)],
    "application.choose_slot": [Letter("interview_chosen", the_employer)],
    "application.decline_slots": [Letter("interview_times_declined", the_employer, must_act=True)],
    "application.move_interview": [Letter("interview_moved", the_candidate, must_act=True)],
    "application.record_outcome": [Letter("interview_outcome", inter_ses, by_email=False)],
    "application.hide_name": [Letter("name_hidden", the_employer)],
    "application.propose_offer": [Letter("offer_to_look_at", inter_ses)],
    "application.object_to_offer": [Letter("offer_objected", the_employer, must_act=True)],
    "application.lapse_offer": [Letter("offer_lapsed", the_employer, must_act=True)],
    "application.offer": [Letter("offer_made", the_candidate, must_act=True), Letter("offer_released", the_employer)],
    "application.rescind": [Letter("offer_rescinded", the_candidate), Letter("offer_rescinded_desk", inter_ses)],
    "application.accept": [
        Letter("offer_accepted", the_candidate),
        Letter("offer_accepted_employer", the_employer),
        Letter("offer_accepted_desk", inter_ses),
    ],
    "application.decline_offer": [Letter("offer_declined", the_candidate), Letter("offer_declined_employer", the_employer)],
    "application.not_select": [Letter("application_not_selected", the_candidate)],
    "application.depart": [Letter("departed", the_candidate), Letter("departed_employer", the_employer)],
    "application.arrive": [Letter("arrived", the_candidate), Letter("arrived_employer", the_employer)],
    "application.withdraw": [
        Letter("application_withdrawn", the_candidate),
        Letter("application_withdrawn_employer", the_employer_who_knew),
    ],
    "application.supersede": [Letter("application_superseded", the_candidate)],
    "application.restore": [Letter("application_restored", the_candidate)],
    "application.close": [Letter("application_closed", the_candidate), Letter("application_closed_employer", the_employer_who_knew)],
    "interview.remind": [
        Letter("interview_reminder", the_candidate, must_act=True),
        Letter("interview_reminder_employer", the_employer),
    ],
    "proposal.ask": [Letter("proposal_asked", the_candidate, must_act=True)],
    "proposal.agree": [Letter("proposal_agreed", inter_ses, by_email=False)],
    "proposal.decline": [Letter("proposal_declined", inter_ses, by_email=False)],
    "proposal.lapse": [Letter("proposal_lapsed", the_candidate)],
    "member.ask": [Letter("member_asked", the_candidate)],
    "member.offer": [Letter("seat_offered", the_candidate, must_act=True)],
    "member.take_back": [Letter("seat_taken_back", the_candidate)],
    **{f"member.{name}": [Letter("member_enrolled", the_candidate)] for name in ("accept", "enrol")},
    **{f"member.{name}": [Letter("member_ended", the_candidate)] for name in ("decline", "lapse", "withdraw", "leave", "drop", "release")},
    "member.finish": [Letter("member_finished", the_candidate)],
    "member.bring_back": [Letter("member_back", the_candidate)],
    "interest.tell": [Letter("group_opened", who_wants_a_group)],
    "booking.book": [Letter("test_booked", the_candidate)],
    "booking.cancel": [Letter("test_cancelled", the_candidate)],
    "booking.pass": [Letter("test_passed", the_candidate)],
    "question.ask": [Letter("question_waiting", the_answerers, by_email=False)],
    "question.write": [Letter("question_waiting", the_answerers, by_email=False)],
    "question.answer": [Letter("question_answered", the_asker, must_act=True, address=reply_to_question)],
    "question.hand_over": [
        Letter("question_handed_over", the_asker, by_email=False),
        Letter("question_waiting", the_answerers, by_email=False),
    ],
    "report.receive": [Letter("report_to_examine", the_examiners)],
    "report.pass_on": [Letter("report_to_examine", the_examiners)],
    "report.settle": [Letter("report_ended", nobody, address=reply_to_report)],
    "report.dismiss": [Letter("report_ended", nobody, address=reply_to_report)],
    "sheet.refuse": [Letter("sheet_refused", the_employer, must_act=True)],
    "second.ask": [Letter("second_to_sign", the_signers)],
    "second.sign": [Letter("second_signed", who_asked_for_it)],
    "second.refuse": [Letter("second_refused", who_asked_for_it)],
    "second.lapse": [Letter("second_lapsed", who_asked_for_it)],
    "copy.finish": [Letter("copy_ready", the_person)],
    "copy.fail": [Letter("copy_failed", the_person)],
    "deletion.ask": [Letter("deletion_asked", the_person, must_act=True)],
    "deletion.undo": [Letter("deletion_undone", the_person)],
}

GONE = ("withdrawn", "superseded", "closed", "not_selected", "declined")
UNTRUE_IN: dict[str, tuple[str, ...]] = {  # a letter that still waits is not sent once its subject has come to one of these states
    "employer_to_verify": ("verified", "suspended"),
    "employer_verified": ("suspended",),
    "employer_suspended": ("verified",),
    "employer_reinstated": ("suspended",),
    "demand_to_confirm": ("waiting", "attested", "expired"),
    "demand_attested": ("expired",),
    "demand_attested_desk": ("expired",),
    "vacancy_to_publish": ("returned", "ended"),
    "vacancy_vetted": ("returned", "ended"),
    "vacancy_returned": ("submitted", "vetted", "published", "ended"),
    "vacancy_published": ("closed", "ended"),
    "vacancy_paused": ("published", "closed", "ended"),
    "vacancy_resumed": ("paused", "closed", "ended"),
    "vacancy_closed": ("published", "ended"),
    "vacancy_reopened": ("paused", "closed", "ended"),
    "batch_to_sign": ("signed", "releasing", "released", "returned", "withdrawn"),
    "batch_stopped": ("signed", "releasing", "released", "returned", "withdrawn"),
    "evidence_verified": ("expired",),
    "application_sent": GONE,
    "application_returned": ("submitted", *GONE),
    "application_endorsed": GONE,
    "application_presented": GONE,
    "candidate_presented": GONE,
    "interview_chosen": GONE,
    "offer_to_look_at": ("offered", "accepted", *GONE),
    "offer_objected": ("offered", "accepted", *GONE),
    "offer_lapsed": ("offered", "accepted", *GONE),
    "interview_times_declined": ("offered", "accepted", *GONE),
    "interview_moved": ("offered", "accepted", *GONE),
    "proposal_asked": ("agreed", "declined", "lapsed"),
    "interview_invited": ("offered", "accepted", *GONE),
    "offer_made": ("accepted", *GONE),
    "offer_released": ("accepted", *GONE),
    "offer_accepted": GONE,
    "offer_accepted_employer": GONE,
    "offer_accepted_desk": GONE,
    "application_restored": GONE,
    "seat_offered": ("waiting", "enrolled", "finished", "left", "dropped"),
    "seat_taken_back": ("offered", "enrolled", "finished", "left", "dropped"),
    "member_asked": ("offered", "enrolled", "finished", "left", "dropped"),
    "member_enrolled": ("finished", "left", "dropped"),
    "member_ended": ("asked", "waiting", "offered", "enrolled"),
    "member_finished": ("enrolled", "left", "dropped"),
    "member_back": ("finished", "left", "dropped"),
    "test_booked": ("cancelled", "sat", "passed", "failed", "missed"),
    "test_cancelled": ("booked", "sat", "passed", "failed", "missed"),
    "test_passed": ("booked", "cancelled"),
    "question_waiting": ("answered", "closed"),
    "question_answered": ("asked",),
    "report_to_examine": ("settled", "dismissed"),
    "second_to_sign": ("signed", "refused", "withdrawn", "lapsed"),
    "copy_ready": ("expired",),
    "deletion_asked": ("undone",),
}
