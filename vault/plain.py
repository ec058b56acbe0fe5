"""A row as plain values by the names of its columns, sealed ones opened: what a person gets as a copy of the own data."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.db import models

from vault.fields import BlindIndexField


def row(instance: models.Model, *left_out: str) -> dict[str, Any]:
    """Every column but the row's own number, blind indexes and those left out; a tie to another row by its name. JSON-able."""
    fields = [field for field in instance._meta.concrete_fields if not field.primary_key or field.is_relation]
    wanted = [field for field in fields if field.name not in left_out and not isinstance(field, BlindIndexField)]
    return {field.name: _told(getattr(instance, field.name)) for field in wanted}


def rows(found: "models.QuerySet[Any]", *left_out: str) -> list[dict[str, Any]]:
    """Every row of a queryset, in its order."""
    return [row(instance, *left_out) for instance in found]


def _told(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, dict)):
        return value
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if isinstance(value, (list, tuple)):
        return [_told(each) for each in value]
    return str(value) if isinstance(value, (str, uuid.UUID, Decimal, models.Model)) else repr(value)
