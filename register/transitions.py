"""Verbs of the register: an entry becomes a person's own, and claims at the counter go on."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.contact import Contact, Kind
from accounts.journal import journal
from accounts.models import User
from accounts.people import end_sessions
from accounts.roles import Role
from candidates.models import Profile
from candidates.models.profile import kept_of
from candidates.transitions import new_reference, profile_of
from register import rules
from register.models import Draft, RegisterClaim, RegisterEntry
from register.states import ClaimState
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason, Refused


@transaction.atomic
def new_candidate(contact: Contact, *, name: str, language: str, by: User | None = None, is_verified: bool = True) -> User:
    """An account whose contact is confirmed; `by` is the clerk, or None where the person does it."""
    is_phone = contact.kind == Kind.PHONE
    user = User.objects.create_user(
        role=Role.CANDIDATE,
        phone=contact.value if is_phone else "",
        email=None if is_phone else contact.value,
        phone_verified=is_phone and is_verified,
        full_name=name,
        language=language,
    )
    journal(user, "sign_up", by=by or user)
    return user


@transaction.atomic
def claim(entry: RegisterEntry, *, user: User) -> Profile:
    """Fill the empty fields of the person's profile and mark the entry, once: whoever comes second is told."""
    profile = profile_of(user)
    if profile.cnic and profile.cnic != entry.cnic:
        raise Refused(Reason("profile_has_other_cnic"))
    free = RegisterEntry.objects.open().filter(pk=entry.pk)
    if not free.update(claimed_by=profile, claimed_at=timezone.now()):
        raise Refused(Reason("claimed_meanwhile"))
    fill(profile, entry)
    return profile


@transaction.atomic
def take_entry(draft: Draft, *, user: User | None) -> User:
    """The entry of a proved draft becomes this person's, or a new account's; all or nothing."""
    contact = Contact(Kind(draft.contact_kind), draft.address)
    entry = draft.entry
    if user is None:
        user = new_candidate(contact, name=entry.full_name, language=draft.language)
    claim(entry, user=user)
    draft.delete()
    return user


def fill(profile: Profile, entry: RegisterEntry) -> None:
    """What the person has typed stays; what is empty comes from the entry."""
    for name in ("full_name", "cnic", "birth_date", "district"):
        if not getattr(profile, name):
            setattr(profile, name, getattr(entry, name))
    if entry.trade and entry.trade[:40] not in profile.skills and not profile.skills:
        profile.skills = [entry.trade[:40]]
    profile.about = profile.about or said_in(entry, profile.user.language)
    profile.version += 1
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError:
        raise Refused(Reason("claimed_meanwhile")) from None


def said_in(entry: RegisterEntry, language: str) -> str:
    """Schooling, years and Japanese as OEC wrote them down: a claim in words, since a profile's lists ask for more than OEC has."""
    school = " ".join(filter(None, (entry.education_level, entry.education_subject)))
    with override(language):
        told = (
            _("Education: %(words)s") % {"words": school} if school else "",
            _("Years of work: %(count)s") % {"count": entry.experience_years} if entry.experience_years is not None else "",
            _("Japanese: %(words)s") % {"words": entry.japanese} if entry.japanese else "",
        )
    return "\n".join(filter(None, told))


def open_claim(*, kind: str, name: str, cnic: str, birth: object, contact: Contact, language: str, claimant: User | None) -> RegisterClaim:
    """A case at OEC's counter; the new contact is confirmed, nothing is looked up yet."""
    found = RegisterClaim(
        reference=new_reference("R"), kind=kind, full_name=name, cnic=cnic, birth_date=birth,
        contact_kind=contact.kind, address=contact.value, language=language, claimant=claimant,
    )  # fmt: skip
    begin(found, "open", by=claimant)
    return found


def target_of(claim: RegisterClaim) -> tuple[Profile | None, RegisterEntry | None]:
    """What stands under the CNIC of the claim today."""
    index = Profile._meta.get_field("cnic_index")
    profile = Profile.objects.select_related("user").filter(index.matching(claim.cnic)).first()
    if profile and claim.kind != RegisterClaim.Kind.DISPUTE:
        [profile] = kept_of([profile])
    return profile, RegisterEntry.objects.with_cnic(claim.cnic).first()


