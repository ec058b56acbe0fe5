"""Who acts, for whom and on which day; and the advance of an application, which checks that."""

import secrets
from datetime import date

from django.utils import timezone

from accounts.models import Membership, User
from accounts.roles import Role
from applications.models import Application, Consent
from applications.states import STEPS
from candidates.models import Profile
from workflow.advance import advance, role_of
from workflow.clock import local_day
from workflow.models import Entry
from workflow.steps import Reason, Refused, find

SOURCES = ("walk_in", "phone", "letter", "scan")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """A number that people can read out and nobody can count up, such as OEC-2026-7K3M9P2Q."""
    return f"OEC-{pakistan_today().year}-{''.join(secrets.choice(ALPHABET) for _ in range(8))}"


def pakistan_today() -> date:
    """The day where candidates and OEC are."""
    return local_day(timezone.now(), "oec")


def japan_today() -> date:
    """The day where Inter-SES and employers are."""
    return local_day(timezone.now(), "inter_ses")


def principal_of(application: Application, name: str) -> User | None:
    """For whom the desk may take the step `name` on behalf: the candidate, or somebody of the employer; None when nobody."""
    row = next((row for row in STEPS if row.name == name and row.on_behalf and application.state in row.sources), None)
    if row is None:
        return None
    if Role.CANDIDATE in row.by:
        return application.candidate.user
    ties = Membership.objects.live().filter(party=application.vacancy.employer.party_id, user__role=Role.EMPLOYER, user__is_active=True)
    tie = ties.select_related("user").order_by("pk").first()
    return tie.user if tie else None


def check(application: Application, name: str, *, by: User | None, on_behalf_of: User | None = None, source: str = "") -> None:
    """The table lets this role take the step now, and it is this person's own application; raises Refused. advance asks the table again."""
    principal = on_behalf_of or by
    find(STEPS, name, state=application.state, role=role_of(principal), actor=role_of(by) if on_behalf_of else "")
    check_person(application, by=by, on_behalf_of=on_behalf_of, source=source)


def check_person(application: Application, *, by: User | None, on_behalf_of: User | None = None, source: str = "") -> None:
    """A candidate acts on the own application, an employer on its own vacancy, a clerk says how the person spoke; raises Refused."""
    principal = on_behalf_of or by
    if role_of(principal) == Role.CANDIDATE and principal.pk != application.candidate.user_id:
        raise Refused(Reason("step_not_yours"))
    if role_of(principal) == Role.EMPLOYER and not principal.parties().filter(pk=application.vacancy.employer.party_id).exists():
        raise Refused(Reason("step_not_yours"))
    if on_behalf_of is not None and source not in SOURCES:
        raise Refused(Reason("source_missing"))


def move(
    application: Application, name: str, *, by: User | None, on_behalf_of: User | None = None, source: str = "", **rest: object
) -> Entry:
    """`advance`, after the check whose application it is."""
    check(application, name, by=by, on_behalf_of=on_behalf_of, source=source)
    return advance(application, name, by=by, on_behalf_of=on_behalf_of, source=source, **rest)


def has_other_accepted(application: Application) -> bool:
    """Whether this person has already accepted another job."""
    return Application.objects.placed().filter(candidate=application.candidate_id).exclude(pk=application.pk).exists()


def live_consents(candidate: Profile, application: Application) -> set[str]:
    """The purposes agreed to and not taken back, for the partners and this employer."""
    rows = Consent.objects.live().filter(candidate=candidate)
    return {row.purpose for row in rows if row.employer_id in (None, application.vacancy.employer_id)}
