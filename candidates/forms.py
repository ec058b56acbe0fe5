"""One form per page of the profile. Digits of any script are read; what is wrong is said in words."""

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates import rules
from candidates.identity import (
    IdentityInvalid,
    ascii_digits,
    birth_blockers,
    canonical_cnic,
    canonical_name,
    canonical_passport,
    passport_name_blockers,
)
from candidates.models import Education, Evidence, Experience, Profile, TestResult
from candidates.states import EvidenceKind, EvidenceState
from candidates.transitions import today
from vault.masking import mask_cnic, mask_passport
from workflow.steps import Reason

YEARS_OF_BIRTH = range(1940, date.today().year - 13)  # noqa: DTZ011 (the choice of years only)
ABOUT = {
    EvidenceKind.DEGREE: ("educations", "education"),
    EvidenceKind.TRANSCRIPT: ("educations", "education"),
    EvidenceKind.TEST: ("tests", "test"),
    EvidenceKind.EXPERIENCE: ("experiences", "experience"),
}
MAX_SKILLS, MAX_SKILL = 30, 40
TAKEN = _("This CNIC stands in another profile. If it is yours, call %(phone)s: OEC checks your card and gives the profile back to you.")
SEPARATORS = re.compile(r"[\s,٬،、]")


class AnyDigits(forms.CharField):
    """Text in which Urdu and full-width digits count as digits."""

    def to_python(self, value: object) -> str:
        return ascii_digits(str(super().to_python(value) or ""))


class AnyDigitsInteger(forms.IntegerField):
    """A number in any script's digits."""

    def to_python(self, value: object) -> int | None:
        return super().to_python(SEPARATORS.sub("", ascii_digits(str(value))) if value not in self.empty_values else value)


def _wants(reasons: list[Reason]) -> None:
    """Raise what a pure rule found, in words."""
    if reasons:
        raise ValidationError([str(reason) for reason in reasons])


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
        _wants(birth_blockers(birth=birth, today=today()))
        return birth

    def clean_passport_name(self) -> str:
        name = self.cleaned_data["passport_name"].upper()
        _wants(passport_name_blockers(full_name_as_passport=name) if name else [])
        return name


class PlaceForm(forms.ModelForm):
    """District, and where and when one would work."""

    wanted_pay = AnyDigitsInteger(label=_("Pay you hope for, yen a month"), required=False, min_value=50_000, max_value=5_000_000)

    class Meta:
        model = Profile
        fields = ["district", "wanted_prefectures", "wanted_pay", "can_start_on"]
        widgets = {"can_start_on": forms.SelectDateWidget(), "wanted_prefectures": forms.SelectMultiple({"size": 8})}
        help_texts = {"wanted_prefectures": _("Choose none if you would work anywhere in Japan.")}


class SkillsForm(forms.ModelForm):
    """Skills and English as the person sees them; a certificate goes under tests."""

    skills = forms.CharField(
        label=_("Skills"),
        required=False,
        max_length=1200,
        help_text=_("With commas between, for example: Python, PostgreSQL, welding"),
        widget=forms.Textarea({"rows": 3}),
    )

    class Meta:
        model = Profile
        fields = ["skills", "english_level", "about"]
        widgets = {"about": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["skills"] = ", ".join(self.instance.skills)

    def clean_skills(self) -> list[str]:
        """At most 30 names of at most 40 characters, each once."""
        names = [" ".join(part.split()) for part in self.cleaned_data["skills"].replace("،", ",").replace("、", ",").split(",")]
        unique = list({name.casefold(): name for name in names if name}.values())
        if len(unique) > MAX_SKILLS:
            raise ValidationError(_("Name at most %(count)s skills."), params={"count": MAX_SKILLS})
        if long := [name for name in unique if len(name) > MAX_SKILL]:
            raise ValidationError(_("This skill is too long: %(name)s"), params={"name": long[0][:60]})
        return unique


class EducationForm(forms.ModelForm):
    """One school, college or university."""

    started_year = AnyDigitsInteger(
        label=_("Began in the year"), min_value=1950, max_value=2040, widget=forms.TextInput({"inputmode": "numeric"})
    )
    finished_year = AnyDigitsInteger(
        label=_("Finished in the year"), min_value=1950, max_value=2040, required=False, widget=forms.TextInput({"inputmode": "numeric"})
    )

    class Meta:
        model = Education
        fields = ["level", "subject", "institution", "started_year", "finished_year", "result_awaited"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "started_year" in data and "finished_year" in data:
            _wants(
                rules.education_blockers(
                    started_year=data["started_year"],
                    finished_year=data["finished_year"],
                    is_awaiting_result=bool(data.get("result_awaited")),
                    today=today(),
                )
            )
        return data


class ExperienceForm(forms.ModelForm):
    """One job."""

    class Meta:
        model = Experience
        fields = ["title", "company", "duties", "is_it", "field", "started_on", "ended_on"]
        widgets = {
            "duties": forms.Textarea({"rows": 4}),
            "started_on": forms.SelectDateWidget(years=range(2030, 1960, -1)),
            "ended_on": forms.SelectDateWidget(years=range(2030, 1960, -1)),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("started_on"), data.get("ended_on")
        if start and start > today():
            self.add_error("started_on", _("This day lies in the future."))
        if start and end and end < start:
            self.add_error("ended_on", _("The job ends before it began. Check both days."))
        return data


class TestForm(forms.ModelForm):
    """One test, as on the certificate."""

    class Meta:
        model = TestResult
        fields = ["kind", "level", "field", "score", "is_passed", "taken_on"]
        widgets = {"taken_on": forms.SelectDateWidget(years=range(2030, 1985, -1))}
        help_texts = {"level": _("For JLPT: N5 to N1. For IELTS: the band."), "field": _("Only for an SSW skills test.")}

    score = forms.CharField(
        label=_("Total score"), required=False, max_length=8, widget=forms.TextInput({"inputmode": "decimal", "dir": "ltr"})
    )

    def clean_level(self) -> str:
        return ascii_digits(self.cleaned_data["level"]).strip().upper()

    def clean_score(self) -> str | None:
        """A number from 0 to 250, digits of any script."""
        text = ascii_digits(self.cleaned_data["score"]).strip()
        if not text:
            return None
        return str(forms.DecimalField(min_value=0, max_value=250, max_digits=5, decimal_places=1).clean(text))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == TestResult.Kind.JLPT and data.get("level") not in ("N1", "N2", "N3", "N4", "N5"):
            self.add_error("level", _("JLPT has the levels N1, N2, N3, N4 and N5."))
        if data.get("kind") == TestResult.Kind.SSW and not data.get("field"):
            self.add_error("field", _("Choose the field of this skills test."))
        if data.get("taken_on") and data["taken_on"] > today():
            self.add_error("taken_on", _("This day lies in the future."))
        return data


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


class VerifyForm(forms.Form):
    """OEC: how the document was checked."""

    how = forms.ChoiceField(label=_("How it was checked"), choices=Evidence.How.choices, widget=forms.RadioSelect)
    reference = forms.CharField(label=_("Reference of the check"), required=False, max_length=120)
    expires_on = forms.DateField(label=_("Valid until"), required=False, widget=forms.DateInput({"type": "date"}))
    note = forms.CharField(label=_("Note for the staff"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class RejectForm(forms.Form):
    """OEC: what is wrong with the document."""

    fault = forms.ChoiceField(label=_("What is wrong"), choices=Evidence.Fault.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note for the staff"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