def check(claim: RegisterClaim, *, by: User, how: str, card: str, note: str = "", version: int | None = None) -> Entry:
    """An officer has seen the card; `card` is the number that stands on it."""
    profile, entry = target_of(claim)
    has_target = profile is not None or entry is not None
    blockers = rules.check_blockers(how=how, has_target=has_target, cnic_agrees=card == claim.cnic)
    seen = {"seen_how": how, "seen_by": by, "profile": profile, "entry": entry}
    return advance(claim, "check", by=by, unless=blockers, version=version, note=note, **seen)


@transaction.atomic
def settle(claim: RegisterClaim, *, by: User, note: str = "", version: int | None = None) -> Entry:
    """A second person confirms: the new contact holds, or the CNIC goes to its owner. Old sessions end; old and new are told."""
    profile, _entry = target_of(claim)
    blockers = rules.settle_blockers(is_same_person=by.pk == claim.seen_by_id, is_taken_meanwhile=profile != claim.profile)
    if blockers:
        raise Refused(*blockers)
    user = give(claim, by=by)
    data = {"from": str(claim.profile.public_id) if claim.profile else "", "person": str(user.public_id)}
    return advance(claim, "settle", by=by, version=version, note=note, data=data, claimant=user)


def give(claim: RegisterClaim, *, by: User) -> User:
    """The person who has it from now on."""
    contact = Contact(Kind(claim.contact_kind), claim.address)
    if claim.profile and claim.kind != RegisterClaim.Kind.DISPUTE:
        change_contact(claim.profile.user, contact, by=by)
        return claim.profile.user
    if claim.profile:
        give_up(claim.profile)
    user = claim.claimant or new_candidate(contact, name=claim.full_name, language=claim.language, by=by)
    own(profile_of(user), claim)
    return user


def own(profile: Profile, claim: RegisterClaim) -> None:
    """The number and the day of birth as on the card that was seen, and what OEC has besides."""
    if claim.entry and RegisterEntry.objects.open().filter(pk=claim.entry_id).update(claimed_by=profile, claimed_at=timezone.now()):
        fill(profile, claim.entry)
    profile.cnic, profile.birth_date, profile.full_name = claim.cnic, claim.birth_date, profile.full_name or claim.full_name
    profile.version += 1
    profile.save()


def give_up(profile: Profile) -> None:
    """The other side of a dispute: the number goes, everything else stays, and the person is told."""
    profile.cnic = None
    profile.version += 1
    profile.save()
    get_adapter().tell(profile.user, "cnic_given_to_other")
    end_sessions(profile.user)


def change_contact(user: User, contact: Contact, *, by: User) -> None:
    """The new phone or e-mail counts at once."""
    is_phone, old = contact.kind == Kind.PHONE, user.phone or user.email or ""
    if is_phone:
        user.phone, user.phone_verified = contact.value, True
    elif User.objects.filter(email=contact.value).exclude(pk=user.pk).exists():
        raise Refused(Reason("contact_taken"))
    else:
        user.email, user.phone, user.phone_verified = contact.value, "", False
    user.save()
    journal(user, "change_phone" if is_phone else "change_email", by=by)
    get_adapter().tell(user, "contact_changed", address=old)
    get_adapter().tell(user, "contact_changed", address=contact.value)
    end_sessions(user)


def refuse(claim: RegisterClaim, *, by: User, note: str, version: int | None = None) -> Entry:
    """OEC does not give it, and says why."""
    return advance(claim, "refuse", by=by, unless=rules.refuse_blockers(note=note), version=version, note=note)


def lapse_old() -> int:
    """Nobody came with the card in sixty days; how many claims."""
    now, done = timezone.now(), 0
    for old in RegisterClaim.objects.filter(state=ClaimState.OPENED, created_at__lt=now - timedelta(days=rules.OPEN_DAYS)):
        advance(old, "lapse", by=None, unless=rules.lapse_blockers(days=(now - old.created_at).days))
        done += 1
    return done
