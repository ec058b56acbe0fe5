"""What Inter-SES writes about a lead."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import contact
from accounts.models import User
from accounts.roles import Role
from jobs.corporate_number import CorporateNumberInvalid, canonical_corporate_number
from outreach.models import Lead
from workflow.steps import Reason

LATIN, JAPANESE = {"dir": "ltr", "autocomplete": "off"}, {"lang": "ja", "autocomplete": "off"}


class LeadForm(forms.ModelForm):
    """A company, whom we speak with, and what comes next."""

    corporate_number = forms.CharField(
        label=_("Corporate number"), required=False, max_length=40, help_text=_("13 digits, if you know it"), widget=forms.TextInput(LATIN)
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https", widget=forms.URLInput(LATIN))

    class Meta:
        model = Lead
        fields = [
            "name_ja", "name_en", "corporate_number", "prefecture", "website", "source", "source_note",
            "contact_name", "contact_email", "contact_phone", "next_step", "next_on", "responsible",
        ]  # fmt: skip
        widgets = {
            "name_ja": forms.TextInput(JAPANESE),
            "name_en": forms.TextInput(LATIN),
            "contact_email": forms.EmailInput(LATIN),
            "contact_phone": forms.TextInput(LATIN | {"inputmode": "tel"}),
            "next_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(role=Role.INTER_SES, is_active=True)
        self.fields["responsible"].queryset = people.order_by("full_name", "pk")
        self.fields["responsible"].empty_label = None
        self.fields["responsible"].initial = by.pk
        if self.instance.responsible_id and not self.instance.responsible.is_active:
            self.fields["responsible"].queryset = (people | User.objects.filter(pk=self.instance.responsible_id)).order_by(
                "full_name", "pk"
            )

    def clean_corporate_number(self) -> str:
        typed = self.cleaned_data["corporate_number"]
        if not typed:
            return ""
        try:
            return canonical_corporate_number(typed)
        except CorporateNumberInvalid as fault:
            raise ValidationError(str(Reason(fault.code)))

    def clean_contact_email(self) -> str | None:
        typed = self.cleaned_data["contact_email"]
        if not typed:
            return None
        found = contact.read_email(typed)
        if found is None:
            raise ValidationError(_("Type an e-mail address, such as name@example.co.jp."))
        return found.value

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("name_ja") and not said.get("name_en") and not self.has_error("name_ja") and not self.has_error("name_en"):
            self.add_error("name_ja", _("Write the name of the company, in Japanese or in Latin letters."))
        if said.get("next_on") and not said.get("next_step"):
            self.add_error("next_step", _("Write what is to be done on that day."))
        return said


class LeadNoteForm(forms.Form):
    """What happened."""

    text = forms.CharField(label=_("What happened?"), max_length=2000, widget=forms.Textarea({"dir": "auto", "rows": "4"}))


class InviteForm(forms.Form):
    """In which language the letter is written."""

    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=[("ja", "日本語"), ("en", "English"), ("ur", "اردو")], initial="ja"
    )
