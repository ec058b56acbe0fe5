"""What a list may hold: a fixed set of columns. Identity is masked unless it was asked for in full, which the signer sees in red."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candidates.models import Profile, TestResult
from vault.masking import mask_cnic, mask_passport

APPLICATION_STATES = {
    "submitted": _("OEC checks"), "returned": _("Back with the candidate"), "endorsed": _("Endorsed, Inter-SES presents"),
    "presented": _("With the employer"), "interviewing": _("Interview"), "offered": _("Offered, candidate decides"),
    "accepted": _("Accepted, preparing"), "departed": _("On the way to Japan"), "arrived": _("In Japan"),
    "not_selected": _("Not selected"), "declined": _("Declined by the candidate"), "withdrawn": _("Withdrawn"),
    "superseded": _("Set aside, another job accepted"), "closed": _("Closed"),
}  # fmt: skip
JAPANESE = (TestResult.Kind.JLPT, TestResult.Kind.JFT, TestResult.Kind.NAT, TestResult.Kind.JTEST, TestResult.Kind.BJT)


@dataclass(frozen=True)
class Column:
    """One column; `masked` is what stands there where identity was not asked for in full."""

    label: str | Promise
    value: Callable[[Profile], Any]
    masked: Callable[[Any], str] | None = None


def japanese(profile: Profile) -> str:
    return ", ".join(str(test) for test in profile.tests.all() if test.is_passed and test.kind in JAPANESE)


def schooling(profile: Profile) -> str:
    return "; ".join(str(school) for school in profile.educations.all())


COLUMNS = {
    "reference": Column(_("Candidate number"), lambda profile: profile.reference),
    "full_name": Column(_("Name"), lambda profile: profile.full_name),
    "passport_name": Column(_("Name as in the passport"), lambda profile: profile.passport_name),
    "name_katakana": Column(_("Name in katakana"), lambda profile: profile.name_katakana),
    "cnic": Column(_("CNIC"), lambda profile: str(profile.cnic or ""), mask_cnic),
    "passport_number": Column(_("Passport number"), lambda profile: str(profile.passport_number or ""), mask_passport),
    "birth_date": Column(_("Date of birth"), lambda profile: str(profile.birth_date or ""), lambda value: str(value)[:4]),
    "phone": Column(_("Mobile phone"), lambda profile: profile.user.phone),
    "email": Column(_("e-mail"), lambda profile: profile.user.email or ""),
    "province": Column(_("Province"), lambda profile: profile.district.province_en if profile.district else ""),
    "district": Column(_("District"), lambda profile: str(profile.district or "")),
    "english_level": Column(_("English"), lambda profile: profile.english_level),
    "japanese": Column(_("Japanese tests passed"), japanese),
    "education": Column(_("Education"), schooling),
    "skills": Column(_("Skills"), lambda profile: ", ".join(profile.skills)),
    "created_at": Column(_("Registered"), lambda profile: profile.created_at.date().isoformat()),
}
IDENTITY = frozenset(name for name, column in COLUMNS.items() if column.masked)
USUAL = ["reference", "full_name", "phone", "district"]


def row_of(profile: Profile, columns: list[str], *, with_identity: bool) -> list[str]:
    """One person's row."""
    return [cell_of(COLUMNS[name], profile, with_identity=with_identity) for name in columns]


def cell_of(column: Column, profile: Profile, *, with_identity: bool) -> str:
    value = column.value(profile)
    return column.masked(value) if column.masked and not with_identity else str(value)


def looked_at(columns: list[str], *, with_identity: bool) -> str:
    """What the access record of each person says was seen."""
    return "+".join(["list", *(sorted(IDENTITY & set(columns)) if with_identity else [])])
