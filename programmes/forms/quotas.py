"""What a supervisor enters about places."""

from django import forms
from django.utils import timezone

from programmes.models import FieldQuota

DAY = {"type": "date"}


class FieldQuotaForm(forms.ModelForm):
    """A number for a field, from a day on, with where it stands."""

    class Meta:
        model = FieldQuota
        fields = ["field", "valid_from", "places", "source", "as_of", "is_sure"]
        widgets = {
            "valid_from": forms.DateInput(DAY, format="%Y-%m-%d"),
            "as_of": forms.DateInput(DAY, format="%Y-%m-%d"),
            "places": forms.NumberInput({"min": 1, "max": 2_000_000}),
        }

    places = FieldQuota._meta.get_field("places").formfield(min_value=1, max_value=2_000_000)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.localdate()
