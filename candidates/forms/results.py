"""One test, as on the certificate: which one in a single choice, then the day and the score."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates import rules
from candidates.countries import COUNTRIES
from candidates.forms.typed import DateBoxes
from candidates.identity import ascii_digits
from candidates.language import JLPT
from candidates.models import Profile, TestResult
from candidates.transitions import today
from jobs.models import SswField

Kind = TestResult.Kind
NOT_FOR_SSW = _("%(test)s: not accepted for Specified Skilled Worker jobs")
NO_PASS_MARK = (Kind.BJT, Kind.IELTS)
EXAMS = {
    "FE": _("Fundamental Information Technology Engineer (FE)"),
    "AP": _("Applied Information Technology Engineer (AP)"),
    "SC": _("Registered Information Security Specialist (SC)"),
    "NW": _("Network Specialist (NW)"),
    "DB": _("Database Specialist (DB)"),
    "ES": _("Embedded Systems Specialist (ES)"),
    "ST": _("IT Strategist (ST)"),
    "SA": _("Systems Architect (SA)"),
    "PM": _("Project Manager (PM)"),
    "SM": _("IT Service Manager (SM)"),
    "AU": _("Systems Auditor (AU)"),
    "SG": _("Information Security Management (SG)"),
    "IP": _("IT Passport (IP)"),
    "other": _("another IT engineers examination"),
}


def languages() -> list[tuple[Any, Any]]:
    """The language tests by name and level; what does not count for SSW says so."""
    return [
        ("", _("Choose")),
        ("JLPT", [(f"jlpt {level}", f"JLPT {level}") for level in reversed(JLPT)]),
        ("jft", "JFT-Basic"),
        ("bjt", "BJT"),
        (NOT_FOR_SSW % {"test": "NAT-TEST"}, [(f"nat {level}Q", f"NAT-TEST {level}Q") for level in range(1, 6)]),
        (NOT_FOR_SSW % {"test": "J.TEST"}, [(f"jtest {level}", f"J.TEST {level}") for level in ("A-C", "D-E", "F-G")]),
        (_("English"), [("ielts", "IELTS")]),
    ]


def exams() -> list[tuple[Any, Any]]:
    """The skills test of each SSW field, nursing Japanese, and the IT engineers examination."""
    fields = [(f"ssw {field.code}", str(field)) for field in SswField.objects.order_by("order")]
    return [
        ("", _("Choose")),
        (_("SSW skills test"), fields),
        ("nursing_ja", Kind.NURSING_JA.label),
        (_("IT engineers examination"), [(f"it_exam {code}", name) for code, name in EXAMS.items()]),
    ]


class ResultForm(forms.ModelForm):
    """A test that was sat."""

    test = forms.ChoiceField(label=_("Which test?"))
    score = forms.CharField(
        label=_("Total score"), required=False, max_length=8, widget=forms.TextInput({"inputmode": "decimal", "dir": "ltr"})
    )
    taken_on = forms.DateField(
        label=_("Day of the test"),
        help_text=_("As on the certificate, in digits. For example: 7 12 2025"),
        widget=DateBoxes,
        error_messages={"invalid": _("Enter day, month and year in digits. For example: 7 12 2025")},
    )
    tests = staticmethod(languages)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["test"].choices = self.tests  # type: ignore[attr-defined]
        row = self.instance
        if row.kind:
            self.initial["test"] = " ".join(filter(None, [row.kind, row.field_id or row.level]))
            self.initial["score"] = "" if row.score is None else f"{row.score:g}"

    def clean_score(self) -> float | None:
        """A number with digits of any script; a comma is a point."""
        text = ascii_digits(self.cleaned_data["score"]).strip().replace("٫", ".").replace(",", ".")
        return forms.FloatField(min_value=0, max_value=1000).clean(text) if text else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, _gap, level = data.get("test", "").partition(" ")
        if kind in NO_PASS_MARK:
            data["is_passed"] = True
        found = (
            rules.test_blockers(
                kind=kind,
                level=level,
                score=data.get("score"),
                is_passed=bool(data.get("is_passed", True)),
                taken_on=data.get("taken_on"),
                today=today(),
            )
            if kind and "score" in data
            else []
        )
        for reason in found:
            self.add_error("taken_on" if reason.code == "day_in_future" else "score", str(reason))
        self.instance.kind, self.instance.level = kind, "" if kind == Kind.SSW else level
        self.instance.field_id = level if kind == Kind.SSW else None
        return data


class LanguageForm(ResultForm):
    """A test of Japanese or English."""

    class Meta:
        model = TestResult
        fields = ["test", "taken_on", "score", "is_passed", "number"]
        labels = {"is_passed": _("I passed"), "number": _("Number of the certificate")}
        help_texts = {"is_passed": _("BJT and IELTS have no pass mark: leave the tick as it is.")}
        widgets = {"number": forms.TextInput({"dir": "ltr", "autocomplete": "off"})}


class ExamForm(ResultForm):
    """A skills test, nursing care Japanese, or an IT examination."""

    tests = staticmethod(exams)
    country = forms.ChoiceField(label=_("Country where you took it"), choices=COUNTRIES, initial="PK")

    class Meta:
        model = TestResult
        fields = ["test", "country", "taken_on", "is_passed", "number"]
        labels = {"is_passed": _("I passed"), "number": _("Number of the certificate")}
        widgets = {"number": forms.TextInput({"dir": "ltr", "autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["score"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["score"] = self.instance.score
        return super().clean()


class EnglishForm(forms.ModelForm):
    """English as the person sees it: a word to employers, never a proof."""

    class Meta:
        model = Profile
        fields = ["english_level"]
        labels = {"english_level": _("Your English, as you see it yourself")}
        help_texts = {"english_level": _("It tells employers what to expect. It counts for nothing legal: only a certificate does.")}
        widgets = {"english_level": forms.RadioSelect}
