"""What Inter-SES enters of a fee."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from jobs.models import Employer
from reporting.models import Fee

MOST = 1_000_000_000
LATIN = {"dir": "ltr", "autocomplete": "off"}


class FeeForm(forms.ModelForm):
    """The employer follows from the application; without one (a fee for receiving a vacancy) it is chosen."""

    number = forms.CharField(
        label=_("Number of the application"),
        required=False,
        max_length=20,
        help_text=_("of the person who was hired"),
        widget=forms.TextInput(LATIN),
    )
    employer = forms.ModelChoiceField(
        label=_("Employer"), queryset=Employer.objects.none(), required=False, help_text=_("only without an application")
    )

    class Meta:
        model = Fee
        fields = ["kind", "amount", "basis", "charged_on", "invoice"]
        widgets = {
            "charged_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "invoice": forms.TextInput(LATIN),
            "basis": forms.TextInput({"autocomplete": "off"}),
        }
        help_texts = {"basis": _("for example: 20 % of the pay of the first year"), "amount": _("also of a refund: a plain number")}

    field_order = ["kind", "number", "employer", "amount", "basis", "charged_on", "invoice"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["employer"].queryset = Employer.objects.visible_to(by)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial |= {
                "number": self.instance.application.reference if self.instance.application else "",
                "employer": self.instance.employer_id,
            }

    def clean_amount(self) -> int:
        amount = self.cleaned_data["amount"]
        if not 1 <= amount <= MOST:
            raise forms.ValidationError(_("Write an amount between 1 and 1,000,000,000 yen."))
        return int(amount)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        number, kind = said.get("number", "").strip().upper(), said.get("kind")
        found = (
            Application.objects.visible_to(self.by).select_related("vacancy__employer", "vacancy__field").filter(reference=number).first()
        )
        if number and not found:
            self.add_error("number", _("There is no application with this number."))
        elif not found and kind != Fee.Kind.RECEPTION:
            self.add_error("number", _("Say for whom: the number of the application."))
        elif not found and not said.get("employer"):
            self.add_error("employer", _("Choose the employer."))
        return said | {"application": found, "employer": found.vacancy.employer if found else said.get("employer")}

    def said(self) -> dict[str, Any]:
        """The values of the row."""
        names = ("kind", "amount", "basis", "charged_on", "invoice", "application", "employer")
        return {name: self.cleaned_data[name] for name in names}

    def _post_clean(self) -> None:
        """The row is made by reporting.fees, never by the form: the corrected one stays as it is."""


class CorrectionForm(FeeForm):
    """The same, with a reason; or the entry was a mistake as a whole."""

    is_void = forms.BooleanField(label=_("It was a mistake: take the entry away"), required=False)
    why = forms.CharField(label=_("Why it is corrected"), max_length=200)

    field_order = [*FeeForm.field_order, "is_void", "why"]
