"""Counts that stop: no list is walked to its end to say how long it is."""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Name = TypeVar("Name", bound=Hashable)


def counted(lists: Mapping[Name, QuerySet[Any]], *, most: int) -> dict[Name, int]:
    """How many rows each list has, up to `most`; all in one query."""
    found, parts, values = dict.fromkeys(lists, 0), [], []
    for name, rows in lists.items():
        try:
            sql, its_values = rows.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:  # a list that can hold nothing
            continue
        parts.append((name, f"(SELECT count(*) FROM ({sql}) counted)"))  # noqa: S608  the ORM's own SQL
        values += its_values
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(sql for _name, sql in parts)}", values)
            found |= dict(zip((name for name, _sql in parts), cursor.fetchone(), strict=True))
    return found
