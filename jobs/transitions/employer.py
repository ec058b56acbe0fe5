"""The verbs of a company. Each asks the rules, then moves through `advance`; all raise Refused."""

from collections.abc import Sequence
from typing import Unpack

from django.db import transaction

from accounts.models import User
from accounts.parties import found_party
from accounts.roles import PartyKind
from jobs import rules
from jobs.models import Employer
from jobs.transitions.asking import How, Origin, principal
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason, Refused


@transaction.atomic
def register(employer: Employer, *, by: User, **origin: Unpack[Origin]) -> Entry:
    """Save a new company under a party of its own, with the person as owner."""
    person = principal(by, origin)
    if Employer.objects.filter(party__in=person.parties()).exists():
        raise Refused(Reason("company_already_registered"))
    if Employer.objects.filter(corporate_number=employer.corporate_number).exists():
        raise Refused(Reason("corporate_number_taken"))
    employer.party = person.parties().filter(kind=PartyKind.EMPLOYER).first() or found_party(
        PartyKind.EMPLOYER, employer.name_en, employer.name_ja, person
    )
    return begin(employer, "register", by=by, **origin)


def verify(employer: Employer, *, by: User, verified_how: str, verified_checks: Sequence[str], **how: Unpack[How]) -> Entry:
    """Inter-SES confirms that the company exists and has made its declarations, and says how it found out."""
    blockers = rules.employer_verify_blockers(
        corporate_number=employer.corporate_number,
        name=employer.name_ja or employer.name_en,
        existence_checked_how=verified_how,
        checked=verified_checks,
        is_declared=bool(employer.job_offers_lawful_on and employer.no_crime_ties_on),
    )
    checked = sorted(verified_checks)
    return advance(employer, "verify", unless=blockers, by=by, verified_how=verified_how, verified_checks=checked, **how)


def suspend(employer: Employer, *, by: User, **how: Unpack[How]) -> Entry:
    """Stop a company, saying why; its vacancies pause by reaction."""
    blockers = [] if how.get("note", "").strip() else [Reason("suspension_why_missing")]
    return advance(employer, "suspend", unless=blockers, by=by, **how)


def reinstate(employer: Employer, *, by: User, **how: Unpack[How]) -> Entry:
    """Let a suspended company work again; its vacancies stay paused until somebody resumes them."""
    return advance(employer, "reinstate", by=by, **how)
