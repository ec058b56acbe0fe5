"""One school, one job, one test."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates import rules
from candidates.forms.typed import AnyDigitsInteger, wants
from candidates.identity import ascii_digits
from candidates.models import Education, Experience, TestResult
from candidates.transitions import today


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
            wants(
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
