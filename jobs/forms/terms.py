"""Fields of the terms of work, shared by the company's usual terms and the vacancy; and the forms of what a company enters once."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from jobs.forms.typed import ClockTime, Hours, NoticesOlderPage, WholeNumber, YesNo
from jobs.models import UsualTerms, Workplace
from jobs.models.terms import SUPPORT, Smoking, Terms
from jobs.usual import NAMES

GROUPS = (
    ("hours", _("Working hours"), (
        "starts_at", "ends_at", "hours_system", "break_minutes", "daily_hours", "yearly_hours", "has_overtime", "overtime_hours",
        "remote_work", "work_language",
    )),
    ("holidays", _("Days off"), ("holidays", "holidays_en", "annual_holidays")),
    ("pay", _("Pay in general"), ("pay_day", "pay_day_en", "raises", "raises_en", "bonus", "bonus_en")),
    ("insurance", _("Insurance, pension, retirement"), (
        "insurance_health", "insurance_pension", "insurance_employment", "insurance_accident", "retirement_age", "rehired_until",
        "has_retirement_pay",
    )),
    ("contract", _("Probation, change of duties, leaving"), (
        "probation_months", "probation_conditions", "probation_conditions_en", "duties_change_range", "duties_change_range_en",
        "leaving", "leaving_en",
    )),
    ("home", _("Home and support"), ("housing_kind", "housing", "housing_en", "rent_deducted", "support")),
)  # fmt: skip
SHORT_TEXTS = (
    "holidays", "holidays_en", "probation_conditions", "probation_conditions_en", "duties_change_range", "duties_change_range_en",
    "leaving", "leaving_en", "housing", "housing_en",
)  # fmt: skip
CHOICES = {"hours_system": Terms.Hours, "remote_work": Terms.Remote, "housing_kind": Terms.Housing}
Part = tuple[str, Any, list[tuple[BoundField, BoundField | None]]]


class TermsFields(forms.Form):
    """Numbers and times as people type them."""

    probation_months = WholeNumber(label=_("Probation in months"), max_value=24, help_text=_("0 if there is none"))
    starts_at = ClockTime(label=_("Work begins at"), required=False, help_text=_("For example 09:00"))
    ends_at = ClockTime(label=_("Work ends at"), required=False, help_text=_("For example 18:00"))
    break_minutes = WholeNumber(label=_("Break in minutes"), max_value=600)
    daily_hours = Hours(
        label=_("Working hours a day"),
        required=False,
        min_value=0,
        max_value=24,
        max_digits=4,
        decimal_places=2,
        help_text=_("For example 7.5"),
    )
    yearly_hours = WholeNumber(
        label=_("Scheduled hours a year"), max_value=8784, help_text=_("Working days a year times hours a day, for example 1920")
    )
    annual_holidays = WholeNumber(label=_("Days off a year"), max_value=366)
    has_overtime = YesNo(label=_("Is there overtime?"))
    overtime_hours = WholeNumber(label=_("Overtime hours a month on average"), max_value=300)
    insurance_health = YesNo(label=_("Health insurance"))
    insurance_pension = YesNo(label=_("Employees' pension"))
    insurance_employment = YesNo(label=_("Employment insurance"))
    insurance_accident = YesNo(label=_("Accident insurance"))
    retirement_age = WholeNumber(label=_("Retirement age of the company"), max_value=100, help_text=_("Empty if there is none"))
    rehired_until = WholeNumber(label=_("Employed again until the age of"), max_value=100)
    has_retirement_pay = YesNo(label=_("Is there retirement pay?"))
    rent_deducted = WholeNumber(label=_("Rent taken from the pay, yen a month"), max_value=1_000_000)
    support = forms.MultipleChoiceField(
        label=_("What you do for people from abroad"), choices=SUPPORT, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        starts, ends = found.get("starts_at"), found.get("ends_at")
        if starts and ends and starts == ends:
            self.add_error("ends_at", _("Work begins and ends at the same time. Enter the hour at which it ends."))
        retired, rehired = found.get("retirement_age"), found.get("rehired_until")
        if retired and rehired and rehired <= retired:
            self.add_error("rehired_until", _("This age must be above the retirement age."))
        return found


def widgets_of_terms() -> dict[str, Any]:
    """Boxes for the texts, in their language."""
    return {name: forms.Textarea({"rows": 2, "lang": "en" if name.endswith("_en") else "ja"}) for name in SHORT_TEXTS} | {
        name: forms.RadioSelect for name in CHOICES
    }


HELP = {
    "duties_change_range": _("If they do not change, write: 変更なし (no change)"),
    "pay_day": _("For example 月末締め翌月25日払い、口座振込"),
    "leaving": _("For example 自己都合退職は30日前に届け出ること"),
    "raises": _("For example 年1回"),
    "bonus": _("For example 年2回、前年実績 計4か月分"),
    "holidays": _("For example 完全週休2日制（土日）、祝日、年末年始"),
}


class UsualTermsForm(TermsFields, NoticesOlderPage):
    """What is the same for every vacancy of the company."""

    class Meta:
        model = UsualTerms
        fields = NAMES
        widgets = widgets_of_terms()
        help_texts = HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in CHOICES.items():
            self.fields[name].choices = kind.choices

    def mark_of(self, row: Any) -> str:
        return row.changed_at.isoformat()

    def keep(self) -> UsualTerms:
        """Save; two colleagues who enter the first terms at once make one row."""
        values = {name: self.cleaned_data[name] for name in NAMES}
        return UsualTerms.objects.update_or_create(employer=self.instance.employer, defaults=values)[0]

    def parts(self) -> list[Part]:
        """The groups as the page shows them: id, title, and each field with its English one (or None)."""
        return [(code, title, [self.line(name) for name in names if not name.endswith("_en")]) for code, title, names in GROUPS]

    def line(self, name: str) -> tuple[BoundField, BoundField | None]:
        english = f"{name}_en"
        return self[name], self[english] if english in self.fields else None


MOST_WORKPLACES = 200


class WorkplaceForm(forms.ModelForm):
    """A place of work; its prefecture decides the minimum wage."""

    class Meta:
        model = Workplace
        fields = ("name", "prefecture", "address", "address_en", "change_range", "change_range_en", "smoking")
        widgets = {
            "smoking": forms.RadioSelect,
            "change_range": forms.Textarea({"rows": 2, "lang": "ja"}),
            "change_range_en": forms.Textarea({"rows": 2, "lang": "en"}),
        }
        help_texts = {
            "name": _("For example 本社"),
            "change_range": _("If it does not change, write: 変更なし (no change)"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["smoking"].choices = Smoking.choices

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = Workplace.objects.filter(employer=self.instance.employer, name=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("You have a workplace with this name already. Choose another name."))
        return name

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.instance.pk and Workplace.objects.filter(employer=self.instance.employer).count() >= MOST_WORKPLACES:
            self.add_error(None, _("You have %(most)s workplaces. Remove one that you do not use.") % {"most": MOST_WORKPLACES})
        return found
