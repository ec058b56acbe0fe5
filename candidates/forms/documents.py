"""One document at a time."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from candidates.forms.typed import AnyDigits, wants
from candidates.identity import IdentityInvalid, canonical_passport, passport_name_blockers
from candidates.models import Profile
from candidates.mrz import Mrz, MrzInvalid, read_td3
from candidates.mrz import blockers as mrz_blockers
from candidates.rules import passport_blockers, passport_warnings
from candidates.states import EvidenceKind
from candidates.transitions import today
from vault.masking import mask_passport
from vault.words import WORDS as VAULT
from workflow.steps import Reason

LATIN = {"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
FIRST_LINE = ("mrz_lines_swapped", "mrz_not_passport", "mrz_not_pakistan", "mrz_name_differs")
PHOTO = {
    "ready": _("Ready to send:"),
    "busy": _("Making the photo smaller…"),
    "sending": _("Uploading…"),
}
ABOUT = {
    EvidenceKind.DEGREE: ("educations", "education"),
    EvidenceKind.TRANSCRIPT: ("educations", "education"),
    EvidenceKind.TEST: ("tests", "test"),
    EvidenceKind.EXPERIENCE: ("experiences", "experience"),
}


class FileWidget(forms.FileInput):
    """A file field that static/photo.js may find, with the words it says; `capture` is never set, for people have files too."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        said = {"data-photo": str(PHOTO["ready"]), "data-busy": str(PHOTO["busy"]), "data-sending": str(PHOTO["sending"])}
        return super().get_context(name, value, {**(attrs or {}), **said})


class DocumentForm(forms.Form):
    """One document: the file, and which entry of the profile it proves."""

    notes: tuple[str, ...] = ()  # what should be said although the document was taken
    about = forms.ChoiceField(label=_("What does it prove?"), required=False)
    file = forms.FileField(
        label=_("Photo or PDF"),
        help_text=_("Take a photo now, or choose a file: JPEG, PNG or PDF, at most 8 MB."),
        widget=FileWidget({"accept": "image/jpeg,image/png,application/pdf"}),
        error_messages={"required": _("Choose a file first."), "empty": VAULT["file_empty"]},
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

    number = AnyDigits(label=_("Passport number"), max_length=20, widget=forms.TextInput(LATIN))
    expires_on = forms.DateField(label=_("Valid until"), widget=forms.SelectDateWidget())
    surname = forms.CharField(
        label=_("Surname in the passport"),
        help_text=_("Leave this empty if the passport shows none."),
        max_length=80,
        required=False,
        widget=forms.TextInput(LATIN),
    )
    line1 = forms.CharField(
        label=_("First line at the foot of the page"),
        help_text=_("It begins with P. Type < for each sign like an arrow. With both lines we find typing mistakes at once."),
        max_length=80,
        required=False,
        widget=forms.TextInput(LATIN),
    )
    line2 = forms.CharField(label=_("Second line"), max_length=80, required=False, widget=forms.TextInput(LATIN))
    field_order = ["number", "expires_on", "surname", "line1", "line2", "file"]

    def __init__(self, *args: Any, start: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.start = start
        self.initial.setdefault("surname", self.profile.passport_surname)
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
        last = self.cleaned_data["expires_on"]
        wants(in_words(passport_blockers(expires_on=last, start=self.start, today=today())))
        self.notes = tuple(map(str, in_words(passport_warnings(expires_on=last, start=self.start, today=today()))))
        return last

    def clean_surname(self) -> str:
        surname = self.cleaned_data["surname"].upper()
        wants(passport_name_blockers(full_name_as_passport=surname) if surname else [])
        return surname

    def clean(self) -> None:
        """The machine lines, where they were typed, hold up what was typed above."""
        first, second = self.cleaned_data.get("line1", ""), self.cleaned_data.get("line2", "")
        if not first and not second:
            return
        try:
            self._compare(read_td3(first, second))
        except MrzInvalid as invalid:
            for reason in invalid.reasons:
                self.add_error(line_of(reason), str(reason))

    def _compare(self, mrz: Mrz) -> None:
        known = {name: self.cleaned_data.get(name) for name in ("number", "expires_on")}
        mine = {"birth": self.profile.birth_date, "cnic": self.profile.cnic or "", "name": self.profile.passport_name}
        for reason in mrz_blockers(mrz, number=known["number"] or "", expires_on=known["expires_on"], **mine):
            self.add_error("line1" if reason.code in FIRST_LINE else "line2", str(reason))
        if mrz.surname != self.cleaned_data.get("surname", "") and "surname" in self.cleaned_data:
            self.add_error("surname", str(Reason("mrz_surname_differs", (("surname", mrz.surname or "—"),))))

    def keep(self) -> None:
        """The number and the last day go into the profile."""
        self.profile.passport_number = self.cleaned_data["number"]
        self.profile.passport_expires_on = self.cleaned_data["expires_on"]
        self.profile.passport_surname = self.cleaned_data["surname"]
        self.profile.save(update_fields=["passport_number", "passport_index", "passport_expires_on", "passport_surname", "updated_at"])


def line_of(reason: Reason) -> str:
    """The field that a reason of the machine lines belongs to."""
    line = dict(reason.values).get("line", 1 if reason.code in FIRST_LINE else 2)
    return f"line{line}"


def in_words(reasons: list[Reason]) -> list[Reason]:
    """The same reasons with their days as people read them."""
    return [
        Reason(one.code, tuple((key, date_format(value) if isinstance(value, date) else value) for key, value in one.values))
        for one in reasons
    ]
