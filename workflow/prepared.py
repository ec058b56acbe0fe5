"""Readings put into SQL once and asked again and again: the ORM needs a millisecond to say one, PostgreSQL a third of that to answer."""

import copy
import uuid
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")

# What stands in a gap until somebody asks: values that no row has, each of the type of its column.
NUMBER, REF, TEXT = -7_000_000_007, uuid.UUID("0dd0dd0d-0dd0-4dd0-8dd0-0dd0dd0dd0dd"), "\ue000gap"
Gap = int | uuid.UUID | str


def stands(value: Any, gap: Gap) -> bool:
    """Whether this value is the gap; 1 is not True here."""
    return type(value) is type(gap) and bool(value == gap)


def filled(values: Sequence[Any], gaps: Sequence[Gap], said: Sequence[Any]) -> list[Any]:
    """The values of a statement, with what is said in the place of each gap."""
    pairs = list(zip(gaps, said, strict=True))
    return [next((word for gap, word in pairs if stands(value, gap)), value) for value in values]


class Prepared(Generic[Row]):
    """One reading. All it compares with is either in a gap or the same for ever: no moment, no person, no language."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *gaps: Gap) -> None:
        self.build, self.gaps = build, gaps

    @cached_property
    def kept(self) -> tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]] | None:
        """The rows with gaps, their compiler after its work, and what it said; None where nothing can ever be found."""
        rows = self.build(*self.gaps)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        found = {gap for gap in (NUMBER, REF, TEXT) if any(stands(value, gap) for value in values)}
        if found != set(self.gaps):
            raise ValueError(f"the gaps of this reading are {found}, not {set(self.gaps)}: {sql}")
        return rows, compiler, sql, tuple(values)

    def __call__(self, *said: Any) -> list[Row]:
        """The rows for these values; one query."""
        if self.kept is None:
            return []
        rows, compiler, sql, values = self.kept
        asked, compiler = object.__new__(type(rows)), copy.copy(compiler)
        asked.__dict__ |= rows.__dict__  # copy() would read the rows first
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # another thread has another one
        compiler.as_sql = lambda *_args, **_kwargs: (sql, filled(values, self.gaps, said))  # type: ignore[method-assign]
        asked._query = copy.copy(rows.query)  # type: ignore[attr-defined]
        asked._query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[attr-defined]
        return list(asked)

    def first(self, *said: Any) -> Row | None:
        """The first of them; a reading that is asked so ends with [:1]."""
        return next(iter(self(*said)), None)
