"""Invitations: one link, one person, once, at most 72 hours."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.journal import journal
from accounts.models import Invitation, Party, User
from accounts.parties import is_owner, join
from accounts.people import join_partner, needs_second, second
from accounts.roles import DESK, Role
from workflow.steps import Reason, Refused

LIVES = timedelta(hours=72)


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def link_of(token: str, language: str) -> str:
    """The address in the letter; the host is a setting, never the request's."""
    with override(language):
        return settings.SITE_URL.rstrip("/") + reverse("account_invitation", args=[token])


@transaction.atomic
def make(
    *,
    email: str,
    name: str,
    role: str,
    by: User | None,
    party: Party | None = None,
    duty: str = "member",
    language: str = "en",
    signed_by: User | None = None,
) -> str:
    """Write an invitation and return its link, which is never stored. `by` None is the shell; to the desk it takes two."""
    _may_invite(by, role, party)
    if role in DESK:
        needs_second(by, signed_by)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.lower(),
        full_name=name,
        role=role,
        party=party,
        duty=duty,
        language=language,
        token_hash=digest(token),
        invited_by=by,
        expires_at=timezone.now() + LIVES,
    )
    if by is not None:
        journal(by, "invite", by=by, data={"invitation": str(invitation.public_id), "role": str(role)} | second(signed_by))
    return link_of(token, language)


def send(
    *, email: str, name: str, role: str, by: User, party: Party | None = None, language: str = "en", signed_by: User | None = None
) -> None:
    """Invite by letter; the same for known and unknown addresses."""
    link = make(email=email, name=name, role=role, by=by, party=party, language=language, signed_by=signed_by)
    get_adapter().invite(email.lower(), name=name, party=party.name if party else "", link=link, language=language)


def _may_invite(by: User | None, role: str, party: Party | None) -> None:
    if by is None or (by.role == Role.OPERATOR and role in DESK):
        return
    if role != Role.EMPLOYER or party is None or not is_owner(by, party):
        raise Refused(Reason("not_owner" if role == Role.EMPLOYER else "not_operator"))


def find(token: str) -> Invitation | None:
    """The invitation of this link while it is good."""
    return Invitation.objects.filter(token_hash=digest(token), used_at=None, expires_at__gt=timezone.now()).select_related("party").first()


@transaction.atomic
def accept(token: str, *, name: str = "", password: str | None = None) -> User:
    """Make the account (or join the known one) and use the invitation up. Of two at once one is refused."""
    invitation = (
        Invitation.objects.select_for_update().filter(token_hash=digest(token), used_at=None, expires_at__gt=timezone.now()).first()
    )
    if invitation is None:
        raise Refused(Reason("invitation_over"))
    user = User.objects.filter(email=invitation.email).first()
    if user is not None and (user.role != invitation.role or not user.is_active or user.role in DESK):
        raise Refused(Reason("other_account"))
    if user is None:
        user = User.objects.create_user(
            role=invitation.role,
            email=invitation.email,
            full_name=name or invitation.full_name,
            password=password,
            language=invitation.language,
        )
    if invitation.party:
        join(invitation.party, user, duty=invitation.duty, by=invitation.invited_by)
    join_partner(user, by=invitation.invited_by)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=timezone.now())
    journal(user, "accept_invitation", by=user, data={"invitation": str(invitation.public_id), "role": str(user.role)})
    return user
