"""A row with its own lists, all read in one query: a page costs the same whatever hangs on the row."""

from functools import lru_cache
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BinaryField, Field, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from workflow.prepared import NUMBER, Prepared

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
        model = row._meta.get_field(name).related_model
        hang_on(row, name, [member(model, values) for values in row.__dict__.pop(f"{name}_read")])
    return row


def hang_on(row: Row, name: str, members: list[Any]) -> None:
    """One list that was read already, where `.all()` finds it."""
    found = getattr(row, name).all()
    found._result_cache, found._prefetch_done = members, True
    for one in members:
        setattr(one, row._meta.get_field(name).field.name, row)
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


def hang(row: Row, *names: str) -> Row:
    """The lists onto a row that was read before; one query."""
    row.__dict__ |= only_lists(type(row), names)(row.pk)[0]
    return unfold(row, *names)


@lru_cache(maxsize=64)
def only_lists(model: type[Model], names: tuple[str, ...]) -> Prepared[dict[str, Any]]:
    """The question for these lists of one row: it is the same each time, and costs more to put together than to answer."""
    rows = with_lists(model._base_manager.all(), *names).values(*(f"{name}_read" for name in names))
    return Prepared(lambda key: rows.filter(pk=key), NUMBER)


def member(model: type[Model], values: dict[str, Any]) -> Any:
    """One row of a list from the values that JSON carried."""
    columns = plain_columns(model)
    return model.from_db(
        "default", [column.attname for column in columns], [column.to_python(values[column.attname]) for column in columns]
    )
