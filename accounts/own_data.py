"""What accounts keep of a person: the account itself, where they signed in, their second factor, for whom they act."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.models import Closure, Invitation, Membership, SecondSignature, User
from accounts.roles import Role
from vault.plain import row, rows
from workflow.steps import Reason

HOLDS = {
    User: "account",
    Membership: "memberships",
    UserSession: "signed_in_on",
    Authenticator: "second_factors",
    Invitation: "invitations",
    SecondSignature: "second_signatures",
}
LEFT_OUT = {
    Closure: "on which days an organisation is closed, and who entered it; no candidate's data",
    EmailAddress: "not used: the address of a person stands on the account",
}
SECRETS = ("password", "data", "session_key", "token_hash")
ERASED = "erased"


def export(user: User) -> dict[str, Any]:
    """Keys, codes and passwords are not given out: they open doors."""
    invitations = Invitation.objects.filter(email__iexact=user.email or "-").order_by("pk")
    about = SecondSignature.objects.filter(person=user).order_by("pk")
    return {
        "account": row(user, *SECRETS, "is_superuser", "merged_into"),
        "memberships": rows(Membership.objects.filter(user=user).order_by("since"), "user"),
        "signed_in_on": rows(UserSession.objects.filter(user=user).order_by("created_at"), *SECRETS, "user"),
        "second_factors": rows(Authenticator.objects.filter(user=user).order_by("created_at"), *SECRETS, "user"),
        "invitations": rows(invitations, *SECRETS, "invited_by"),
        "second_signatures": rows(about, "asked_by", "signed_by", "person", "was", "signers", "owner", "due_on"),
    }


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    yield "accounts.user", user.public_id
    for public_id in SecondSignature.objects.filter(person=user).values_list("public_id", flat=True):
        yield "accounts.secondsignature", public_id


def close(user: User) -> None:
    """Nobody signs in here any more, and no letter is written; what is kept is erased afterwards."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def erase(user: User, keep: frozenset[str]) -> None:
    """Nobody signs in here any more, and no address leads here; the row stays, because histories name it."""
    close(user)
    UserSession.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Invitation.objects.filter(email__iexact=user.email or "-").update(email=f"{user.public_id}@{ERASED}.invalid", full_name=ERASED)
    SecondSignature.objects.filter(person=user).update(reason=ERASED)
    user.set_unusable_password()
    name = {} if "ledger" in keep else {"full_name": ERASED}
    gone = {"email": f"{user.public_id}@{ERASED}.invalid", "phone": "", "phone_verified": False, "contact_by": ""}
    unset = {"quiet_from": None, "quiet_until": None, "last_login": None, "is_active": False, "password": user.password}
    User.objects.filter(pk=user.pk).update(**gone, **unset, **name)
    user.refresh_from_db()


# ── two accounts of one person ─────────────────────────────────────────────────────────────────────────
def moving_blockers(gone: User, kept: User) -> list[Reason]:
    """Both are candidates' accounts that stand."""
    both = (gone, kept)
    is_open = all(user.role == Role.CANDIDATE and user.merged_into_id is None and user.is_active for user in both)
    return [] if is_open and gone.pk != kept.pk else [Reason("merge_account_closed")]


def standing(user: User) -> dict[str, Any]:
    return {"is_active": user.is_active}


def take_over(gone: User, kept: User) -> list[tuple[str, int, str]]:
    """A confirmed phone and an e-mail, where the kept account has none; an e-mail stands once only."""
    filled = []
    if gone.phone_verified and not kept.phone_verified:
        kept.phone, kept.phone_verified = gone.phone, True
        filled.append("phone")
    if gone.email and not kept.email and gone.phone:
        kept.email, gone.email = gone.email, None
        gone.save(update_fields=["email"])
        filled.append("email")
    if filled:
        kept.save(update_fields=["phone", "phone_verified", "email"])
    return [(User._meta.label_lower, kept.pk, name) for name in filled]
