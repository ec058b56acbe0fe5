"""The form of a vacancy: every item as a plain field, in the order of Hello Work's own form."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import F
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs import questions
from jobs.forms.typed import ClockTime, Hours, NoticesOlderPage, WholeNumber, Words, YesNo
from jobs.models import Remark, Vacancy
from jobs.models.terms import Smoking
from jobs.models.vacancy import ENGLISH_LEVELS, JAPANESE_LEVELS, ROUTES
from jobs.states import EDITABLE
from workflow.steps import Reason

SECTIONS = (
    ("kind", _("Kind of work"), (
        "visa_routes", "field", "seats", "contract_kind", "contract_ends_on", "renewal_criteria", "probation_months",
        "probation_conditions", "is_dispatch", "dispatch_client",
    )),
    ("workplace", _("Workplace"), ("prefecture", "workplace_address", "workplace_change_range", "smoking")),
    ("work", _("The work"), (
        "title_ja", "title_en", "title_ur", "duties_ja", "duties_en", "duties_change_range", "requirements_ja", "requirements_en",
        "skills", "japanese_level", "english_level", "is_english_enough", "welcomes_new_graduates", "is_person_facing", "ssw_work",
    )),
    ("pay", _("Pay and allowances"), (
        "pay_unit", "base_pay", "counted_allowances", "excluded_allowances", "allowances_note", "fixed_overtime_pay",
        "fixed_overtime_hours", "fixed_overtime_excess_paid", "take_home_pay", "bonus", "certain_bonus",
    )),
    ("hours", _("Working hours"), (
        "starts_at", "ends_at", "hours_system", "break_minutes", "daily_hours", "yearly_hours", "holidays", "annual_holidays",
        "has_overtime", "overtime_hours",
    )),
    ("insurance", _("Insurance and housing"), (
        "insurance_health", "insurance_pension", "insurance_employment", "insurance_accident", "housing",
    )),
    ("questions", _("Your questions to applicants"), questions.NAMES),
    ("selection", _("Dates and declarations"), ("starts_on", "closes_on", "no_fee_declared", "equal_pay_declared")),
)  # fmt: skip
FIELDS = [name for _id, _title, names in SECTIONS for name in names if name not in questions.NAMES]  # columns of the vacancy itself
LONG = ("duties_ja", "duties_en", "requirements_ja", "requirements_en")
SHORT_TEXTS = (
    "renewal_criteria", "probation_conditions", "workplace_change_range", "duties_change_range", "holidays", "allowances_note", "housing",
)  # fmt: skip
FIELD_OF = {  # of reasons that do not name their field
    "title_missing": "title_ja", "seats_missing": "seats", "starts_on_missing": "starts_on", "closes_on_missing": "closes_on",
    "closes_on_past": "closes_on", "starts_before_closing": "starts_on", "contract_ends_before_start": "contract_ends_on",
    "visa_route_missing": "visa_routes", "visa_route_unknown": "visa_routes", "ssw_field_missing": "field",
    "no_fee_not_declared": "no_fee_declared", "equal_pay_not_declared": "equal_pay_declared",
    "hours_for_wage_missing": "yearly_hours", "minimum_wage_not_known": "prefecture", "wage_below_minimum": "base_pay",
    "wage_below_later_minimum": "base_pay", "minimum_wage_may_rise": "base_pay", "minimum_wage_day_planned": "base_pay",
    "fixed_overtime_below_base": "fixed_overtime_pay", "fixed_overtime_low": "fixed_overtime_pay",
    "overtime_above_45_hours": "overtime_hours", "annual_holidays_recommended": "annual_holidays",
    "overtime_average_recommended": "overtime_hours", "fixed_overtime_without_overtime": "has_overtime",
    "insurance_incomplete": "insurance_health",
}  # fmt: skip
WANTED = {  # by the law or the plan before it is sent, though a draft is saved without
    "visa_routes", "contract_kind", "probation_months", "is_dispatch", "prefecture", "workplace_address", "workplace_change_range",
    "smoking", "title_ja", "title_en", "duties_ja", "duties_en", "duties_change_range", "requirements_ja", "requirements_en",
    "base_pay", "starts_at",
    "ends_at", "break_minutes", "yearly_hours", "holidays", "has_overtime", "insurance_health", "insurance_pension", "insurance_employment",
    "insurance_accident", "starts_on", "closes_on", "no_fee_declared", "equal_pay_declared",
}  # fmt: skip
RENAMED = {"prefecture_code": "prefecture", "field_code": "field"}


def field_of(reason: Reason) -> str:
    """The form's field where a person mends this reason; "" where it is none of the form's."""
    said = str(dict(reason.values).get("field", "")) or FIELD_OF.get(reason.code, "")
    name = RENAMED.get(said, said)
    return name if name in (*FIELDS, *questions.NAMES) else ""


class VacancyForm(NoticesOlderPage):
    """Saves a draft, complete or not; the rules are asked at the check."""

    visa_routes = forms.MultipleChoiceField(label=_("Visa routes"), choices=ROUTES, required=False, widget=forms.CheckboxSelectMultiple)
    skills = Words(
        label=_("Skills"),
        most=20,
        length=40,
        max_length=900,
        required=False,
        help_text=_("With commas between, for example: Go, PostgreSQL, Docker"),
    )
    seats = WholeNumber(label=_("Seats"), required=True, min_value=1, max_value=500, help_text=_("How many people you want to hire"))
    probation_months = WholeNumber(label=_("Probation in months"), max_value=24, help_text=_("0 if there is none"))
    is_dispatch = YesNo(label=_("Is it dispatch work?"))
    base_pay = WholeNumber(label=_("Base pay in yen"), max_value=100_000_000, help_text=_("Without fixed overtime, for example 280000"))
    counted_allowances = WholeNumber(
        label=_("Allowances paid to everybody, yen a month"),
        empty=0,
        max_value=100_000_000,
        help_text=_("They count for the minimum wage. 0 if there are none"),
    )
    excluded_allowances = WholeNumber(
        label=_("Commuting, family and attendance allowances, yen a month"),
        empty=0,
        max_value=100_000_000,
        help_text=_("They do not count for the minimum wage. 0 if there are none"),
    )
    fixed_overtime_pay = WholeNumber(
        label=_("Fixed overtime pay, yen a month"), empty=0, max_value=100_000_000, help_text=_("0 if there is none")
    )
    fixed_overtime_hours = WholeNumber(label=_("Hours covered by the fixed overtime pay"), empty=0, max_value=300)
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

    class Meta:
        model = Vacancy
        fields = FIELDS
        help_texts = {
            "title_ja": _("For example バックエンド開発者"),
            "duties_change_range": _("If they do not change, write: 変更なし (no change)"),
            "workplace_change_range": _("If it does not change, write: 変更なし (no change)"),
            "renewal_criteria": _("Only for a fixed term: whether it is renewed, by what criteria, and the limit"),
            "dispatch_client": _("Only for dispatch work"),
        }
        widgets = {
            **{name: forms.Textarea({"rows": 6}) for name in LONG},
            **{name: forms.Textarea({"rows": 2}) for name in SHORT_TEXTS},
            **{name: forms.SelectDateWidget for name in ("contract_ends_on", "starts_on", "closes_on")},
            **{
                name: forms.RadioSelect
                for name in ("contract_kind", "pay_unit", "hours_system", "smoking", "japanese_level", "english_level")
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._add_questions()
        self.fields["title_ja"].required = False
        for name in WANTED:
            self.fields[name].is_wanted = True  # the form does not call it optional
        choices = {
            "contract_kind": Vacancy.Contract,
            "smoking": Smoking,
            "hours_system": Vacancy.Hours,
            "pay_unit": Vacancy.PayUnit,
        }
        for name, kind in choices.items():
            self.fields[name].choices = kind.choices
        self.fields["japanese_level"].choices, self.fields["english_level"].choices = JAPANESE_LEVELS, ENGLISH_LEVELS

    def _add_questions(self) -> None:
        """Three places for a question; Japanese first, the other languages for applicants who read them better."""
        labels = {
            "ja": _("Question %(n)s in Japanese"),
            "en": _("Question %(n)s in English"),
            "ur": _("Question %(n)s in Urdu"),
        }
        standing = questions.texts_of(self.instance) | {name: self.initial[name] for name in questions.NAMES if name in self.initial}
        for name in questions.NAMES:
            _word, place, language = name.split("_")
            box = forms.Textarea({"rows": 2, "lang": language, "dir": "auto"})
            label = labels[language] % {"n": place}
            self.fields[name] = forms.CharField(label=label, max_length=300, required=False, widget=box, initial=standing.get(name, ""))
        self.fields[questions.NAMES[0]].help_text = _(
            "At most three, if you like. Ask about the work only: never about age, family, religion, origin or health."
        )

    def mark_of(self, row: Any) -> str:
        return f"{row.version}.{row.revision}"

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if not (found.get("title_ja") or found.get("title_en")) and not {"title_ja", "title_en"} & set(self.errors):
            self.add_error("title_ja", str(Reason("title_missing")))
        for place in questions.PLACES:
            others = [found.get(f"question_{place}_{language}") for language in ("en", "ur")]
            if any(others) and not found.get(f"question_{place}_ja"):
                self.add_error(f"question_{place}_ja", str(Reason("question_ja_missing")))
        return found

    @transaction.atomic
    def keep(self) -> bool:
        """Save the draft, unless somebody was quicker or it is no draft any more; answered remarks are marked."""
        row = Vacancy.objects.filter(
            pk=self.instance.pk, state__in=EDITABLE, version=self.instance.version, revision=self.instance.revision
        )
        values = {name: self.cleaned_data[name] for name in FIELDS}
        if not row.update(**values, revision=F("revision") + 1):
            self.mark = self.mark_of(Vacancy.objects.get(pk=self.instance.pk))
            self.refuse()
            return False
        questions.keep(self.instance, self.cleaned_data)
        Remark.objects.filter(vacancy=self.instance, field__in=self.changed_data, answered_at=None).update(answered_at=timezone.now())
        return True


Line = tuple[BoundField, list[Remark]]


def form_sections(form: VacancyForm, remarks: dict[str, list[Remark]] | None = None) -> list[tuple[str, Any, list[Line]]]:
    """The form in its sections: id, title, and each field with the reviewer's open remarks."""
    return [(code, title, [(form[name], (remarks or {}).get(name, [])) for name in names]) for code, title, names in SECTIONS]


class ReopenForm(forms.Form):
    """A closed vacancy opens again until a day."""

    closes_on = forms.DateField(label=_("Last day to apply"), widget=forms.SelectDateWidget)
