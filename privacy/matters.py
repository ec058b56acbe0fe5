"""What takes two among own data: an officer erases a person who wrote, came to the counter, or was never there."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matters import called
from accounts.models import SecondSignature, User
from accounts.roles import OEC, READERS, Role
from accounts.second import Fact, Matter
from privacy import own_data, transitions
from workflow.clock import local_day
from workflow.steps import Reason


def facts(request: SecondSignature, reader: User) -> list[Fact]:
    """Who, when it would begin, and what stands in the way or stays by law."""
    tied = own_data.ties(request.person)
    found: list[Fact] = [
        (_("Account"), called(request.person, reader) if reader.role in READERS else str(request.person.public_id)[:8], False),
        (_("Candidate number"), ", ".join(own_data.numbers(request.person)), False),
        (_("Joined"), local_day(request.person.date_joined, "oec"), False),
        (_("What happens"), _("Everything about this person is erased for good"), True),
        (_("Erased, if signed today, from"), local_day(transitions.erased_from(timezone.now()), "oec"), False),
    ]
    if tied.ends_first:
        found.append((_("Applications that end"), ", ".join(tied.ends_first), True))
    if tied.held_until:
        found.append((_("A part is kept by law until"), tied.held_until, False))
    return found


def blockers(request: SecondSignature) -> list[Reason]:
    """Only candidates are erased; once."""
    if request.person is None or request.person.role != Role.CANDIDATE:
        return [Reason("other_account")]
    return [Reason("deletion_running")] if transitions.running(request.person) else []


def state_of(request: SecondSignature) -> dict[str, bool]:
    return {"is_running": transitions.running(request.person) is not None} if request.person else {}


def erase(request: SecondSignature) -> None:
    transitions.ask_deletion_for(request.person, by=request.asked_by, signed_by=request.signed_by)


ERASE = Matter(
    label=_("Erase a person"), asks=OEC, signers=lambda request: frozenset({Role.OEC_SUPERVISOR}), facts=facts,
    carry_out=erase, state_of=state_of, blockers=blockers,
)  # fmt: skip
