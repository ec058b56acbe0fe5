"""The form of a vacancy: one page of it, or all pages at once as the desk and the API see it."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs import allowances, questions, skills, translations
from jobs.forms.pages import ALLOWANCES, COLUMNS, PAGES, SKILL_ROWS, Page
from jobs.forms.terms import CHOICES, HELP, TermsFields, widgets_of_terms
from jobs.forms.typed import NoticesOlderPage, WholeNumber, YesNo
from jobs.models import Allowance, Level, Remark, Vacancy, Workplace
from jobs.models.terms import Smoking
from jobs.models.vacancy import ENGLISH_LEVELS, JAPANESE_LEVELS, ROUTES
from jobs.states import EDITABLE
from jobs.usual import workplace_values
from workflow.steps import Reason

FIELDS = list(COLUMNS)  # columns of the vacancy itself
LONG = ("duties_ja", "duties_en", "requirements_ja", "requirements_en", "pr_ja", "pr_en")
SHORT_TEXTS = ("renewal_criteria", "renewal_criteria_en", "workplace_change_range", "workplace_change_range_en", "allowances_note",
    "allowances_note_en", "deductions_note", "deductions_note_en")  # fmt: skip
RADIOS = ("contract_kind", "renewal_kind", "pay_unit", "smoking", "japanese_level", "english_level", "work_language")
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
    "work_ends_next_day": "ends_at", "day_does_not_add_up": "daily_hours", "daily_hours_above_8": "daily_hours",
    "break_too_short": "break_minutes", "yearly_hours_above_40_a_week": "yearly_hours", "annual_holidays_few": "annual_holidays",
    "year_does_not_add_up": "yearly_hours",
    "insurance_incomplete": "insurance_health", "take_home_doubtful": "take_home_pay", "route_doubtful": "visa_routes",
    "dispatch_licence_missing": "is_dispatch", "dispatch_licence_ends": "is_dispatch", "dispatch_not_in_field": "is_dispatch",
    "field_suspended": "field", "field_not_open": "field", "field_not_for_a_fee": "field",
}  # fmt: skip
WANTED = {  # by the law or the plan before it is sent, though a draft is saved without
    "visa_routes", "contract_kind", "probation_months", "is_dispatch", "prefecture", "workplace_address", "workplace_change_range",
    "smoking", "title_ja", "duties_ja", "duties_change_range", "requirements_ja",
    "base_pay", "starts_at",
    "ends_at", "break_minutes", "yearly_hours", "holidays", "has_overtime", "insurance_health", "insurance_pension", "insurance_employment",
    "insurance_accident", "starts_on", "closes_on", "no_fee_declared", "equal_pay_declared",
}  # fmt: skip
RENAMED = {
    "prefecture_code": "prefecture",
    "field_code": "field",
    "counted_allowances": "allowance_other",
    "skills": "skill_1",
    "skill_words": "skill_1",
}


def field_of(reason: Reason) -> str:
    """The form's field where a person mends this reason; "" where it is none of the form's."""
    said = str(dict(reason.values).get("field", "")) or FIELD_OF.get(reason.code, "")
    name = RENAMED.get(said, said)
    return name if name in (*FIELDS, *questions.NAMES, *ALLOWANCES, "skill_1") else ""


def yen(label: Any, **kwargs: Any) -> WholeNumber:
    return WholeNumber(label=label, max_value=100_000_000, **kwargs)


class VacancyForm(TermsFields, NoticesOlderPage):
    """Saves a page of a draft, complete or not; the rules are asked at the check. Without a page it holds them all."""

    visa_routes = forms.MultipleChoiceField(label=_("Visa routes"), choices=ROUTES, required=False, widget=forms.CheckboxSelectMultiple)
    seats = WholeNumber(label=_("Seats"), required=True, min_value=1, max_value=500, help_text=_("How many people you want to hire"))
    is_dispatch = YesNo(label=_("Is it dispatch work?"))
    base_pay = yen(_("Base pay in yen"), help_text=_("Without fixed overtime, for example 280000"))
    fixed_overtime_pay = yen(_("Fixed overtime pay, yen a month"), empty=0, help_text=_("0 if there is none"))
    fixed_overtime_hours = WholeNumber(label=_("Hours covered by the fixed overtime pay"), empty=0, max_value=300)
    utilities_deducted = yen(_("Light, heat and water taken from the pay, yen a month"))
    meals_deducted = yen(_("Meals taken from the pay, yen a month"))
    renewal_limit_years = WholeNumber(label=_("Longest time in all, years"), max_value=50)
    renewal_limit_times = WholeNumber(label=_("Most renewals"), max_value=50)
    interview_rounds = WholeNumber(label=_("Rounds of interviews"), min_value=1, max_value=9)
    has_technical_test = YesNo(label=_("Is there a technical test?"))
    has_interpreter = YesNo(label=_("Is an interpreter there?"))
    answer_within_days = WholeNumber(label=_("You answer within how many days"), min_value=1, max_value=60)
    workplace = forms.ModelChoiceField(
        label=_("Workplace"),
        queryset=Workplace.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("as written below"),
        help_text=_("Choosing one fills in the fields below when you save"),
    )

    class Meta:
        model = Vacancy
        fields = FIELDS
        help_texts = {
            **HELP,
            "title_ja": _("For example バックエンド開発者"),
            "workplace_change_range": _("If it does not change, write: 変更なし (no change)"),
            "renewal_criteria": _("Only for a fixed term: whether it is renewed, by what criteria, and the limit"),
            "dispatch_client": _("The client company, the place, and who gives orders there"),
            "take_home_pay": _("Your own estimate; candidates see it marked as such"),
        }
        widgets = {
            **widgets_of_terms(),
            **{name: forms.Textarea({"rows": 6, "lang": name[-2:]}) for name in LONG},
            **{name: forms.Textarea({"rows": 2}) for name in SHORT_TEXTS},
            **{name: forms.SelectDateWidget for name in ("contract_ends_on", "starts_on", "closes_on")},
            **dict.fromkeys(RADIOS, forms.RadioSelect),
        }

    def __init__(self, *args: Any, page: Page | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = (page,) if page else PAGES
        self._add_questions()
        self._add_allowances()
        self._add_skills()
        self._choose_among()
        self.fields["title_ja"].required = False
        for name in WANTED:
            self.fields[name].is_wanted = True  # the form does not call it optional
        kept = {"seen", *(name for each in self.pages for name in each.names)}
        self.fields = {name: field for name, field in self.fields.items() if name in kept}

    def _choose_among(self) -> None:
        choices = {
            "contract_kind": Vacancy.Contract,
            "renewal_kind": Vacancy.Renewal,
            "smoking": Smoking,
            "pay_unit": Vacancy.PayUnit,
            **CHOICES,
        }
        for name, kind in choices.items():
            self.fields[name].choices = kind.choices
        self.fields["japanese_level"].choices, self.fields["english_level"].choices = JAPANESE_LEVELS, ENGLISH_LEVELS
        self.fields["workplace"].queryset = self.instance.employer.workplaces.all()

    def _add_questions(self) -> None:
        """Three places for a question; Japanese first, the other languages for applicants who read them better."""
        labels = {
            "ja": _("Question %(n)s in Japanese"),
            "en": _("Question %(n)s in English"),
            "ur": _("Question %(n)s in Urdu"),
        }
        standing = questions.texts_of(self.instance)
        for name in questions.NAMES:
            _word, place, language = name.split("_")
            box = forms.Textarea({"rows": 2, "lang": language, "dir": "auto"})
            label = labels[language] % {"n": place}
            self.fields[name] = forms.CharField(label=label, max_length=300, required=False, widget=box, initial=standing.get(name, ""))
        self.fields[questions.NAMES[0]].help_text = _(
            "At most three, if you like. Ask about the work only: never about age, family, religion, origin or health."
        )

    def _add_allowances(self) -> None:
        """One amount for each kind; empty where there is none."""
        standing = allowances.amounts_of(self.instance)
        for kind, label in Allowance.Kind.choices:
            self.fields[f"allowance_{kind}"] = yen(label, initial=standing.get(kind))

    def _add_skills(self) -> None:
        """Rows of a skill, the level from which it counts, and whether it is required."""
        standing = skills.wanted(self.instance)
        for place, (name, level, need) in enumerate(SKILL_ROWS):
            row = standing[place] if place < len(standing) else None
            box = forms.TextInput({"list": "skills", "autocomplete": "off"})
            self.fields[name] = forms.CharField(
                label=_("Skill %(n)s") % {"n": place + 1}, max_length=40, required=False, widget=box, initial=row.name if row else ""
            )
            self.fields[level] = forms.TypedChoiceField(
                label=_("Level"), choices=Level.choices, coerce=int, empty_value=Level.GUIDED, required=False,
                initial=row.level if row else Level.GUIDED,
            )  # fmt: skip
            self.fields[need] = forms.BooleanField(label=_("required"), required=False, initial=bool(row and row.is_required))

    def mark_of(self, row: Any) -> str:
        return f"{row.version}.{row.revision}"

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if "title_ja" in self.fields:
            self._check_title(found)
        for place in questions.PLACES:
            others = [found.get(f"question_{place}_{language}") for language in ("en", "ur")]
            if any(others) and not found.get(f"question_{place}_ja"):
                self.add_error(f"question_{place}_ja", str(Reason("question_ja_missing")))
        if found.get("workplace"):
            found |= workplace_values(found["workplace"])
        return found

    def _check_title(self, found: dict[str, Any]) -> None:
        if not (found.get("title_ja") or found.get("title_en")) and not {"title_ja", "title_en"} & set(self.errors):
            self.add_error("title_ja", str(Reason("title_missing")))

    def columns(self) -> dict[str, Any]:
        """What this form says about columns of the vacancy."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.fields}

    @transaction.atomic
    def keep(self) -> bool:
        """Save the page, unless somebody was quicker or it is no draft any more; answered remarks are marked."""
        row = Vacancy.objects.filter(
            pk=self.instance.pk, state__in=EDITABLE, version=self.instance.version, revision=self.instance.revision
        )
        said = self.columns()
        before = translations.values(Vacancy.objects.get(pk=self.instance.pk))
        asked = {name: self.cleaned_data[name] for name in questions.NAMES if name in self.fields}
        english_of = translations.marks(self.instance.english_of, before, said | asked)
        if not row.update(**said, english_of=english_of, revision=F("revision") + 1):
            self.mark = self.mark_of(Vacancy.objects.get(pk=self.instance.pk))
            self.refuse()
            return False
        self.keep_rows()
        Remark.objects.filter(vacancy=self.instance, field__in=self.changed_data, answered_at=None).update(answered_at=timezone.now())
        return True

    def keep_rows(self) -> None:
        """Questions, allowances and skills of the pages that are here."""
        if questions.NAMES[0] in self.fields:
            questions.keep(self.instance, self.cleaned_data)
        if ALLOWANCES[0] in self.fields:
            allowances.keep(self.instance, {name.removeprefix("allowance_"): self.cleaned_data[name] or 0 for name in ALLOWANCES})
        if "skill_1" in self.fields:
            skills.keep(self.instance, [self._row(*names) for names in SKILL_ROWS if self.cleaned_data[names[0]]])
        Vacancy.objects.get(pk=self.instance.pk).write_search_terms()

    def _row(self, name: str, level: str, need: str) -> skills.Wanted:
        said = self.cleaned_data
        return skills.Wanted(name=said[name].strip(), level=said[level] or Level.GUIDED, is_required=said[need])


class CopyForm(forms.Form):
    """What a copy cannot take over: the days, and what the employer declares."""

    starts_on = forms.DateField(label=_("Planned start"), required=False, widget=forms.SelectDateWidget)
    closes_on = forms.DateField(label=_("Last day to apply"), required=False, widget=forms.SelectDateWidget)
    no_fee_declared = forms.BooleanField(label=_("We take no fee, deposit or guarantor from the worker"), required=False)
    equal_pay_declared = forms.BooleanField(label=_("The pay equals that of a Japanese person in the same work"), required=False)


class ReopenForm(forms.Form):
    """A closed vacancy opens again until a day."""

    closes_on = forms.DateField(label=_("Last day to apply"), widget=forms.SelectDateWidget)
