"""Name, CNIC and birth date as on the card."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates.forms.typed import AnyDigits, wants
from candidates.identity import IdentityInvalid, birth_blockers, canonical_cnic, canonical_name, passport_name_blockers
from candidates.models import Profile
from candidates.states import EvidenceKind, EvidenceState
from candidates.transitions import today
from vault.masking import mask_cnic
from workflow.steps import Reason

YEARS_OF_BIRTH = range(1940, date.today().year - 13)  # noqa: DTZ011 (the choice of years only)
TAKEN = _("This CNIC stands in another profile. If it is yours, call %(phone)s: OEC checks your card and gives the profile back to you.")


class IdentityForm(forms.ModelForm):
    """Name, CNIC and birth date as on the CNIC. The number is not shown again; what OEC has checked is closed."""

    cnic = AnyDigits(
        label=_("CNIC"),
        max_length=20,
        help_text=_("13 digits, for example 35202-1234567-1"),
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
    )
    birth_date = forms.DateField(label=_("Date of birth"), widget=forms.SelectDateWidget({"autocomplete": "bday"}, years=YEARS_OF_BIRTH))

    class Meta:
        model = Profile
        fields = ["full_name", "cnic", "birth_date", "passport_name"]
        help_texts = {"passport_name": _("Only if you have a passport. For example: AYESHA KHAN")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        self.fields["passport_name"].widget.attrs["dir"] = "ltr"
        self.initial["cnic"] = ""
        if self.instance.cnic:
            self.fields["cnic"].required = False
            self.fields["cnic"].help_text = _("We have %(number)s. Leave this empty to keep it.") % {
                "number": mask_cnic(self.instance.cnic)
            }
        if self.instance.evidence.filter(kind=EvidenceKind.CNIC, state=EvidenceState.VERIFIED).exists():
            self.initial["cnic"] = mask_cnic(self.instance.cnic or "")
            self._close("full_name", "cnic", "birth_date")

    def _close(self, *names: str) -> None:
        """OEC has checked these: another card means a call to the helpline."""
        for name in names:
            self.fields[name].disabled = True
            self.fields[name].help_text = _("OEC has checked this. Call the helpline if it must change.")

    def clean_full_name(self) -> str:
        try:
            return canonical_name(self.cleaned_data["full_name"])
        except IdentityInvalid as invalid:
            raise ValidationError(str(Reason(invalid.code))) from invalid

    def clean_cnic(self) -> str | None:
        """Canonical digits, or the number that we have; one CNIC belongs to one profile."""
        if self.fields["cnic"].disabled or not self.cleaned_data["cnic"]:
            return self.instance.cnic
        try:
            cnic = canonical_cnic(self.cleaned_data["cnic"])
        except IdentityInvalid as invalid:
            raise ValidationError(str(Reason(invalid.code))) from invalid
        index = Profile._meta.get_field("cnic_index")
        if Profile.objects.filter(index.matching(cnic)).exclude(pk=self.instance.pk).exists():
            raise ValidationError(TAKEN, params={"phone": settings.HELPLINE})
        return cnic

    def clean_birth_date(self) -> date:
        birth = self.cleaned_data["birth_date"]
        wants(birth_blockers(birth=birth, today=today()))
        return birth

    def clean_passport_name(self) -> str:
        name = self.cleaned_data["passport_name"].upper()
        wants(passport_name_blockers(full_name_as_passport=name) if name else [])
        return name
