"""The form of a company about itself: what verification needs first, the rest on its own page."""

import hashlib
import re
import unicodedata
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.category import category_of
from jobs.corporate_number import CorporateNumberInvalid, canonical_corporate_number
from jobs.forms.typed import NoticesOlderPage, WholeNumber, YesNo, plain_number
from jobs.models import Employer
from jobs.own_words import WORDS
from jobs.standing import japan_today
from jobs.states import EmployerState
from jobs.wording import wording_blockers
from workflow.steps import Reason

DECLARATIONS = {"declares_job_offers": "job_offers_lawful_on", "declares_no_crime_ties": "no_crime_ties_on"}
FIXED_ONCE_CHECKED = ("corporate_number", "name_ja", "name_en", *DECLARATIONS)
ABOUT = ("about_ja", "about_en")
QUESTIONS = ("is_listed", "paid_much_tax", "filed_tax_report")
FIRST = (
    ("company", _("The company"), (
        "corporate_number", "name_ja", "name_kana", "name_en", "postal_code", "prefecture", "address", "industry", "employees", "website",
    )),
    ("category", _("Three questions about the company"), QUESTIONS),
    ("declarations", _("Declarations"), tuple(DECLARATIONS)),
)  # fmt: skip
LATER = (
    ("letter", _("For the demand letter"), ("representative_ja", "representative_en", "representative_title", "address_en")),
    ("dispatch", _("If you dispatch workers to other companies"), ("dispatch_licence", "dispatch_licence_until")),
    ("about", _("About the company, for candidates"), ABOUT),
)  # fmt: skip
COLUMNS = tuple(name for _code, _title, names in (*FIRST, *LATER) for name in names if name not in DECLARATIONS)
TICK_IT = {"required": _("Tick this declaration. Without it no vacancy of the company can be published.")}
KANA_STEP = ord("ァ") - ord("ぁ")
KANA = re.compile(r"[ァ-ヺー・\s0-9A-Za-z&.,'-]*")
DISPATCH_LICENCE = re.compile(r"^派[0-9]{2}-[0-9]{6}$")


def columns_of(groups: Any) -> list[str]:
    """The columns of the company in these groups of the form."""
    return [name for _code, _title, names in groups for name in names if name not in DECLARATIONS]


