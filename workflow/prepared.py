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
ASKS = NUMBER - 100  # the key of the person who asks: never taken for another number
FIFTY = 50  # a page of a queue
NUMBERS = tuple(NUMBER - n for n in range(1, FIFTY + 1))
REFS = tuple(uuid.UUID(int=REF.int + n) for n in range(1, FIFTY + 1))
Gap = int | uuid.UUID | str
GAPS: dict[Gap, int] = {gap: n for n, gap in enumerate((NUMBER, ASKS, REF, TEXT, *NUMBERS, *REFS))}


def is_gap(value: Any) -> bool:
    """Whether something is to be said here."""
    return isinstance(value, (int, uuid.UUID, str)) and value in GAPS


def words_for(gaps: Sequence[Gap | tuple[Gap, ...]], said: Sequence[Any]) -> dict[Gap, Any]:
    """What is said in each gap; a list of up to fifty fills its fifty gaps, its last value again and again."""
    words: dict[Gap, Any] = {}
    for gap, word in zip(gaps, said, strict=True):
        if isinstance(gap, tuple):
            if not 0 < len(word) <= len(gap):
                raise ValueError(f"{len(word)} values for {len(gap)} gaps")
            words |= dict(zip(gap, [*word, *[word[-1]] * (len(gap) - len(word))], strict=True))
        else:
            words[gap] = word
    return words


def filled(values: Sequence[Any], words: dict[Gap, Any]) -> list[Any]:
    """The values of a statement, with what is said in the place of each gap; what looks like another gap was typed by somebody."""
    return [words.get(value, value) if is_gap(value) else value for value in values]


class Prepared(Generic[Row]):
    """One reading. All it compares with is either in a gap or the same for ever: no moment, no person, no language."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *gaps: Gap | tuple[Gap, ...]) -> None:
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
        found = {value for value in values if is_gap(value)}
        if found != set(words_for(self.gaps, self.gaps)):
            raise ValueError(f"the gaps of this reading are {found}, not {self.gaps}: {sql}")
        return rows, compiler, sql, tuple(values)

    def __call__(self, *said: Any) -> list[Row]:
        """The rows for these values; one query."""
        if self.kept is None:
            return []
        (rows, compiler, sql, values), words = self.kept, words_for(self.gaps, said)
        asked, compiler = object.__new__(type(rows)), copy.copy(compiler)
        asked.__dict__ |= rows.__dict__  # copy() would read the rows first
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # another thread has another one
        compiler.as_sql = lambda *_args, **_kwargs: (sql, filled(values, words))  # type: ignore[method-assign]
        asked._query = copy.copy(rows.query)  # type: ignore[attr-defined]
        asked._query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[attr-defined]
        return list(asked)

    def first(self, *said: Any) -> Row | None:
        """The first of them; a reading that is asked so ends with [:1]."""
        return next(iter(self(*said)), None)
