"""Identity values at the desk: only for OEC, only in a case that this officer has claimed, and each view leaves its record."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OEC
from candidates.identity import format_cnic
from candidates.models import Profile
from candidates.states import EvidenceKind
from vault.masking import mask_cnic, mask_passport, mask_phone
from vault.models import record_access
from workflow.steps import Reason, Refused

PURPOSE, STATED = "claimed case", "stated reason"
LEAST_WORDS = 3
SHOWN = {
    EvidenceKind.CNIC: ("cnic", "birth_date"),
    EvidenceKind.PASSPORT: ("passport_number", "birth_date"),
}


def may_open(user: User, is_claimed: bool) -> bool:
    """OEC, in a claimed case."""
    return is_claimed and user.role in OEC


def values(profile: Profile, fields: tuple[str, ...], *, user: User, case: str) -> list[tuple[Any, Any]]:
    """The values with their labels, in full; the record of the view is written first, an error stops the view."""
    record_access(user, profile, field="+".join(fields)[:64], purpose=PURPOSE, case=case[:64], person=profile.user)
    return [(label_of(name), plain(profile, name)) for name in fields]


def with_reason(profile: Profile, fields: tuple[str, ...], *, user: User, reason: str) -> list[tuple[Any, Any]]:
    """The values outside a claimed case: OEC only, with a written reason that the person can read; raises Refused without one."""
    if user.role not in OEC:
        raise Refused(Reason("identity_not_yours"))
    if len(reason.split()) < LEAST_WORDS:
        raise Refused(Reason("identity_reason_missing"))
    record_access(user, profile, field="+".join(fields)[:64], purpose=STATED, note=reason.strip(), person=profile.user)
    return [(label_of(name), plain(profile, name)) for name in fields]


def masked(profile: Profile) -> list[tuple[Any, Any]]:
    """What may be shown without a claimed case."""
    cnic, passport = profile.cnic or "", profile.passport_number or ""
    return [
        (label_of("cnic"), mask_cnic(cnic)),
        (label_of("passport_number"), mask_passport(passport)),
        (_("Phone"), mask_phone(profile.user.phone)),
    ]


def label_of(name: str) -> Any:
    """What a field is called."""
    return _("Phone") if name == "phone" else Profile._meta.get_field(name).verbose_name


def plain(profile: Profile, name: str) -> Any:
    """One value as people read it."""
    if name == "cnic":
        return format_cnic(profile.cnic) if profile.cnic else ""
    return profile.user.phone if name == "phone" else getattr(profile, name) or ""
