"""Rows into PostgreSQL by COPY: as fast as it goes, through the fields' own pre_save, so sealed values are sealed."""

import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from portal.demo.history import ENTRY_COLUMNS, Journalled
from workflow.models import Entry

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """`count` fresh primary keys from the table's own sequence."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [f'"{table}"', column, count])
        return [row[0] for row in cursor.fetchall()]


def numbered(objects: Sequence[models.Model]) -> Sequence[models.Model]:
    """The same objects, each with a fresh primary key where it has none."""
    without = [one for one in objects if one.pk is None]
    if without:
        for one, pk in zip(without, new_ids(type(without[0]), len(without)), strict=True):
            one.pk = pk
    return objects


def copy(objects: Sequence[models.Model]) -> int:
    """Insert objects of one model in one COPY; returns how many."""
    if not objects:
        return 0
    model = type(numbered(objects)[0])
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    writers = [(field, _writer(field)) for field in fields]
    stream = io.StringIO()
    for one in objects:
        stream.write("\t".join(write(field.pre_save(one, True)) for field, write in writers))
        stream.write("\n")
    _send(model, [field.column for field in fields], stream)
    return len(objects)


def _send(model: type[models.Model], columns: Iterable[str], stream: io.StringIO) -> None:
    stream.seek(0)
    quoted = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN', stream)


@dataclass
class Rows:
    """Rows of several models that wait for their COPY, in the order in which they depend on each other."""

    found: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    journal: list[Journalled] = field(default_factory=list)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.found.setdefault(type(row), []).append(row)

    def write(self) -> int:
        """COPY all of them; returns how many."""
        return sum(copy(rows) for rows in self.found.values()) + len(copy_journal(self.journal))


def _writer(field: models.Field) -> Callable[[Any], str]:
    """How a value of this field is spelled in COPY's text format."""
    for kind, write in WRITERS.items():
        if isinstance(field, kind):
            return lambda value: "\\N" if value is None else write(value)
    return lambda value: "\\N" if value is None else str(value)


def _array(values: Iterable[Any]) -> str:
    quoted = (str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return ("{" + ",".join(f'"{value}"' for value in quoted) + "}").translate(_ESCAPES)


WRITERS: dict[type[models.Field], Callable[[Any], str]] = {
    models.JSONField: lambda value: json.dumps(value, ensure_ascii=False, default=str).translate(_ESCAPES),
    ArrayField: _array,
    models.BinaryField: lambda value: "\\\\x" + bytes(value).hex(),
    models.BooleanField: lambda value: "t" if value else "f",
    models.CharField: lambda value: str(value).translate(_ESCAPES),
    models.TextField: lambda value: str(value).translate(_ESCAPES),
}


def copy_journal(rows: Sequence[Journalled]) -> list[int]:
    """Insert journal entries; returns their keys in the same order."""
    if not rows:
        return []
    keys = new_ids(Entry, len(rows))
    stream = io.StringIO()
    for key, row in zip(keys, rows, strict=True):
        stream.write("\t".join("\\N" if value is None else str(value) for value in (key, *row[1:])))
        stream.write("\n")
    _send(Entry, ENTRY_COLUMNS, stream)
    return keys
