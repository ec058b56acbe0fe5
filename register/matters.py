"""What the second person reads before two files become one."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import SecondSignature, User
from accounts.roles import OEC, Role
from accounts.second import Fact, Matter
from candidates.models import Profile
from register import same_person
from register.models import Duplicate
from register.models.duplicate import GROUNDS, REASONS
from workflow.steps import Reason


def of(request: SecondSignature) -> Duplicate:
    return Duplicate.objects.select_related(*same_person.NEAR).get(public_id=request.wants["duplicate"])


def facts(request: SecondSignature, reader: User) -> list[Fact]:
    """By numbers alone, so that the auditor may read it: which stays, which closes, how much moves, why."""
    pair = Duplicate.objects.select_related(*same_person.NEAR).filter(public_id=request.wants.get("duplicate")).first()
    if pair is None or pair.kept is None:
        return [(_("What happens"), _("Nothing: it was taken back"), False)]
    gone = pair.other(pair.kept)
    closes = gone.reference if isinstance(gone, Profile) else _("an entry of OEC's register")
    found: list[Fact] = [
        (_("Stays"), pair.kept.reference, False),
        (_("Goes into it"), closes, True),
        (_("Why they were found"), ", ".join(str(REASONS[code][1]) for code in pair.reasons), False),
        (_("Why it is one person"), GROUNDS[pair.ground], False),
    ]
    if isinstance(gone, Profile):
        found.append((_("Rows that move"), sum(counts(pair).values()), False))
        found.append((_("What happens"), _("The other account is closed for good. There is no button that undoes it"), True))
    return found


def counts(pair: Duplicate) -> Counter[str]:
    """How many rows of each kind move, as it stands now."""
    found: Counter[str] = Counter()
    for move in same_person.plan(pair, pair.kept) if pair.kept else []:
        found[move.label] += len(move.rows)
    return found


def state_of(request: SecondSignature) -> dict[str, Any]:
    return same_person.stands(of(request))


def blockers(request: SecondSignature) -> list[Reason]:
    """The pair itself said everything when it was asked for; this matter is asked for on the page of a pair alone."""
    return [] if Duplicate.objects.filter(public_id=request.wants.get("duplicate"), state="asked").exists() else [Reason("other_account")]


def do_merge(request: SecondSignature) -> None:
    same_person.merge(of(request), by=request.asked_by, signed_by=request.signed_by, was=request.was)


def ended(request: SecondSignature) -> None:
    same_person.drop(of(request))


def look(request: SecondSignature, reader: User) -> str:
    return reverse("admin:desk_duplicate", args=[request.wants["duplicate"]]) if reader.role in OEC else ""


MERGE = Matter(
    label=_("Make two files of one person one"), asks=OEC, signers=lambda request: frozenset({Role.OEC_SUPERVISOR}), facts=facts,
    carry_out=do_merge, state_of=state_of, blockers=blockers, ended=ended, look=look,
)  # fmt: skip
