"""Filters that a person saves for a queue: kept, shared by who leads, and left aside once they name what is no longer there."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict

from accounts.models import User
from reviews.deputies import LEADS
from reviews.kinds import KINDS, Kind
from reviews.models import SavedFilter
from reviews.wishes import Wish
from workflow.steps import Reason, Refused

MOST = 12  # of one person for one queue: more is a list to search, not a row of links


@dataclass(frozen=True)
class Line:
    """A saved filter as it is offered: where it leads, whose it is, and whether it still says something."""

    row: SavedFilter
    kind: Kind
    is_own: bool
    is_old: bool

    @property
    def query(self) -> str:
        return self.row.query


def wish_of(row: SavedFilter) -> Wish:
    """What it asks for, as far as that can be read today."""
    return Wish.read(QueryDict(row.query[1:]), KINDS[row.subject_kind])


def is_old(row: SavedFilter, fields: Collection[str]) -> bool:
    """It names a queue, a state or a field that is no longer there, so that it would show something else than its name says."""
    if row.subject_kind not in KINDS:
        return True
    wish = wish_of(row)
    return wish.query != row.query or bool(wish.field and wish.field not in {"it", *fields})


def lines(user: User, fields: Collection[str], kind: Kind | None = None) -> list[Line]:
    """The own ones and those of the own house, of one queue or of all that this role reads; one query."""
    rows = SavedFilter.objects.visible_to(user).filter(subject_kind__in=readable(user) if kind is None else [kind.name])
    return [Line(row, KINDS[row.subject_kind], row.user_id == user.pk, is_old(row, fields)) for row in rows]


def readable(user: User) -> list[str]:
    """The queues that this role reads."""
    return [kind.name for kind in KINDS.values() if user.role in kind.readers]


@transaction.atomic
def save(kind: Kind, wish: Wish, *, name: str, is_shared: bool, by: User) -> SavedFilter:
    """Keep this filter under a name. Raises Refused."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)  # two at once are counted one after the other
    mine = SavedFilter.objects.filter(user=by, subject_kind=kind.name)
    reasons = blockers(count=mine.count(), query=wish.but().query, is_shared=is_shared, leads=by.role in LEADS)
    if reasons:
        raise Refused(*reasons)
    row = SavedFilter(user=by, subject_kind=kind.name, query=wish.but().query, is_shared=is_shared)
    return named(row, name)


def blockers(*, count: int, query: str, is_shared: bool, leads: bool) -> list[Reason]:
    """Everything that keeps a filter from being saved."""
    found = [Reason("saved_filter_empty")] if query == "?" else []
    found += [Reason("saved_filters_full", (("most", MOST),))] if count >= MOST else []
    return found + ([Reason("saved_filter_share_leads")] if is_shared and not leads else [])


def change(row: SavedFilter, *, name: str, is_shared: bool, by: User) -> SavedFilter:
    """Another name, shared or not; its owner only. Raises Refused."""
    if row.user_id != by.pk:
        raise Refused(Reason("step_not_yours"))
    if is_shared and by.role not in LEADS:
        raise Refused(Reason("saved_filter_share_leads"))
    row.is_shared = is_shared
    return named(row, name)


def named(row: SavedFilter, name: str) -> SavedFilter:
    """Saved under this name; Refused where the owner has one of that name in this queue."""
    row.name = " ".join(name.split())
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(Reason("saved_filter_name_taken")) from None
    return row


def delete(row: SavedFilter, *, by: User) -> None:
    """Gone for everybody; its owner only. Raises Refused."""
    if row.user_id != by.pk:
        raise Refused(Reason("step_not_yours"))
    row.delete()


def words_of(wish: Wish, kind: Kind, *, groups: Any, fields: dict[str, Any], district: str, people: dict[str, str]) -> list[str]:
    """What the filter says, in words; `groups` and `people` give theirs."""
    found = [groups[wish.group]]
    found += [groups[name] for name in ("late", "today", "escalated") if getattr(wish, name)]
    found += [str(kind.states[wish.state][2])] if wish.state else []
    found += [str(fields.get(wish.field, wish.field))] if wish.field else []
    found += [district] if district else []
    return found + ([people.get(wish.who, groups["nobody"] if wish.who == "nobody" else groups["somebody"])] if wish.who else [])
