"""What changed in the fields, in words: old and new side by side for those who may see the values."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Application
from candidates.models import Evidence, Profile
from records.models import FieldChange
from records.own_data import PARTS
from records.reach import may_read
from records.tracked import TRACKED
from records.words import COLUMNS, TABLES
from reviews.models import Decision
from reviews.state_words import DOORS
from reviews.timeline import name_of

PAGE = 100
MODELS = {model._meta.db_table: model for model in map(apps.get_model, TRACKED)}


@dataclass(frozen=True)
class Line:
    """One column of one row: what it was, what it is."""

    at: datetime
    table: Any
    row: int
    what: Any
    field: Any
    old: str
    new: str
    is_veiled: bool
    who: str
    door: Any


def rows_about(kind: str, subject: Any) -> list[Q]:
    """The rows whose history belongs to a case: a person with lists and papers, an application's offers; else the thing itself."""
    decided = Decision.objects.filter(subject_kind=kind, subject_ref=subject.public_id).values_list("pk", flat=True)
    desk = Q(of="reviews_decision", row__in=list(decided))
    if isinstance(subject, Application):
        return [*person(subject.candidate), Q(of="applications_offer", within=subject.pk), desk]
    if isinstance(subject, Evidence):
        return [*person(subject.profile), desk]
    return [Q(of=subject._meta.db_table, row=subject.pk), desk]


def person(profile: Profile) -> list[Q]:
    """The account, the profile, its lists and papers."""
    own = [Q(of="accounts_user", row=profile.user_id), Q(of="candidates_profile", row=profile.pk)]
    return own + [Q(of=table, within=profile.pk) for table in PARTS]


def page_of(kind: str, subject: Any, reader: User, before: int | None) -> tuple[list[Line], int | None]:
    """A page of changes, newest first, and where the next one begins; each part by its own index, a constant number of queries."""
    rows = FieldChange.objects.visible_to(reader).order_by("-pk")
    rows = rows.filter(pk__lt=before) if before else rows
    first, *others = [rows.filter(part).values("pk")[: PAGE + 1] for part in rows_about(kind, subject)]
    keys = first.union(*others, all=True).order_by("-pk")[: PAGE + 1]
    found = list(rows.filter(pk__in=[key["pk"] for key in keys]).select_related("actor"))
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return in_words(found[:PAGE], reader), more


def in_words(changes: list[FieldChange], reader: User) -> list[Line]:
    """Each column on its line; names of linked rows by one query for each model that occurs."""
    single = [part for change in changes for part in columns_of(change)]
    names = linked(single)
    return [line_of(change, column, old, new, reader, names) for change, column, old, new in single]


Part = tuple[FieldChange, str, Any, Any]


def columns_of(change: FieldChange) -> Iterator[Part]:
    """A new row column by column; one that was erased or empty as itself."""
    if change.what != FieldChange.What.ADDED:
        yield change, change.field, change.old, change.new
        return
    first = json.loads(change.new) if change.new else {}
    for column in first or {"": None}:
        yield change, column, None, first.get(column)


def field_of(table: str, column: str) -> Any:
    """The model's field of a column, or None for a row as a whole."""
    return next((field for field in MODELS[table]._meta.concrete_fields if field.column == column), None)


def linked(parts: Iterable[Part]) -> dict[tuple[type[models.Model], str], str]:
    """What the rows are called to which columns point, by their key as it is written: a number, or a word such as a field's."""
    wanted: dict[type[models.Model], set[str]] = {}
    for change, column, old, new in parts:
        field = field_of(change.of, column)
        if field is not None and field.is_relation:
            wanted.setdefault(field.related_model, set()).update(str(value) for value in (old, new) if value is not None)
    return {(model, str(pk)): str(row) for model, pks in wanted.items() for pk, row in model._default_manager.in_bulk(pks).items()}


def line_of(change: FieldChange, column: str, old: Any, new: Any, reader: User, names: dict[Any, str]) -> Line:
    """One change for this reader; what they may not see stands as "changed"."""
    tracked, field = TRACKED[MODELS[change.of]._meta.label_lower], field_of(change.of, column)
    is_hidden = column in tracked.hidden or change.is_hidden
    is_veiled = is_hidden or (bool(column) and not may_read(reader, tracked.columns.get(column, "account")))
    shown = ("", "") if is_veiled else (said(field, old, names), said(field, new, names))
    who = name_of(change.actor, "", reader) if change.actor else ""
    label = COLUMNS.get(column) or (field.verbose_name if field is not None else "")
    what = change.get_what_display()  # type: ignore[attr-defined]
    door = DOORS.get(change.door, change.door)
    return Line(change.at, TABLES[change.of], change.row, what, label, *shown, is_veiled, who, door)


def said(field: Any, value: Any, names: dict[Any, str]) -> str:
    """A stored value as people read it."""
    if value is None or field is None:
        return ""
    if field.is_relation:
        return names.get((field.related_model, str(value)), f"#{value}")
    if isinstance(field, models.BooleanField):
        return _("Yes") if value in (True, "true") else _("No")
    if isinstance(field, ArrayField):
        parts = json.loads(value) if isinstance(value, str) else value
        return ", ".join(chosen(field.base_field, part) for part in parts)
    return chosen(field, value)


def chosen(field: Any, value: Any) -> str:
    """The word of a choice, else the value itself."""
    words = {str(key): word for key, word in field.flatchoices}
    return str(words.get(str(value), value))
