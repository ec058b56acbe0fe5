"""What officers write about programmes, groups and tests."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Party
from accounts.roles import PartyKind
from programmes.models import Group, Programme, ProgrammeSeats, Sitting
from programmes.models.booking import LEVELLED, Kind
from programmes.words import DAYS

RUN_BY = (PartyKind.OEC, PartyKind.INTER_SES, PartyKind.TRAINING_CENTRE)
LATIN = {"dir": "ltr", "lang": "en"}


def day_box() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def clock_box() -> forms.TimeInput:
    return forms.TimeInput({"type": "time"}, format="%H:%M")


def in_order(said: dict[str, Any], form: forms.Form, first: str, last: str) -> None:
    """The last day does not lie before the first."""
    if said.get(first) and said.get(last) and said[last] < said[first]:
        form.add_error(last, _("The last day lies before the first."))


class ProgrammeForm(forms.ModelForm):
    """What is taught, by whom, from when until when."""

    class Meta:
        model = Programme
        fields = ["name_en", "name_ur", "name_ja", "kind", "party", "fields", "starts_on", "ends_on", "teaching_language", "goal"]
        widgets = {
            "name_en": forms.TextInput(LATIN),
            "name_ur": forms.TextInput({"dir": "rtl", "lang": "ur"}),
            "name_ja": forms.TextInput({"dir": "ltr", "lang": "ja"}),
            "fields": forms.CheckboxSelectMultiple,
            "starts_on": day_box(),
            "ends_on": day_box(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.filter(kind__in=RUN_BY)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        in_order(said, self, "starts_on", "ends_on")
        return said


class SeatsForm(forms.ModelForm):
    """A number of seats from a day on, with where it stands."""

    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=100_000)

    class Meta:
        model = ProgrammeSeats
        fields = ["places", "valid_from", "valid_until", "source", "as_of", "is_sure"]
        widgets = {"valid_from": day_box(), "valid_until": day_box(), "as_of": day_box()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        in_order(said, self, "valid_from", "valid_until")
        return said


class GroupForm(forms.ModelForm):
    """Where, on which days, how many seats."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of the week"), coerce=int, choices=list(enumerate(DAYS)), widget=forms.CheckboxSelectMultiple
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)

    class Meta:
        model = Group
        fields = ["title", "mode", "place", "weekdays", "begins_at", "ends_at", "starts_on", "ends_on", "seats", "teacher"]
        widgets = {"begins_at": clock_box(), "ends_at": clock_box(), "starts_on": day_box(), "ends_on": day_box()}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        in_order(said, self, "starts_on", "ends_on")
        if said.get("begins_at") and said.get("ends_at") and said["ends_at"] <= said["begins_at"]:
            self.add_error("ends_at", _("The lesson ends before it begins."))
        if said.get("mode") not in (None, "online") and not said.get("place"):
            self.add_error("place", _("Write where the lessons are held."))
        return said


class SittingForm(forms.ModelForm):
    """Which test, on which day, where."""

    class Meta:
        model = Sitting
        fields = ["kind", "level", "field", "held_on", "place"]
        widgets = {"held_on": day_box()}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") in LEVELLED and not said.get("level"):
            self.add_error("level", _("Choose the level of this test."))
        if said.get("kind") == Kind.SSW and not said.get("field"):
            self.add_error("field", _("Choose the field of this test."))
        if said.get("kind") and said["kind"] not in LEVELLED:
            said["level"] = ""
        if said.get("kind") != Kind.SSW:
            said["field"] = None
        return said


class NumbersForm(forms.Form):
    """Candidate numbers, pasted from a list."""

    numbers = forms.CharField(
        label=_("Candidate numbers"),
        help_text=_("One in each line, or with spaces between, for example C-7K3M-9P2Q. At most 200."),
        max_length=8000,
        widget=forms.Textarea({"rows": 12, "dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean_numbers(self) -> str:
        if "\x00" in (typed := self.cleaned_data["numbers"]):
            raise ValidationError(_("Write candidate numbers only."))
        return typed


class NextForm(forms.Form):
    """How many of the line are offered a place."""

    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=200)
