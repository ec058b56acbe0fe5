"""What an operator may do to an account: role, lock, second factor. Each writes the journal, ends sessions and tells the person.

What opens a door at the desk takes two: `signed_by` is the second person (accounts/second.py). The shell is the way to begin.
"""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.journal import journal
from accounts.models import Membership, Party, User, today
from accounts.parties import join
from accounts.roles import DESK, PARTY_OF, PartyKind, Role
from workflow.steps import Reason, Refused


def _only_operator(by: User | None, user: User) -> None:
    """None is the shell. Nobody acts on the own account."""
    if by is not None and by.role != Role.OPERATOR:
        raise Refused(Reason("not_operator"))
    if by is not None and by.pk == user.pk:
        raise Refused(Reason("own_role"))


def needs_second(by: User | None, signed_by: User | None) -> None:
    """Nobody opens a door at the desk alone; `by` None is the shell."""
    if by is not None and (signed_by is None or signed_by.pk == by.pk):
        raise Refused(Reason("second_signature_needed"))


def second(signed_by: User | None) -> dict[str, object]:
    """The second person, for the journal."""
    return {"signed_by": str(signed_by.public_id)} if signed_by else {}


def end_sessions(user: User, *, but: str | None = "") -> None:
    """Sign the person out everywhere, at once."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()


@transaction.atomic
def change_role(user: User, role: str, *, by: User | None, signed_by: User | None = None) -> None:
    """Give staff another role of the desk; old memberships end, the new role's begins."""
    _only_operator(by, user)
    if role not in DESK or user.role not in DESK:
        raise Refused(Reason("other_account"))
    needs_second(by, signed_by)
    before = user.role
    User.objects.filter(pk=user.pk).update(role=role)
    user.role = Role(role)
    Membership.objects.live().filter(user=user).update(until=today())
    join_partner(user, by=by)
    journal(user, "change_role", by=by, data={"from": before, "to": role} | second(signed_by))
    get_adapter().tell(user, "role_changed")
    end_sessions(user)


@transaction.atomic
def set_active(user: User, is_active: bool, *, by: User | None, signed_by: User | None = None) -> None:
    """Lock or unlock an account; locking ends every session and needs nobody else."""
    _only_operator(by, user)
    if is_active and user.merged_into_id:
        raise Refused(Reason("account_merged"))
    if is_active and user.role in DESK:
        needs_second(by, signed_by)
    User.objects.filter(pk=user.pk).update(is_active=is_active)
    user.is_active = is_active
    journal(user, "unlock" if is_active else "lock", by=by, data=second(signed_by))
    end_sessions(user)


@transaction.atomic
def merge(gone: User, into: User, *, by: User, signed_by: User | None, data: dict[str, object]) -> None:
    """Two accounts of one person become one: the other is closed for good, its confirmed contacts lead here. Two people answer for it."""
    needs_second(by, signed_by)
    if {gone.role, into.role} != {Role.CANDIDATE} or gone.merged_into_id or into.merged_into_id:
        raise Refused(Reason("account_merged"))
    User.objects.filter(merged_into=gone).update(merged_into=into)
    User.objects.filter(pk=gone.pk).update(merged_into=into, is_active=False)
    gone.merged_into, gone.is_active = into, False
    for person, other in ((gone, into), (into, gone)):
        journal(person, "merge", by=by, data=data | second(signed_by) | {"with": str(other.public_id), "is_kept": person == into})
    end_sessions(gone)
    for address in {gone.phone if gone.phone_verified else "", gone.email or ""} - {""}:
        get_adapter().tell(into, "account_merged", address=address, is_outside_only=True)
    get_adapter().tell(into, "account_merged")


@transaction.atomic
def reset_second_factor(user: User, *, by: User | None, signed_by: User | None = None) -> int:
    """Remove every authenticator of a person who lost them; how many. The person is told and signed out."""
    _only_operator(by, user)
    if user.role in DESK:
        needs_second(by, signed_by)
    gone, _rows = Authenticator.objects.filter(user=user).delete()
    journal(user, "reset_second_factor", by=by, data={"authenticators": gone} | second(signed_by))
    get_adapter().tell(user, "second_factor_reset")
    end_sessions(user)
    return gone


def join_partner(user: User, *, by: User | None) -> None:
    """OEC's and Inter-SES's people act for their organisation."""
    kind = PARTY_OF.get(user.role)
    if kind in (PartyKind.OEC, PartyKind.INTER_SES):
        names = {PartyKind.OEC: "Overseas Employment Corporation", PartyKind.INTER_SES: "Inter-SES"}
        party, _new = Party.objects.get_or_create(kind=kind, defaults={"name": names[kind]})
        join(party, user, by=by)
