"""Fields that read what people type: digits of any script, dates in boxes; and what a pure rule found as an error of the form."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates.identity import ascii_digits
from workflow.steps import Reason

SEPARATORS = re.compile(r"[\s,٬،、]")
PARTS = ("year", "month", "day")


class AnyDigits(forms.CharField):
    """Text in which Urdu and full-width digits count as digits."""

    def to_python(self, value: object) -> str:
        return ascii_digits(str(super().to_python(value) or ""))


class AnyDigitsInteger(forms.IntegerField):
    """A number in any script's digits."""

    def to_python(self, value: object) -> int | None:
        return super().to_python(SEPARATORS.sub("", ascii_digits(str(value))) if value not in self.empty_values else value)


class DateBoxes(forms.SelectDateWidget):
    """Day, month and year in three boxes, in the order of the language; what cannot be a date stands there again as it was typed."""

    parts: tuple[str, ...] = PARTS

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        context["widget"]["subwidgets"] = [box for box in boxes if box["name"].rpartition("_")[2] in self.parts]
        return context

    def format_value(self, value: Any) -> dict[str, Any]:
        if isinstance(value, str) and value.count("-") == 2:
            return dict(zip(PARTS, value.split("-"), strict=True))
        return super().format_value(value)  # type: ignore[return-value]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        typed = [data.get(f"{name}_{part}") for part in self.parts]
        if all(part is None for part in typed):
            return data.get(name)
        texts = [ascii_digits(part or "").strip().replace("-", "") for part in typed]
        return "-".join(texts + ["1"] * (3 - len(texts))) if any(texts) else None

    def id_for_label(self, id_: str) -> str:
        first = next(part for part in self._parse_date_fmt() if part in self.parts)
        return f"{id_}_{first}"


class MonthBoxes(DateBoxes):
    """A month and a year, kept as the first day of the month."""

    parts = ("year", "month")


class Month(forms.DateField):
    """A month and a year; gives the first day of the month."""

    widget = MonthBoxes
    default_error_messages = {"invalid": _("Enter month and year in digits, for example 9 and 2020.")}


def wants(reasons: list[Reason]) -> None:
    """Raise what a pure rule found, in words."""
    if reasons:
        raise ValidationError([str(reason) for reason in reasons])
