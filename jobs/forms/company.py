"""The form of a company about itself."""

import hashlib
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.corporate_number import CorporateNumberInvalid, canonical_corporate_number
from jobs.forms.typed import NoticesOlderPage, WholeNumber, plain_number
from jobs.models import Employer
from jobs.own_words import WORDS
from jobs.states import EmployerState
from workflow.steps import Reason

FIXED_ONCE_CHECKED = ("corporate_number", "name_ja", "name_en")


class CompanyForm(NoticesOlderPage):
    """Registers a company, or changes what may be changed: name and number are fixed once Inter-SES has checked them."""

    corporate_number = forms.CharField(
        label=_("Corporate number"),
        max_length=40,
        help_text=_("13 digits, as in the register of the National Tax Agency"),
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
    )
    employees = WholeNumber(label=_("Number of employees"), max_value=10_000_000)

    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Employer
        fields = ["corporate_number", "name_ja", "name_en", "prefecture", "address", "industry", "employees", "category", "website"]
        error_messages = {"corporate_number": {"unique": WORDS["corporate_number_taken"]}}
        widgets = {"category": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = Employer.Category.choices
        if self.instance.pk and self.instance.state != EmployerState.REGISTERED:
            for name in FIXED_ONCE_CHECKED:
                self.fields[name].disabled = True

    def mark_of(self, row: Any) -> str:
        values = [str(getattr(row, f"{name}_id", getattr(row, name))) for name in self.Meta.fields]
        return hashlib.sha256("\x1f".join([*values, row.state]).encode()).hexdigest()[:32]

    def clean_corporate_number(self) -> str:
        try:
            return canonical_corporate_number(plain_number(self.cleaned_data["corporate_number"]))
        except CorporateNumberInvalid as fault:
            raise forms.ValidationError(str(Reason(fault.code)))

    @transaction.atomic
    def keep(self) -> bool:
        """Save the changes, unless somebody was quicker."""
        now = Employer.objects.select_for_update(of=("self",), no_key=True).get(pk=self.instance.pk)
        if self.mark_of(now) != self.mark:
            self.mark = self.mark_of(now)
            self.refuse()
            return False
        Employer.objects.filter(pk=now.pk).update(**{name: self.cleaned_data[name] for name in self.Meta.fields})
        return True
