"""What people type to claim, and what OEC types about a file or a card."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import ContactField, NameField
from candidates.forms.typed import AnyDigits, wants
from candidates.identity import IdentityInvalid, birth_blockers, canonical_cnic
from candidates.transitions import today
from register.columns import FIELDS, guess
from register.models import RegisterClaim, RegisterEntry
from workflow.steps import Reason


def cnic_field(**kwargs: Any) -> AnyDigits:
    box = forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"})
    return AnyDigits(label=_("CNIC"), max_length=20, help_text=_("13 digits, for example 35202-1234567-1"), widget=box, **kwargs)


class ClaimForm(forms.Form):
    """The number and the day of birth as on the card."""

    cnic = cnic_field()
    birth_date = forms.DateField(
        label=_("Date of birth"), widget=forms.SelectDateWidget({"autocomplete": "bday"}, years=range(1940, today().year - 13))
    )

    def clean_cnic(self) -> str:
        try:
            return canonical_cnic(self.cleaned_data["cnic"])
        except IdentityInvalid as invalid:
            raise ValidationError(str(Reason(invalid.code))) from invalid

    def clean_birth_date(self) -> date:
        birth: date = self.cleaned_data["birth_date"]
        wants(birth_blockers(birth=birth, today=today()))
        return birth


class CounterClaimForm(ClaimForm):
    """The number on file is gone: how OEC reaches the person from now on."""

    kind = forms.ChoiceField(label=_("What happened?"), choices=RegisterClaim.Kind.choices, widget=forms.RadioSelect)
    full_name = NameField(label=_("Your name as on the CNIC"))
    contact = ContactField(label=_("Your new phone or e-mail"), help_text=_("We send a code to it now."))
    field_order = ["kind", "full_name", "cnic", "birth_date", "contact"]


class UploadForm(forms.Form):
    """A list of people."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV or XLSX, at most 100 MB and 400,000 rows. One person in each row, headings in the first row."),
        widget=forms.FileInput({"accept": ".csv,.txt,.xlsx"}),
        error_messages={"empty": _("The file is empty. Choose the file with the list of people.")},
    )


HINTS = {"cnic": _("Needed"), "full_name": _("Needed")}


class ColumnsForm(forms.Form):
    """Which column holds what."""

    def __init__(self, headings: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("not in the file")), *((str(place), f"{place + 1}: {name[:60]}") for place, name in enumerate(headings))]
        guessed = guess(headings)
        for name in FIELDS:
            label = str(RegisterEntry._meta.get_field(name).verbose_name)
            self.fields[name] = forms.ChoiceField(
                label=label[:1].upper() + label[1:],
                choices=choices,
                required=name in HINTS,
                help_text=HINTS.get(name, ""),
                initial=str(guessed.get(name, "")),
            )

    def columns(self) -> dict[str, int]:
        return {name: int(place) for name, place in self.cleaned_data.items() if place}


class CheckForm(forms.Form):
    """The card in the officer's hand."""

    how = forms.ChoiceField(label=_("How did you see the card?"), choices=RegisterClaim.Seen.choices, widget=forms.RadioSelect)
    card = cnic_field()
    note = forms.CharField(label=_("Note for the staff"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["card"].label = _("The number on the card")

    def clean_card(self) -> str:
        try:
            return canonical_cnic(self.cleaned_data["card"])
        except IdentityInvalid as invalid:
            raise ValidationError(str(Reason(invalid.code))) from invalid


class SettleForm(forms.Form):
    note = forms.CharField(label=_("Note for the staff"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class RefuseForm(forms.Form):
    note = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea({"rows": 3}))
