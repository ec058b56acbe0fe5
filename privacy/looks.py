"""Who looked at a person's identity, and why: the access log as the person reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import PARTY_NAMES, ROLE_NAMES, User
from accounts.roles import PARTY_OF, Role
from privacy.words import FIELDS, FILE, PAGE, PAPERS, PURPOSES
from vault.models import AccessRecord


@dataclass(frozen=True)
class Look:
    """One view: role and organisation, not the officer's name; what was seen, and the reason that stands in the log."""

    at: datetime
    who: str
    office: str
    what: str
    why: str
    case: str
    is_own: bool

    def plain(self) -> dict[str, Any]:
        return {"at": self.at.isoformat(), "who": self.who, "office": self.office, "what": self.what, "why": self.why, "case": self.case}


class Looks:
    """The records about one person as looks, newest first; sliced like a queryset."""

    def __init__(self, user: User, records: "QuerySet[AccessRecord]") -> None:
        self.user, self.records = user, records

    def __getitem__(self, part: slice) -> Iterator[Look]:
        return (look_of(record, self.user) for record in self.records[part].select_related("user"))

    def page(self, *, before: int | None, size: int) -> tuple[list[Look], int | None]:
        """So many looks older than a row, and the row at which the next page begins, if there is one."""
        older = self.records.filter(pk__lt=before) if before else self.records
        found = list(older.select_related("user")[: size + 1])
        more = found[size - 1].pk if len(found) > size else None
        return [look_of(record, self.user) for record in found[:size]], more


def looks_at(user: User) -> Looks:
    """Every look at this person's identity values and files, newest first, by one query."""
    return Looks(user, AccessRecord.objects.filter(person__in=user.selves().values("pk")).order_by("-pk"))


def look_of(record: AccessRecord, user: User) -> Look:
    """A record in words."""
    is_own = record.user_id == user.pk
    who = _("You") if is_own else str(ROLE_NAMES.get(record.user_role, record.user_role))  # type: ignore[call-overload]
    why = str(PURPOSES.get(record.purpose, record.purpose))
    return Look(record.at, who, "" if is_own else office_of(record), what_of(record.field), why, case_of(record.case), is_own)


def office_of(record: AccessRecord) -> str:
    """The organisation behind the role; an employer by its name."""
    if record.user_role == Role.EMPLOYER:
        party = record.user.memberships.order_by("-since").first()
        return str(party.party) if party else ""
    kind = PARTY_OF.get(record.user_role)  # type: ignore[call-overload]
    return str(PARTY_NAMES[kind]) if kind else ""


def what_of(field: str) -> str:
    """What was seen: "cnic+birth_date" or "page 2" in the reader's words."""
    if field.startswith("page "):
        return str(PAGE) % {"number": field.removeprefix("page ")}
    if field == "file":
        return str(FILE)
    return ", ".join(str(FIELDS.get(part, part)) for part in field.split("+"))


def case_of(case: str) -> str:
    """The number of the case, and the paper in the reader's words."""
    number, _space, paper = case.rpartition(" ")
    return f"{number} · {PAPERS[paper]}" if number and paper in PAPERS else case
