"""One document at a time."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates.forms.typed import AnyDigits
from candidates.identity import IdentityInvalid, canonical_passport
from candidates.models import Profile
from candidates.states import EvidenceKind
from candidates.transitions import today
from vault.masking import mask_passport
from workflow.steps import Reason

ABOUT = {
    EvidenceKind.DEGREE: ("educations", "education"),
    EvidenceKind.TRANSCRIPT: ("educations", "education"),
    EvidenceKind.TEST: ("tests", "test"),
    EvidenceKind.EXPERIENCE: ("experiences", "experience"),
}


class DocumentForm(forms.Form):
    """One document: the file, and which entry of the profile it proves."""

    about = forms.ChoiceField(label=_("What does it prove?"), required=False)
    file = forms.FileField(
        label=_("Photo or PDF"),
        help_text=_("JPEG, PNG or PDF, at most 8 MB. All four corners in the picture, every line readable."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,application/pdf"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args: Any, profile: Profile, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.profile, (rows, self.column) = kind, profile, ABOUT.get(kind, ("", ""))
        self.rows = {str(row.public_id): row for row in getattr(profile, rows).all()} if rows else {}
        if not self.rows:
            del self.fields["about"]
        else:
            self.fields["about"].choices = [(key, str(row)) for key, row in self.rows.items()]  # type: ignore[attr-defined]
            self.fields["about"].required = True

    def proves(self) -> dict[str, object]:
        """The entry of the profile that the document is about, by the evidence's column."""
        chosen = self.cleaned_data.get("about")
        return {self.column: self.rows[chosen]} if chosen else {}

    def keep(self) -> None:
        """Nothing but the file is kept."""


class PassportForm(DocumentForm):
    """The passport, after an offer: its number, its last day, and the page with the photo."""

    number = AnyDigits(label=_("Passport number"), max_length=20, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}))
    expires_on = forms.DateField(label=_("Valid until"), widget=forms.SelectDateWidget())
    field_order = ["number", "expires_on", "file"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.profile.passport_number:
            self.fields["number"].required = False
            number = mask_passport(self.profile.passport_number)
            self.fields["number"].help_text = _("We have %(number)s. Leave this empty to keep it.") % {"number": number}

    def clean_number(self) -> str | None:
        if not self.cleaned_data["number"]:
            return self.profile.passport_number
        try:
            return canonical_passport(self.cleaned_data["number"])
        except IdentityInvalid as invalid:
            raise ValidationError(str(Reason(invalid.code))) from invalid

    def clean_expires_on(self) -> date:
        if self.cleaned_data["expires_on"] <= today():
            raise ValidationError(_("This passport is not valid any more. Renew it first."))
        return self.cleaned_data["expires_on"]

    def keep(self) -> None:
        """The number and the last day go into the profile."""
        self.profile.passport_number = self.cleaned_data["number"]
        self.profile.passport_expires_on = self.cleaned_data["expires_on"]
        self.profile.save(update_fields=["passport_number", "passport_index", "passport_expires_on", "updated_at"])
