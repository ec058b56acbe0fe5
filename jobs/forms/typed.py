"""Fields that take what people type: full-width and Urdu digits, commas and spaces in numbers, and a form that notices an older page."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

CHANGED = _("Somebody saved this page after you opened it. What you typed is still here: save again to replace the other text.")
SAID = [("True", _("Yes")), ("False", _("No"))]


def plain_number(text: object) -> str:
    """ASCII digits without grouping, yen signs or spaces, from what was typed."""
    normal = unicodedata.normalize("NFKC", str(text)).replace("٫", ".").replace("−", "-")
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in normal)
    return re.sub(r"[\s,٬،、¥￥円]", "", digits)


class WholeNumber(forms.IntegerField):
    """A whole number, typed in any digits; `empty` is what nothing means."""

    widget = forms.TextInput

    def __init__(self, *, empty: int | None = None, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "min_value": 0, **kwargs})
        self.empty = empty

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}

    def to_python(self, value: object) -> int | None:
        if value in self.empty_values:
            return self.empty
        return super().to_python(plain_number(value)[:20])


class Hours(forms.DecimalField):
    """Hours as 7.5, typed in any digits."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"}

    def to_python(self, value: object) -> Any:
        return super().to_python(value if value in self.empty_values else plain_number(value)[:20])


class ClockTime(forms.TimeField):
    """A time of day such as 09:00, typed in any digits."""

    widget = forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M")

    def to_python(self, value: object) -> Any:
        return super().to_python(plain_number(value)[:20].replace("：", ":") if isinstance(value, str) else value)


class YesNo(forms.TypedChoiceField):
    """Yes, no, or not said yet."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=SAID, coerce=lambda value: str(value) == "True", empty_value=None, **{"required": False, **kwargs})


class Words(forms.CharField):
    """A few words, parted by commas of any script."""

    def __init__(self, *, most: int, length: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most, self.length = most, length

    def prepare_value(self, value: object) -> object:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: object) -> Any:
        parts = [part.strip() for part in re.split(r"[,،、，\n]", str(super().to_python(value)))]
        return list(dict.fromkeys(part for part in parts if part))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > self.most or any(len(part) > self.length for part in value):
            raise forms.ValidationError(
                _("Write at most %(most)s skills with at most %(length)s letters each.") % {"most": self.most, "length": self.length}
            )

    def run_validators(self, value: Any) -> None:
        super().run_validators(", ".join(value))


class NoticesOlderPage(forms.ModelForm):
    """Carries a mark of what the person saw. When the row moved on, the form is refused once with everything typed still in it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark = self.mark_of(self.instance) if self.instance.pk else ""
        self.fields["seen"].initial = self.mark

    def mark_of(self, row: Model) -> str:
        """What tells one saved text from another."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if (found.get("seen") or "") != self.mark:
            self.refuse()
        return found

    def refuse(self) -> None:
        """Say so, and let the next try through."""
        self.add_error(None, forms.ValidationError(CHANGED, code="changed_meanwhile"))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.mark


class PlainSelect(forms.Select):
    """A select whose options are written in one go: a template for each of 66 options costs more than the rest of the page."""

    def render(self, name: str, value: object, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        rows = tuple((str(key), str(words)) for key, words in self.choices)
        told = flatatt({"id": f"id_{name}", "name": name} | self.build_attrs(self.attrs, attrs))
        return format_html("<select{}>{}</select>", told, options(rows, str(value or "")))


@lru_cache(maxsize=256)
def options(rows: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The options as they are written, kept: many people are offered the same ones."""
    selected = (SafeString(" selected"), "")
    return format_html_join("", '<option value="{}"{}>{}</option>', ((key, selected[key != chosen], words) for key, words in rows))
