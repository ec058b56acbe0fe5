"""How a step is asked for, and for whom."""

from typing import TypedDict

from accounts.models import User
from accounts.roles import Role
from jobs.models import Employer
from workflow.steps import Reason, Refused


class Origin(TypedDict, total=False):
    """For whom a step is taken, and how that person asked: walk_in, phone, letter, scan."""

    on_behalf_of: User | None
    source: str


class How(Origin, total=False):
    """What may go with any step: the version it was decided on, and words to keep with it."""

    version: int | None
    note: str
    reach: str


def principal(by: User, origin: Origin) -> User:
    """The employer's person behind a birth; Inter-SES may act for one. Raises Refused for anybody else."""
    person = origin.get("on_behalf_of") or by
    if person.role != Role.EMPLOYER or (person != by and by.role != Role.INTER_SES):
        raise Refused(Reason("step_not_yours"))
    return person


def check_own(employer: Employer, person: User) -> None:
    """Raises Refused unless the person acts for this company today."""
    if not person.parties().filter(pk=employer.party_id).exists():
        raise Refused(Reason("step_not_yours"))
