"""The sixty-second check: five questions that anybody may answer, kept nowhere but in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.filters import offered
from candidates.reach import QuickFacts
from jobs.models import SswField

DEGREES = [
    ("SSC", _("School up to Matric or O level")),
    ("HSSC", _("Intermediate or A level")),
    ("DAE", _("Diploma of Associate Engineer (DAE)")),
    ("ADP", _("Degree of 14 years: associate degree, BA or BSc pass")),
    ("BS", _("Bachelor of 16 years: BS, BE")),
    ("MS", _("Master of 18 years: MS, MPhil")),
    ("PHD", _("Doctorate")),
]
SUBJECTS = [
    ("it", _("Computing or IT")),
    ("engineering", _("Engineering, electronics, mathematics or physics")),
    ("other", _("Something else")),
]
YEARS = [("0", _("None")), ("1", _("1 to 2 years")), ("3", _("3 to 4 years")), ("5", _("5 to 9 years")), ("10", _("10 years or more"))]
JAPANESE = [
    ("", _("No certificate")), ("N5", "JLPT N5"), ("N4", _("JLPT N4 or JFT-Basic")),
    ("N3", "JLPT N3"), ("N2", "JLPT N2"), ("N1", "JLPT N1"),
]  # fmt: skip
AGES = [("17", _("Under 18")), ("18", _("18 to 29")), ("30", _("30 to 34")), ("35", _("35 to 39")), ("40", _("40 or over"))]


class QuickForm(forms.Form):
    """What a person says of themselves; nothing is stored until they say "save"."""

    degree = forms.ChoiceField(label=_("Your highest education"), choices=DEGREES, widget=forms.RadioSelect)
    subject = forms.ChoiceField(label=_("Subject of your diploma or degree"), choices=SUBJECTS, required=False, widget=forms.RadioSelect)
    years = forms.ChoiceField(label=_("Years of work in IT"), choices=YEARS, widget=forms.RadioSelect)
    test = forms.ChoiceField(label=_("SSW skills test that you passed"), required=False)
    japanese = forms.ChoiceField(label=_("Japanese that you can prove"), choices=JAPANESE, required=False, widget=forms.RadioSelect)
    age = forms.ChoiceField(label=_("Your age"), choices=AGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["test"].choices = [("", _("None")), *offered(SswField)]  # type: ignore[attr-defined]

    def facts(self) -> QuickFacts:
        """The answers as plain facts."""
        said = self.cleaned_data
        return QuickFacts(
            degree=said["degree"],
            study_field="" if said["subject"] in ("", "other") else said["subject"],
            it_years=int(said["years"]),
            field_test=said["test"],
            japanese=said["japanese"],
            age_band=said["age"],
        )
