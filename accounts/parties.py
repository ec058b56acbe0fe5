"""Organisations and who acts for them. A company never loses its last owner."""

from django.db import transaction

from accounts.journal import journal
from accounts.models import Membership, Party, User, today
from accounts.roles import PartyKind
from workflow.steps import Reason, Refused

OWNER = Membership.Duty.OWNER


@transaction.atomic
def found_party(kind: str, name: str, name_ja: str, owner: User) -> Party:
    """A new organisation with its first owner."""
    party = Party.objects.create(kind=PartyKind(kind), name=name, name_ja=name_ja)
    join(party, owner, duty=OWNER, by=owner)
    return party


@transaction.atomic
def join(party: Party, user: User, *, duty: str = Membership.Duty.MEMBER, by: User | None = None) -> Membership:
    """From today this person acts for the party; once, however often it is called."""
    Party.objects.select_for_update(no_key=True).get(pk=party.pk)
    membership, is_new = Membership.objects.get_or_create(user=user, party=party, until=None, defaults={"duty": duty})
    if is_new:
        journal(party, "join", by=by, data={"person": str(user.public_id), "duty": str(duty)})
    return membership


@transaction.atomic
def leave(membership: Membership, *, by: User | None) -> None:
    """End the membership today, or refuse. The party's row is locked: two owners who leave at once do not both succeed."""
    Party.objects.select_for_update(no_key=True).get(pk=membership.party_id)
    live = Membership.objects.live().filter(party=membership.party_id)
    if by is not None and not is_owner(by, membership.party):
        raise Refused(Reason("not_owner"))
    if not live.filter(pk=membership.pk).exists():
        return
    if membership.party.kind == PartyKind.EMPLOYER and not live.filter(duty=OWNER).exclude(pk=membership.pk).exists():
        raise Refused(Reason("last_owner"))
    live.filter(pk=membership.pk).update(until=today())
    journal(membership.party, "leave", by=by, data={"person": str(membership.user.public_id)})


@transaction.atomic
def make_owner(membership: Membership, *, by: User) -> None:
    """A colleague becomes owner too."""
    if not is_owner(by, membership.party):
        raise Refused(Reason("not_owner"))
    Membership.objects.live().filter(pk=membership.pk).update(duty=OWNER)
    journal(membership.party, "make_owner", by=by, data={"person": str(membership.user.public_id)})


def is_owner(user: User, party: Party) -> bool:
    """Whether this person owns the organisation today."""
    return Membership.objects.live().filter(user=user, party=party, duty=OWNER).exists()


def owned_by(user: User) -> Party | None:
    """The employer whose colleagues this person may invite."""
    return (
        Party.objects.filter(kind=PartyKind.EMPLOYER, memberships__in=Membership.objects.live().filter(user=user, duty=OWNER))
        .order_by("pk")
        .first()
    )
