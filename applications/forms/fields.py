"""Fields that forms of applications share: any digits are understood."""

import re
import unicodedata

from django import forms

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr", "maxlength": "12"}


def box(rows: int) -> forms.Textarea:
    """A box for free words in any script."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def plain_digits(text: str) -> str:
    """Full-width and Urdu digits as Western ones."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", text))


class PlainDate(forms.DateField):
    """A day, typed or picked; any digits."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def to_python(self, value):
        return super().to_python(plain_digits(value).replace("/", "-").strip() if isinstance(value, str) else value)


class PlainTime(forms.TimeField):
    """A time of day, typed or picked; any digits."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)

    def to_python(self, value):
        return super().to_python(plain_digits(value).strip() if isinstance(value, str) else value)


class Yen(forms.IntegerField):
    """An amount in whole yen; commas, spaces and the sign are taken off."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=100_000_000, widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}), **kwargs)

    def to_python(self, value):
        return super().to_python(re.sub(r"[,\s¥円]", "", plain_digits(value)) if isinstance(value, str) else value)


class Versioned(forms.Form):
    """A step names the version it was decided on."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
