"""What a stranger may ask."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

LOOKALIKES = str.maketrans("ILO", "110")  # our numbers have no I, L and O; people who copy from paper write them
VACANCY = re.compile(r"J-?([0-9A-Z]{4})-?([0-9A-Z]{4})")
PRIVATE = re.compile(r"OEC-?\d{4}-?[0-9A-Z]+|C-?[0-9A-Z-]{6,}")


class CheckForm(forms.Form):
    """The number on a job, a letter or a message."""

    number = forms.CharField(
        label=_("Number of the job or letter"),
        max_length=40,
        help_text=_("It stands on every job and in every message of ours, for example J-7K3M-9P2Q"),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        """As we write our numbers: capitals, plain digits and dashes, whatever script and spaces they were typed in."""
        plain = unicodedata.normalize("NFKC", self.cleaned_data["number"]).upper()
        digits = "".join(
            str(unicodedata.digit(char)) if char.isdigit() else "-" if unicodedata.category(char) == "Pd" else char for char in plain
        )
        number = "".join(char for char in digits if char.isprintable() and not char.isspace())
        if job := VACANCY.fullmatch(number):
            return f"J-{job[1]}-{job[2]}".translate(LOOKALIKES)
        return number

    def is_private(self) -> bool:
        """It looks like the number of a person or an application: we say nothing about these, there or not."""
        return bool(PRIVATE.fullmatch(self.cleaned_data["number"]))
