"""Claim without an account: the page keeps a sealed draft and answers everybody alike; the relay looks it up and sends the code.

So neither the answer, nor the rows written, nor the time tell whether a person is on file.
"""

import secrets
from datetime import date

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from accounts import proofs
from accounts.contact import Contact, Kind
from accounts.devices import device
from accounts.limits import TooMany, take
from accounts.models import User
from accounts.network import network
from accounts.proofs import DIGITS, Proof, Purpose
from accounts.roles import Role
from candidates.models import Profile
from candidates.models.profile import kept_of
from register.models import Draft, RegisterEntry
from register.models.claim import DRAFT_LIVES

PROFILE_INDEX = Profile._meta.get_field("cnic_index")


def begin(request: HttpRequest, *, cnic: str, birth: date) -> None:
    """Keep the draft and wait for a code that may never come. Raises TooMany."""
    here, net = device(request), network(request)
    narrow = ("claim.no_device", net) if here.is_new else ("claim.device", here.key)
    take(("claim.network", net), narrow, ("claim.cnic", cnic))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    draft = Draft.objects.create(cnic=cnic, birth_date=birth, code=code, language=(get_language() or "en")[:2])
    proof = Proof(Purpose.CLAIM, Kind.PHONE, str(draft.public_id), data={"draft": str(draft.public_id)})
    proof.digest = proofs._digest(proof, code)
    proofs.keep(request, proof)


def draft_of(proof: Proof | None) -> Draft | None:
    """The draft behind a claim's proof."""
    if proof is None or proof.purpose != Purpose.CLAIM:
        return None
    found = Draft.objects.select_related("entry", "profile__user").filter(public_id=proof.data.get("draft"))
    return found.filter(created_at__gte=timezone.now() - DRAFT_LIVES).first()


def hand_out() -> int:
    """Look up the drafts that wait, and send their codes; how many (a source of the relay)."""
    done = 0
    for pk in list(Draft.objects.filter(looked_at=None, kind="code").order_by("pk").values_list("pk", flat=True)[:50]):
        with transaction.atomic():
            draft = Draft.objects.select_for_update(skip_locked=True).filter(pk=pk, looked_at=None).first()
            if draft is not None:
                look_up(draft)
                done += 1
    return done


def look_up(draft: Draft) -> None:
    """Whose number this is, and the code to the contact on file; the code is forgotten here at once."""
    code, draft.code, draft.looked_at = draft.code, None, timezone.now()
    profile = profile_with(draft.cnic)
    if profile is not None:
        is_right = profile.birth_date == draft.birth_date
        [profile] = kept_of([profile])
        is_right = is_right and profile.user.is_active
        draft.profile, contact = (profile, contact_of(profile.user)) if is_right else (None, None)
    else:
        entry = RegisterEntry.objects.open().with_cnic(draft.cnic).first()
        is_right = entry is not None and entry.birth_date == draft.birth_date
        draft.entry, contact = (entry, contact_on_file(entry)) if is_right else (None, None)
    if contact and may_send(contact):
        draft.contact_kind, draft.address = contact.kind, contact.value
        get_adapter().send_code(contact, str(code), purpose=Purpose.CLAIM, language=draft.language)
    draft.save()


def profile_with(cnic: str) -> Profile | None:
    """The candidate whose canonical number this is."""
    return Profile.objects.select_related("user").filter(PROFILE_INDEX.matching(cnic)).first()


def contact_of(user: User) -> Contact | None:
    """Where an account is reached for sure."""
    if user.phone and user.phone_verified:
        return Contact(Kind.PHONE, user.phone)
    return Contact(Kind.EMAIL, user.email) if user.email else None


def contact_on_file(entry: RegisterEntry) -> Contact | None:
    """The number that OEC wrote down; an account by claim needs a phone."""
    return Contact(Kind.PHONE, entry.phone) if entry.phone else None


def may_send(contact: Contact) -> bool:
    """The exact limits of all codes hold here too."""
    try:
        take(("code.contact_soon", contact.value), ("code.contact", contact.value))
    except TooMany:
        return False
    return True


def relatives(draft: Draft, user: object) -> list[User]:
    """Accounts at the confirmed number that have no CNIC yet: one of them may be this person's."""
    if draft.entry is None or getattr(user, "is_authenticated", False):
        return []
    taken = Profile.objects.filter(user__phone=draft.address).exclude(cnic_index=None).values("user_id")
    people = User.objects.filter(role=Role.CANDIDATE, is_active=True, phone=draft.address, phone_verified=True)
    return list(people.exclude(Q(pk__in=taken)).order_by("pk")[:8])


def sweep() -> int:
    """Forget drafts that are over; how many."""
    return Draft.objects.filter(created_at__lt=timezone.now() - DRAFT_LIVES).delete()[0]
