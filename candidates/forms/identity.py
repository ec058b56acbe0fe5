"""Names, CNIC and birth date as on the card: three short pages. What OEC has checked is closed."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates import katakana
from candidates.forms.typed import AnyDigits, DateBoxes, wants
from candidates.identity import IdentityInvalid, birth_blockers, canonical_cnic, canonical_name, passport_name_blockers
from candidates.models import Profile
from candidates.states import EvidenceKind, EvidenceState
from candidates.transitions import today
from vault.masking import mask_cnic
from workflow.steps import Reason

TAKEN = "cnic_taken"
YEARS_OF_BIRTH = range(1940, date.today().year - 13)  # noqa: DTZ011 (the choice of years only)


class IdentityPage(forms.ModelForm):
    """A page whose fields are closed once OEC has checked the card."""

    closing: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.closing if self.is_checked else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("OEC has checked this. Call the helpline if it must change.")

    @cached_property
    def is_checked(self) -> bool:
        """OEC has seen the CNIC: another card means a call to the helpline."""
        return self.instance.evidence.filter(kind=EvidenceKind.CNIC, state=EvidenceState.VERIFIED).exists()

    @property
    def is_closed(self) -> bool:
        """Nothing on this page can be changed."""
        return all(field.disabled for field in self.fields.values())


class NamesForm(IdentityPage):
    """The whole name, never split; a name of one word is a whole name. The katakana follow from it until Inter-SES has fixed them."""

    closing = ("full_name",)

    class Meta:
        model = Profile
        fields = ["full_name", "passport_name"]
        labels = {"full_name": _("Full name as on your CNIC"), "passport_name": _("Full name as on your passport, in English capitals")}
        help_texts = {
            "full_name": _("All your names in one line. One name alone is fine."),
            "passport_name": _("Only if you have a passport. For example: AYESHA KHAN"),
        }
        widgets = {
            "full_name": forms.TextInput({"autocomplete": "name"}),
            "passport_name": forms.TextInput({"dir": "ltr", "autocapitalize": "characters", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True

    def clean_full_name(self) -> str:
        try:
            return canonical_name(self.cleaned_data["full_name"])
        except IdentityInvalid as invalid:
            raise ValidationError(str(Reason(invalid.code))) from invalid

    def clean_passport_name(self) -> str:
        name = " ".join(self.cleaned_data["passport_name"].upper().split())
        wants(passport_name_blockers(full_name_as_passport=name) if name else [])
        return name

    def save(self, commit: bool = True) -> Profile:
        """A changed name is proposed in katakana anew, and Inter-SES looks at it again."""
        profile = self.instance
        if self.changed_data or not profile.name_katakana:
            profile.name_katakana = katakana.propose(profile.passport_name, profile.full_name)
            profile.katakana_fixed_by = profile.katakana_fixed_at = None
        return super().save(commit)


class CnicForm(IdentityPage):
    """The CNIC number. It is not shown again, and one CNIC belongs to one profile."""

    closing = ("cnic",)
    cnic = AnyDigits(
        label=_("CNIC number"),
        max_length=20,
        help_text=_("13 digits, for example 35202-1234567-1"),
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
    )

    class Meta:
        model = Profile
        fields = ["cnic"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = mask_cnic(self.instance.cnic or "")
        self.initial["cnic"] = number if self.is_checked else ""
        if self.instance.cnic and not self.is_checked:
            self.fields["cnic"].required = False
            self.fields["cnic"].help_text = _("We have %(number)s. Leave this empty to keep it.") % {"number": number}

    def clean_cnic(self) -> str | None:
        """Canonical digits, or the number that we have."""
        if self.fields["cnic"].disabled or not self.cleaned_data["cnic"]:
            return self.instance.cnic
        try:
            cnic = canonical_cnic(self.cleaned_data["cnic"])
        except IdentityInvalid as invalid:
            raise ValidationError(str(Reason(invalid.code))) from invalid
        index = Profile._meta.get_field("cnic_index")
        if Profile.objects.filter(index.matching(cnic)).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This CNIC stands in another profile already."), code=TAKEN)
        return cnic

    @property
    def is_taken(self) -> bool:
        """The number belongs to another profile: the page shows the ways out."""
        return self.is_bound and self.has_error("cnic", TAKEN)


class BirthForm(IdentityPage):
    """The day of birth, in three boxes."""

    closing = ("birth_date",)
    birth_date = forms.DateField(
        label=_("Date of birth"),
        help_text=_("As on your CNIC, in digits. For example: 27 3 1998"),
        widget=DateBoxes({"autocomplete": "bday"}),
        error_messages={"invalid": _("Enter day, month and year in digits. For example: 27 3 1998")},
    )

    class Meta:
        model = Profile
        fields = ["birth_date"]

    def clean_birth_date(self) -> date:
        birth = self.cleaned_data["birth_date"]
        wants(birth_blockers(birth=birth, today=today()))
        return birth
