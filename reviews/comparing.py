"""What the officer reads on a document beside what the candidate typed. Compared and shown, never kept."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates import mrz
from candidates.forms.typed import DateBoxes
from candidates.identity import IdentityInvalid, canonical_cnic, canonical_name, format_cnic
from candidates.models import Evidence, Profile
from candidates.states import EvidenceKind
from workflow.steps import Reason


@dataclass(frozen=True)
class Row:
    """One value on both sides; `is_same` is None where one side says nothing."""

    label: Any
    typed: Any
    read: Any
    is_same: bool | None


class PassportForm(forms.Form):
    """The two lines at the foot of the page, as they are printed."""

    line1 = forms.CharField(label=_("First line"), max_length=60, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}))
    line2 = forms.CharField(label=_("Second line"), max_length=60, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if {"line1", "line2"} <= data.keys():
            try:
                data["read"] = mrz.read_td3(data["line1"], data["line2"])
            except mrz.MrzInvalid as fault:
                raise forms.ValidationError([str(reason) for reason in fault.reasons]) from None
        return data


class CardForm(forms.Form):
    """Number, name and date of birth, as they are printed on the card."""

    cnic = forms.CharField(label=_("CNIC"), max_length=40, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}))
    full_name = forms.CharField(label=_("full name as on your CNIC"), max_length=160, required=False)
    birth_date = forms.DateField(label=_("date of birth"), widget=DateBoxes(), required=False)

    def clean_cnic(self) -> str:
        try:
            return canonical_cnic(self.cleaned_data["cnic"])
        except IdentityInvalid as fault:
            raise forms.ValidationError(str(Reason(fault.args[0]))) from None


FORMS: dict[str, type[forms.Form]] = {EvidenceKind.PASSPORT: PassportForm, EvidenceKind.CNIC: CardForm}


def form_of(paper: Evidence, data: Any = None) -> forms.Form | None:
    """What the officer reads from this kind of document; None where nothing is compared."""
    kind = FORMS.get(paper.kind)
    return kind(data, auto_id="read_%s") if kind else None


def compared(paper: Evidence, form: Any) -> list[Row]:
    """Each value that was read beside the one that the candidate typed."""
    said = form.cleaned_data
    return passport(paper.profile, said["read"]) if paper.kind == EvidenceKind.PASSPORT else card(paper.profile, said)


def passport(profile: Profile, read: mrz.Mrz) -> list[Row]:
    """The machine lines against the profile."""
    name = profile.passport_name
    rows = [
        row(_("Name"), name, read.full_name, mrz.is_same_name(read, name) if name else None),
        row(_("passport number"), profile.passport_number, read.number),
        row(_("date of birth"), profile.birth_date, read.birth),
        row(_("passport valid until"), profile.passport_expires_on, read.expires_on),
    ]
    if read.cnic:
        rows.append(row(_("CNIC"), profile.cnic and format_cnic(profile.cnic), format_cnic(read.cnic)))
    rows.append(row(_("Country"), "PAK", read.issuer))
    return rows


def card(profile: Profile, said: dict[str, Any]) -> list[Row]:
    """The card against the profile."""
    return [
        row(_("CNIC"), profile.cnic and format_cnic(profile.cnic), format_cnic(said["cnic"])),
        row(_("Name"), profile.full_name, said["full_name"], same_words(profile.full_name, said["full_name"])),
        row(_("date of birth"), profile.birth_date, said["birth_date"]),
    ]


def row(label: Any, typed: Any, read: Any, is_same: bool | None = None) -> Row:
    """Equal values are the same unless something finer was asked."""
    known = typed not in ("", None) and read not in ("", None)
    return Row(label, typed, read, is_same if is_same is not None else (typed == read if known else None))


def same_words(typed: str, read: str) -> bool | None:
    """The same words, whatever their case."""
    if not typed or not read:
        return None
    try:
        return canonical_name(typed).casefold() == canonical_name(read).casefold()
    except IdentityInvalid:
        return False
