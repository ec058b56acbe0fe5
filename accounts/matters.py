"""What takes two among the accounts: to invite to the desk, give a role, open an account again, remove a second factor."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import invitations, people
from accounts.models import ROLE_NAMES, SecondSignature, User
from accounts.roles import DESK, OEC, READERS, Role
from accounts.second import Fact, Matter
from vault.masking import mask_email
from workflow.steps import Reason

OPERATORS = frozenset({Role.OPERATOR})


def signers_of(role: str) -> frozenset[Role]:
    """Who vouches for this role: its own organisation; for operator and auditor a second operator or OEC's supervisor."""
    if role in OEC:
        return frozenset({Role.OEC_SUPERVISOR})
    return frozenset({Role.INTER_SES}) if role == Role.INTER_SES else frozenset({Role.OPERATOR, Role.OEC_SUPERVISOR})


def may_name(reader: User, person: User) -> bool:
    """OEC names everybody; the auditor and Inter-SES nobody outside the parties; the operator nobody."""
    return reader.role in OEC or (reader.role in READERS and person.role != Role.CANDIDATE)


def called(person: User, reader: User) -> str:
    """What this reader may call a person."""
    if may_name(reader, person) or person.pk == reader.pk:
        return str(person)
    return f"{mask_email(person.email or '')} ({str(person.public_id)[:8]})"


def account_facts(request: SecondSignature, reader: User) -> list[Fact]:
    """The account, its role, and what is to become of it."""
    person = request.person
    found: list[Fact] = [
        (_("Account"), called(person, reader), False),
        (_("Role now"), ROLE_NAMES[Role(person.role)], False),
    ]
    return [*found, (_("New role"), ROLE_NAMES[Role(request.wants["role"])], True)] if "role" in request.wants else found


def invitation_facts(request: SecondSignature, reader: User) -> list[Fact]:
    """Who is invited, as far as this reader may know."""
    is_over = not request.invited_email
    knows = reader.pk == request.asked_by_id or reader.role in request.signers
    who: list[Fact] = [
        (_("Name"), request.invited_name if knows else "", False),
        (_("e-mail"), request.invited_email if knows else mask_email(request.invited_email), False),
    ]
    return [*([] if is_over else who), (_("Role"), ROLE_NAMES[Role(request.wants["role"])], True)]


def account_state(request: SecondSignature) -> dict[str, Any]:
    """Role and lock of the account, as they stand now."""
    return User.objects.values("role", "is_active").get(pk=request.person_id)


def desk_blockers(request: SecondSignature) -> list[Reason]:
    return [] if request.person and request.person.role in DESK else [Reason("other_account")]


def role_blockers(request: SecondSignature) -> list[Reason]:
    if request.wants.get("role") not in DESK:
        return [Reason("other_account")]
    same = request.person is not None and request.person.role == request.wants["role"]
    return desk_blockers(request) + ([Reason("second_nothing_to_do")] if same else [])


def unlock_blockers(request: SecondSignature) -> list[Reason]:
    return desk_blockers(request) or ([Reason("second_nothing_to_do")] if request.person.is_active else [])


def invite_blockers(request: SecondSignature) -> list[Reason]:
    return [] if request.wants.get("role") in DESK else [Reason("not_operator")]


def do_invite(request: SecondSignature) -> None:
    """The letter goes now; name and address stand in the invitation from here on."""
    given = {"email": request.invited_email, "name": request.invited_name, "language": request.wants["language"]}
    invitations.send(role=request.wants["role"], by=request.asked_by, signed_by=request.signed_by, **given)
    forget(request)


def forget(request: SecondSignature) -> None:
    """Whoever was to be invited is not kept here."""
    SecondSignature.objects.filter(pk=request.pk).update(invited_name="", invited_email="")


def do_change_role(request: SecondSignature) -> None:
    people.change_role(request.person, request.wants["role"], by=request.asked_by, signed_by=request.signed_by)


def do_unlock(request: SecondSignature) -> None:
    people.set_active(request.person, True, by=request.asked_by, signed_by=request.signed_by)


def do_reset(request: SecondSignature) -> None:
    people.reset_second_factor(request.person, by=request.asked_by, signed_by=request.signed_by)


def signers_of_account(request: SecondSignature) -> frozenset[Role]:
    return signers_of(request.person.role)


def signers_of_wanted(request: SecondSignature) -> frozenset[Role]:
    return signers_of(str(request.wants["role"]))


INVITE = Matter(
    label=_("Invite somebody to the desk"), asks=OPERATORS, signers=signers_of_wanted, facts=invitation_facts,
    carry_out=do_invite, blockers=invite_blockers, ended=forget,
)  # fmt: skip
CHANGE_ROLE = Matter(
    label=_("Give another role"), asks=OPERATORS, signers=signers_of_wanted, facts=account_facts,
    carry_out=do_change_role, state_of=account_state, blockers=role_blockers,
)  # fmt: skip
UNLOCK = Matter(
    label=_("Open a locked desk account again"), asks=OPERATORS, signers=signers_of_account, facts=account_facts,
    carry_out=do_unlock, state_of=account_state, blockers=unlock_blockers,
)  # fmt: skip
RESET = Matter(
    label=_("Remove the second factor of a desk account"), asks=OPERATORS, signers=signers_of_account, facts=account_facts,
    carry_out=do_reset, state_of=account_state, blockers=desk_blockers,
)  # fmt: skip
