"""Counts that stop: no list is walked to its end to say how long it is."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from workflow.prepared import ASKS, filled

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Counting(Generic[Name]):
    """The question how long some lists are, all in one query; kept, it has a gap (ASKS) for the key of the person who asks."""

    names: tuple[Name, ...]
    asked: tuple[Name, ...]  # without the lists that can hold nothing
    sql: str
    values: tuple[Any, ...]

    def of(self, asks: int = ASKS) -> dict[Name, int]:
        """How many rows each list has for the person who asks."""
        found = dict.fromkeys(self.names, 0)
        if self.asked:
            with connection.cursor() as cursor:
                cursor.execute(self.sql, filled(self.values, {ASKS: asks}))
                found |= dict(zip(self.asked, cursor.fetchone(), strict=True))
        return found


def counting(lists: Mapping[Name, QuerySet[Any]], *, most: int) -> Counting[Name]:
    """The question how many rows each list has, up to `most`."""
    parts, values = {}, []
    for name, rows in lists.items():
        try:
            sql, its_values = rows.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:  # a list that can hold nothing
            continue
        parts[name] = f"(SELECT count(*) FROM ({sql}) counted)"  # noqa: S608  the ORM's own SQL
        values += its_values
    return Counting(tuple(lists), tuple(parts), f"SELECT {', '.join(parts.values())}", tuple(values))


def counted(lists: Mapping[Name, QuerySet[Any]], *, most: int) -> dict[Name, int]:
    """How many rows each list has, up to `most`; all in one query."""
    return counting(lists, most=most).of()
