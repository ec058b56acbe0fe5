"""What OEC says about a document."""

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.forms.wishes import Link
from candidates.models import Evidence


class VerifyForm(forms.Form):
    """OEC: how the document was checked."""

    how = forms.ChoiceField(label=_("How it was checked"), choices=Evidence.How.choices, widget=forms.RadioSelect)
    reference = forms.CharField(label=_("Reference of the check"), required=False, max_length=120)
    expires_on = forms.DateField(label=_("Valid until"), required=False, widget=forms.DateInput({"type": "date"}))
    link = Link(label=_("Link to the check"), max_length=400)
    note = forms.CharField(label=_("Note for the staff"), required=False, max_length=2000, widget=forms.Textarea({"rows": 1}))


class RejectForm(forms.Form):
    """OEC: what is wrong with the document."""

    fault = forms.ChoiceField(label=_("What is wrong"), choices=Evidence.Fault.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note for the staff"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
