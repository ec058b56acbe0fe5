"""Ranges for constraints that two rows may not overlap."""

from django.contrib.postgres.fields import RangeField
from django.db import models


def between(first: str, last: str, kind: str) -> models.Func:
    """A range with both ends in it, for a rule that two may not overlap."""
    return models.Func(models.F(first), models.F(last), models.Value("[]"), function=kind, output_field=RangeField())
