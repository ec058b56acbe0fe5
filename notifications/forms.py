"""What a stranger may ask."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _


class CheckForm(forms.Form):
    """The number on a job, a letter or a message."""

    number = forms.CharField(
        label=_("Number of the job or letter"),
        max_length=40,
        help_text=_("It stands on every job and in every message of ours, for example J-7K3M-9P2Q"),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        """Upper case, plain digits, single dashes."""
        plain = unicodedata.normalize("NFKC", self.cleaned_data["number"]).upper()
        return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain if not char.isspace())