class CompanyForm(NoticesOlderPage):
    """Registers a company, or changes what may be changed: names, number and declarations are fixed once Inter-SES has checked them."""

    groups = (*FIRST, *LATER)
    corporate_number = forms.CharField(
        label=_("Corporate number"),
        max_length=40,
        help_text=_("13 digits, as in the register of the National Tax Agency"),
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
        error_messages={"unique": WORDS["corporate_number_taken"]},
    )
    postal_code = forms.CharField(
        label=_("Postal code"), max_length=12, required=False, help_text=_("For example 100-0001"), widget=forms.TextInput({"dir": "ltr"})
    )
    employees = WholeNumber(label=_("Number of employees"), max_value=10_000_000)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    is_listed = YesNo(label=_("Is the company listed on a stock exchange in Japan, or a public body?"))
    paid_much_tax = YesNo(label=_("Was the income tax that you withheld from salaries last year 10 million yen or more?"))
    filed_tax_report = YesNo(label=_("Did you hand in last year's table of withholding records to the tax office?"))
    declares_job_offers = forms.BooleanField(
        label=_("None of the grounds of Employment Security Act 5-6, on which job offers may be refused, holds for the company."),
        error_messages=TICK_IT,
    )
    declares_no_crime_ties = forms.BooleanField(
        label=_("The company, its officers and those who control it have no ties to organised crime, and will have none."),
        error_messages=TICK_IT,
    )

    class Meta:
        model = Employer
        fields = COLUMNS
        widgets = {
            "about_ja": forms.Textarea({"rows": 4, "lang": "ja"}),
            "about_en": forms.Textarea({"rows": 4, "lang": "en"}),
            "dispatch_licence_until": forms.SelectDateWidget,
        }
        help_texts = {
            "name_kana": _("For example カブシキガイシャサトウシステム"),
            "representative_title": _("For example 代表取締役"),
            "dispatch_licence": _("For example 派13-300000"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, column in DECLARATIONS.items():
            if name in self.fields:
                self.fields[name].initial = bool(getattr(self.instance, column))
        if self.instance.pk and self.instance.state != EmployerState.REGISTERED:
            for name in set(FIXED_ONCE_CHECKED) & set(self.fields):
                self.fields[name].disabled = bool(getattr(self.instance, DECLARATIONS.get(name, name)))

    def parts(self) -> list[tuple[str, Any, list[Any]]]:
        """The groups as the page shows them: id, title, fields. What was checked and stays is not asked again."""
        found = [(code, title, [self[name] for name in names if not self.fields[name].disabled]) for code, title, names in self.groups]
        return [part for part in found if part[2]]

    def mark_of(self, row: Any) -> str:
        values = [str(getattr(row, f"{name}_id", getattr(row, name))) for name in COLUMNS]
        return hashlib.sha256("\x1f".join([*values, row.state]).encode()).hexdigest()[:32]

    def clean_corporate_number(self) -> str:
        try:
            return canonical_corporate_number(plain_number(self.cleaned_data["corporate_number"]))
        except CorporateNumberInvalid as fault:
            raise forms.ValidationError(str(Reason(fault.code)))

    def clean_postal_code(self) -> str:
        digits = re.sub(r"[-‐‑–—ー〒]", "", plain_number(self.cleaned_data["postal_code"]))
        if digits and not re.fullmatch(r"[0-9]{7}", digits):
            raise forms.ValidationError(str(Reason("postal_code_not_7_digits")))
        return f"{digits[:3]}-{digits[3:]}" if digits else ""

    def clean_name_kana(self) -> str:
        """Full-width katakana, whichever kana were typed."""
        wide = unicodedata.normalize("NFKC", self.cleaned_data["name_kana"])
        kana = "".join(chr(ord(char) + KANA_STEP) if "ぁ" <= char <= "ゖ" else char for char in wide)
        if not KANA.fullmatch(kana):
            raise forms.ValidationError(str(Reason("name_not_in_kana")))
        return kana

    def clean_dispatch_licence(self) -> str:
        text = plain_number(self.cleaned_data["dispatch_licence"])
        if text and not DISPATCH_LICENCE.match(text):
            raise forms.ValidationError(str(Reason("dispatch_licence_form")))
        return text

    def clean(self) -> dict[str, Any]:
        """What candidates will read is scanned as a vacancy is."""
        found = super().clean() or self.cleaned_data
        for name in set(ABOUT) & set(found):
            for reason in wording_blockers({name: found[name]}):
                self.add_error(name, str(reason))
        return found

    def values(self) -> dict[str, Any]:
        """The columns to save: what was typed, the category that follows, and the days of the declarations."""
        found = {name: self.cleaned_data[name] for name in columns_of(self.groups)}
        if set(QUESTIONS) <= set(found):
            category = category_of(**{name: found[name] for name in QUESTIONS})
            found["category"] = category.number if category else None
        today = japan_today()
        for name, column in DECLARATIONS.items():
            if name in self.cleaned_data:
                found[column] = (getattr(self.instance, column) or today) if self.cleaned_data[name] else None
        return found

    def new_company(self) -> Employer:
        """The company that registers, not saved yet."""
        return Employer(**self.values())

    @transaction.atomic
    def keep(self) -> bool:
        """Save the changes, unless somebody was quicker."""
        now = Employer.objects.select_for_update(of=("self",), no_key=True).get(pk=self.instance.pk)
        if self.mark_of(now) != self.mark:
            self.mark = self.mark_of(now)
            self.refuse()
            return False
        for name, value in self.values().items():
            setattr(now, name, value)
        now.save()
        return True


class RegisterForm(CompanyForm):
    """Only what the check by Inter-SES needs."""

    groups = FIRST

    class Meta(CompanyForm.Meta):
        fields = columns_of(FIRST)
