"""Two files side by side: what each says, where they agree, and what moves when they become one. Identity is compared, not shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.models import Application
from candidates import joining
from candidates.models import Evidence, Profile
from candidates.names import same_name
from register import same_person
from register.models import Duplicate, RegisterEntry
from reviews.state_words import APPLICATION, EVIDENCE
from vault.masking import mask_cnic, mask_email, mask_passport, mask_phone
from vault.models import record_access
from workflow.clock import local_day

Side = Profile | RegisterEntry
MARKS = {True: ("ok", "check", gettext_lazy("equal")), False: ("bad", "cross", gettext_lazy("different")), None: ("plain", "dash", "")}
MOST = 50


@dataclass(frozen=True)
class Row:
    """One value on both sides; the mark says nothing where one side is silent."""

    label: Any
    values: tuple[str, str]
    is_same: bool | None

    @property
    def mark(self) -> tuple[str, str, str | Promise]:
        return MARKS[self.is_same]


def seen(pair: Duplicate, user: User) -> None:
    """The record of this look at both, before anything is shown."""
    for side in sides_of(pair):
        record_access(user, side, field="cnic+birth_date+passport_number", purpose="duplicate", case=str(pair.first.reference))


def sides_of(pair: Duplicate) -> tuple[Side, Side]:
    return pair.first, pair.second or pair.entry  # type: ignore[return-value]


def rows_of(pair: Duplicate) -> list[Row]:
    """Values that are compared whole and shown as far as may be shown."""
    one, other = sides_of(pair)
    return [
        compared(_("Name"), one.full_name, other.full_name, is_same=same_name(one.full_name, other.full_name)),
        masked(_("CNIC"), one, other, "cnic", mask_cnic),
        masked(_("passport number"), one, other, "passport_number", mask_passport),
        masked(_("date of birth"), one, other, "birth_date", lambda value: value[:4]),
        hidden(_("Phone"), phone_of(one), phone_of(other), mask_phone),
        hidden(_("e-mail"), email_of(one), email_of(other), mask_email),
        compared(_("district"), one.district and str(one.district), other.district and str(other.district)),
        compared(_("Since"), since(one), since(other), is_same=None),
    ]


def compared(label: Any, one: str | None, other: str | None, **known: bool | None) -> Row:
    """Both values as they stand; a finer answer may be known already."""
    is_same = known.get("is_same", one == other) if one and other else None
    return Row(label, (one or "", other or ""), is_same)


def hidden(label: Any, one: str, other: str, mask: Any) -> Row:
    """Compared in full, shown masked."""
    return Row(label, (mask(one), mask(other)), one == other if one and other else None)


def masked(label: Any, one: Side, other: Side, name: str, mask: Any) -> Row:
    values = [str(getattr(side, name, "") or "") for side in (one, other)]
    return hidden(label, values[0], values[1], mask)


def phone_of(side: Side) -> str:
    return side.user.phone if isinstance(side, Profile) else side.phone


def email_of(side: Side) -> str:
    return (side.user.email or "") if isinstance(side, Profile) else side.email


def since(side: Side) -> str:
    at = side.created_at if isinstance(side, Profile) else side.imported_at
    return date_format(local_day(at, "oec"), "DATE_FORMAT")


# ── what each has ──────────────────────────────────────────────────────────────────────────────────────
def holdings(pair: Duplicate, reader: User) -> list[dict[str, Any]]:
    """Papers and applications of both sides; two queries."""
    profiles = [side for side in sides_of(pair) if isinstance(side, Profile)]
    papers, applications = defaultdict(list), defaultdict(list)
    for paper in Evidence.objects.visible_to(reader).filter(profile__in=profiles)[: 2 * MOST]:
        papers[paper.profile_id].append({"paper": paper, "tag": EVIDENCE[paper.state]})
    sent = Application.objects.visible_to(reader).filter(candidate__in=profiles).select_related("vacancy").order_by("-pk")
    for row in sent[: 2 * MOST]:
        applications[row.candidate_id].append({"row": row, "tag": APPLICATION[row.state]})
    return [{"side": side, "papers": papers[key(side)], "applications": applications[key(side)]} for side in sides_of(pair)]


def key(side: Side) -> int:
    return side.pk if isinstance(side, Profile) else 0


# ── what moves ─────────────────────────────────────────────────────────────────────────────────────────
KINDS = {
    "candidates.education": gettext_lazy("Schools"), "candidates.experience": gettext_lazy("Jobs"),
    "candidates.testresult": gettext_lazy("Tests"), "candidates.profileskill": gettext_lazy("Skills"),
    "candidates.savedsearch": gettext_lazy("Saved searches"), "candidates.evidence": gettext_lazy("Documents"),
    "applications.application": gettext_lazy("Applications"), "applications.consent": gettext_lazy("Consents"),
    "register.registerentry": gettext_lazy("Entries of OEC's register"), "register.registerclaim": gettext_lazy("Claims at the counter"),
    "support.question": gettext_lazy("Questions to the helpdesk"), "reviews.call": gettext_lazy("Calls"),
    "programmes.member": gettext_lazy("Places in groups"), "programmes.interest": gettext_lazy("Wishes for news"),
    "vault.storedfile": gettext_lazy("Files"), "notifications.message": gettext_lazy("Messages"),
    "candidates.profile": gettext_lazy("Empty fields of the profile"), "accounts.user": gettext_lazy("Phone or e-mail"),
}  # fmt: skip


def moving(pair: Duplicate, kept: Profile) -> list[tuple[Any, int]]:
    """How many rows of each kind move, by the very plan that is carried out."""
    return counted((move.label, row) for move in same_person.plan(pair, kept) for row in move.rows)


def moved(pair: Duplicate) -> list[tuple[Any, int]]:
    """How many rows of each kind moved, by what was written down."""
    return counted(pair.moved.values_list("of", "row"))


def counted(rows: Any) -> list[tuple[Any, int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for label, row in rows:
        found[label].add(row)
    return [(KINDS.get(label, label), len(pks)) for label, pks in found.items()]


def filling(pair: Duplicate, kept: Profile) -> list[Any]:
    """Names of fields that the kept profile leaves empty and the other fills."""
    gone = pair.other(kept)
    names = joining.fillable(gone, kept) if isinstance(gone, Profile) else []
    return [Profile._meta.get_field(name).verbose_name for name in names]


def staying(pair: Duplicate, kept: Profile, reader: User) -> dict[str, Sequence[Any]]:
    """What stays with the closed file: papers with another number, and ended applications for a job that both had."""
    gone = pair.other(kept)
    if not isinstance(gone, Profile):
        return {}
    papers = Evidence.objects.visible_to(reader).filter(profile=gone, kind__in=joining.left_behind(gone, kept))
    same = Application.objects.filter(candidate=kept).values("vacancy")
    ended = Application.objects.visible_to(reader).filter(candidate=gone, vacancy__in=same)
    return {"papers": list(papers), "applications": list(ended)}
