"""Fields that read what people type: digits of any script; and what a pure rule found as an error of the form."""

import re

from django import forms
from django.core.exceptions import ValidationError

from candidates.identity import ascii_digits
from workflow.steps import Reason

SEPARATORS = re.compile(r"[\s,٬،、]")


class AnyDigits(forms.CharField):
    """Text in which Urdu and full-width digits count as digits."""

    def to_python(self, value: object) -> str:
        return ascii_digits(str(super().to_python(value) or ""))


class AnyDigitsInteger(forms.IntegerField):
    """A number in any script's digits."""

    def to_python(self, value: object) -> int | None:
        return super().to_python(SEPARATORS.sub("", ascii_digits(str(value))) if value not in self.empty_values else value)


def wants(reasons: list[Reason]) -> None:
    """Raise what a pure rule found, in words."""
    if reasons:
        raise ValidationError([str(reason) for reason in reasons])
