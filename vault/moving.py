"""Rows that go from one account to another of the same person: planned first, shown, and done as planned. No noun of ours here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models


class MovedMeanwhile(Exception):
    """A row of the plan is not there any more as it was planned."""


@dataclass(frozen=True)
class Move:
    """These rows of a model change one column from one value to another."""

    model: type[models.Model]
    column: str
    rows: tuple[int, ...]
    was: Any
    now: Any

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


def move(rows: "models.QuerySet[Any]", column: str, was: Any, now: Any) -> list[Move]:
    """The move of these rows, or nothing where there are none."""
    found = tuple(rows.order_by("pk").values_list("pk", flat=True))
    return [Move(rows.model, column, found, was, now)] if found else []


def carry_out(moves: Iterable[Move]) -> None:
    """Do it as it was planned; raises MovedMeanwhile where a row stands otherwise by now."""
    for each in moves:
        found = each.model._base_manager.filter(pk__in=each.rows, **{each.column: each.was})
        if found.update(**{each.column: each.now}) != len(each.rows):
            raise MovedMeanwhile(each.label)
