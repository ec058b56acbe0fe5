"""What the second person reads before a list of people leaves the house."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import SecondSignature, User
from accounts.roles import OEC, Role
from accounts.second import Fact, Matter
from exports import people, writing
from exports.choosing import SHOWN, in_words
from exports.columns import COLUMNS, IDENTITY
from exports.models import Export


def facts(request: SecondSignature, reader: User) -> list[Fact]:
    """Who stands in it, how many, which columns; identity in full in red."""
    export = people.of(request)
    columns = ", ".join(str(COLUMNS[name].label) for name in export.columns)
    found: list[Fact] = [
        (_("People looked for"), ", ".join(in_words(export.wanted)) or _("everybody"), not export.wanted),
        (_("How many"), str(export.counted) if export.counted < SHOWN else _("1,000 or more"), export.counted >= SHOWN),
        (_("Columns"), columns, False),
    ]
    if IDENTITY & set(export.columns):
        in_full = _("CNIC, passport or date of birth in full")
        found.append((_("Identity"), in_full if export.with_identity else _("masked"), export.with_identity))
    return [*found, (_("Downloaded by"), _("only the person who asked, for 72 hours"), False)]


def state_of(request: SecondSignature) -> dict[str, Any]:
    return {"stage": str(people.of(request).stage)}


def ended(request: SecondSignature) -> None:
    writing.end(people.of(request), Export.Stage.CANCELLED)


EXPORT = Matter(
    label=_("Take out a list of people"), asks=OEC, signers=lambda request: frozenset({Role.OEC_SUPERVISOR}), facts=facts,
    carry_out=people.start, state_of=state_of, ended=ended,
)  # fmt: skip
