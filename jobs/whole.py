"""A row with its own lists, all read in one query: a page costs the same whatever hangs on the row."""

from functools import lru_cache
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BinaryField, Field, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=Model)


def plain_columns(model: type[Model]) -> list[Field]:
    """The columns that JSON can carry; sealed ones are bytes and stay in the table until somebody asks for them."""
    return [column for column in model._meta.concrete_fields if not isinstance(column, BinaryField)]


def with_lists(rows: QuerySet[Row], *names: str) -> QuerySet[Row]:
    """The same rows, each carrying these lists of its own; `unfold` hangs them where `.all()` finds them."""
    for name in names:
        relation = rows.model._meta.get_field(name)
        model = relation.related_model
        mine = model._base_manager.filter(**{relation.field.name: OuterRef("pk")}).order_by(*(model._meta.ordering or ["pk"]))
        columns = JSONObject(**{column.attname: column.attname for column in plain_columns(model)})
        rows = rows.annotate(**{f"{name}_read": ArraySubquery(mine.values(one=columns))})
    return rows


def unfold(row: Row, *names: str) -> Row:
    """The row with its lists in place, as if each had been prefetched."""
    for name in names:
        relation = row._meta.get_field(name)
        found = getattr(row, name).all()
        found._result_cache = [member(relation.related_model, values) for values in row.__dict__.pop(f"{name}_read")]
        for one in found._result_cache:
            setattr(one, relation.field.name, row)
        found._prefetch_done = True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
    return row


def hang(row: Row, *names: str) -> Row:
    """The lists onto a row that was read before; one query."""
    row.__dict__ |= only_lists(type(row), names).get(pk=row.pk)
    return unfold(row, *names)


@lru_cache(maxsize=64)
def only_lists(model: type[Model], names: tuple[str, ...]) -> QuerySet[Any, dict[str, Any]]:
    """The question for these lists of one row: it is the same each time, and costs more to put together than to answer."""
    return with_lists(model._base_manager.all(), *names).values(*(f"{name}_read" for name in names))


def member(model: type[Model], values: dict[str, Any]) -> Any:
    """One row of a list from the values that JSON carried."""
    columns = plain_columns(model)
    return model.from_db(
        "default", [column.attname for column in columns], [column.to_python(values[column.attname]) for column in columns]
    )
