"""One school, one job."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates import rules
from candidates.countries import COUNTRIES
from candidates.forms.typed import AnyDigitsInteger, Month, wants
from candidates.models import Education, Experience
from candidates.transitions import today
from jobs.models import SswField

YEAR = {"inputmode": "numeric", "dir": "ltr", "maxlength": "8"}


class EducationForm(forms.ModelForm):
    """One school, college or university."""

    started_year = AnyDigitsInteger(label=_("Began in the year"), min_value=1950, max_value=2040, widget=forms.TextInput(YEAR))
    finished_year = AnyDigitsInteger(
        label=_("Finished in the year"),
        min_value=1950,
        max_value=2040,
        required=False,
        help_text=_("Still studying? Enter the year in which you will finish, and tick that the result is awaited."),
        widget=forms.TextInput(YEAR),
    )
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, initial="PK")

    class Meta:
        model = Education
        fields = ["level", "subject", "institution", "country", "started_year", "finished_year", "result_awaited", "is_provisional"]
        help_texts = {"subject": _("As on the certificate, for example Computer Science or Pre-Engineering.")}
        labels = {
            "level": _("Level"),
            "subject": _("Subject"),
            "institution": _("School, board or university"),
            "result_awaited": _("The result is awaited"),
            "is_provisional": _("I hold a provisional certificate only"),
        }

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


IT, OTHER = "it", "other"


class ExperienceForm(forms.ModelForm):
    """One job, by months."""

    kind = forms.ChoiceField(label=_("What kind of work was it?"))
    started_on = Month(label=_("Began in"))
    ended_on = Month(label=_("Ended in"), required=False, help_text=_("Leave this empty if you still work there."))

    class Meta:
        model = Experience
        fields = ["title", "company", "kind", "started_on", "ended_on", "duties", "is_intern_training"]
        labels = {
            "title": _("Your work"),
            "company": _("Company or employer"),
            "duties": _("What you did"),
            "is_intern_training": _("This was technical intern training (ii) in Japan, and I completed it"),
        }
        help_texts = {
            "title": _("For example: backend developer, welder, care worker"),
            "company": _("Your own business counts too."),
            "duties": _("In your own words: tasks, tools, machines. No names, no phone numbers."),
        }
        widgets = {"duties": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_of_work  # type: ignore[attr-defined]
        if self.instance.started_on:
            self.initial["kind"] = IT if self.instance.is_it else self.instance.field_id or OTHER

    def clean_started_on(self) -> date:
        if self.cleaned_data["started_on"] > today():
            raise ValidationError(_("This month lies in the future."))
        return self.cleaned_data["started_on"]

    def clean_ended_on(self) -> date | None:
        """The last day of the month, today in the running month."""
        month = self.cleaned_data["ended_on"]
        if month is None:
            return None
        if month > today():
            raise ValidationError(_("This month lies in the future. Leave it empty while you work there."))
        return min(month.replace(day=monthrange(month.year, month.month)[1]), today())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("started_on"), data.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", _("The job ends before it began. Check both months."))
        self.instance.is_it = data.get("kind") == IT
        self.instance.field_id = data["kind"] if data.get("kind") not in (None, "", IT, OTHER) else None
        return data


def kinds_of_work() -> list[tuple[Any, Any]]:
    """IT first, then the fields of the Specified Skilled Worker status, then anything else."""
    fields = [(field.code, str(field)) for field in SswField.objects.order_by("order")]
    return [("", _("Choose")), (IT, _("IT")), (_("Fields for Specified Skilled Workers"), fields), (OTHER, _("Other work"))]
