"""What an officer types to ask for a list of people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.desk.forms import ReasonField
from candidates.models import District
from exports.choosing import provinces
from exports.columns import APPLICATION_STATES, COLUMNS, USUAL
from jobs.models import SswField, Vacancy

ANY = ("", _("all"))
LEVELS = [ANY, *((f"jlpt {level}", f"JLPT {level}") for level in ("N5", "N4", "N3", "N2", "N1"))]
WANTED = ("province", "district", "field", "vacancy", "state", "japanese")


class ExportForm(forms.Form):
    """Whom, which columns, and what for."""

    province = forms.ChoiceField(label=_("Province"), required=False)
    district = forms.ModelChoiceField(District.objects.all(), label=_("District"), required=False, empty_label=_("all"))
    field = forms.ChoiceField(label=_("Kind of work they want"), required=False)
    vacancy = forms.CharField(
        label=_("Applied for this job (its number)"), required=False, max_length=20, widget=forms.TextInput({"dir": "ltr"})
    )
    state = forms.ChoiceField(label=_("State of the application"), required=False, choices=[ANY, *APPLICATION_STATES.items()])
    japanese = forms.ChoiceField(label=_("Japanese test passed"), required=False, choices=LEVELS)
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(name, column.label) for name, column in COLUMNS.items()],
        initial=USUAL,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what you need. CNIC, passport and date of birth are masked."),
    )
    with_identity = forms.BooleanField(
        label=_("CNIC, passport and date of birth in full"), required=False, help_text=_("The person who signs sees this in red.")
    )
    reason = ReasonField(label=_("What is the list for, and who gets it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].choices = [ANY, *provinces()]  # type: ignore[attr-defined]
        self.fields["field"].choices = [ANY, ("it", "IT"), *((field.pk, str(field)) for field in SswField.objects.all())]  # type: ignore[attr-defined]

    def clean_vacancy(self) -> str:
        number = str(self.cleaned_data["vacancy"]).strip().upper()
        if number and not Vacancy.objects.filter(reference=number).exists():
            raise ValidationError(_("There is no job with this number."))
        return number

    def wanted(self) -> dict[str, str]:
        """What is looked for, as codes; nothing that was left open."""
        given = {name: self.cleaned_data.get(name) for name in WANTED}
        return {name: str(getattr(value, "pk", value)) for name, value in given.items() if value}
