"""What the desk types about applications."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import rules
from applications.forms.fields import PlainDate
from applications.words import GROUND_WORDS

SOURCE_WORDS = [("walk_in", _("at the counter")), ("phone", _("by phone")), ("letter", _("by letter")), ("scan", _("by scan or e-mail"))]


class SendBackForm(forms.Form):
    note = forms.CharField(label=_("What should the candidate correct?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ReferBackForm(forms.Form):
    note = forms.CharField(label=_("Why does it go back to OEC?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class EndorseForm(forms.Form):
    override_reason = forms.CharField(
        label=_("Why do you endorse although the rules are not met?"),
        help_text=_("Only when the verdict is no. It is marked in the record."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PresentForm(forms.Form):
    summary_ja = forms.CharField(
        label=_("Short summary for the employer, in Japanese"),
        help_text=_("Without name, age, district or contact."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "ja"}),
    )


class ObjectForm(forms.Form):
    objection = forms.CharField(label=_("What should the employer change?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class CloseForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Choose a reason")), *((code, GROUND_WORDS[code]) for code in rules.CLOSE_GROUNDS)]
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DepartForm(forms.Form):
    protector_number = forms.CharField(label=_("Registration number of the Protector of Emigrants"), max_length=40)
    visa_number = forms.CharField(
        label=_("Visa number"), max_length=40, widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    flight_number = forms.CharField(label=_("Flight"), max_length=12, required=False)
    flight_on = PlainDate(label=_("Day of the flight"))


class ArriveForm(forms.Form):
    arrived_on = PlainDate(label=_("Day of arrival in Japan"))


class OnBehalfForm(forms.Form):
    source = forms.ChoiceField(label=_("How did the person tell you?"), choices=SOURCE_WORDS, widget=forms.RadioSelect)


class ProposeForm(forms.Form):
    """Another job for a refused candidate; `jobs` are the open ones, the likest first."""

    vacancy = forms.ChoiceField(label=_("Which job?"), widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("Message to the candidate"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    answer_by = PlainDate(label=_("The candidate answers by"))

    def __init__(self, *args, jobs: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vacancy"].choices = jobs
