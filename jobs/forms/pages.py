"""The pages of the vacancy form: three for an IT vacancy, two more only where the field or the contract asks for them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs import questions
from jobs.forms import terms
from jobs.models import Allowance, Vacancy

ALLOWANCES = tuple(f"allowance_{kind}" for kind in Allowance.Kind.values)
MOST_SKILLS = 12
SKILL_ROWS = tuple((f"skill_{n}", f"skill_{n}_level", f"skill_{n}_need") for n in range(1, MOST_SKILLS + 1))
SKILLS = tuple(name for row in SKILL_ROWS for name in row)
NOT_COLUMNS = {*questions.NAMES, *ALLOWANCES, *SKILLS, "workplace"}


@dataclass(frozen=True)
class Group:
    """Fields under one heading; a folded one says what stands in it and opens by itself where something is missing or wrong."""

    code: str
    title: Any
    names: tuple[str, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Page:
    code: str
    title: Any
    groups: tuple[Group, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for group in self.groups for name in group.names)


WORK = Page("work", _("The work"), (
    Group("duties", _("What the person does"), ("title_ja", "duties_ja", "requirements_ja")),
    Group("english", _("The same in English and Urdu"), ("title_en", "duties_en", "requirements_en", "title_ur"), is_folded=True),
    Group("skills", _("Skills"), SKILLS),
    Group("languages", _("Languages"), (
        "japanese_level", "english_level", "work_language", "is_english_enough", "is_person_facing", "welcomes_new_graduates",
    )),
    Group("visa", _("Visa and seats"), ("visa_routes", "seats")),
    Group("change", _("Change of duties"), ("duties_change_range", "duties_change_range_en"), is_folded=True),
))  # fmt: skip
TERMS = Page("terms", _("Pay and conditions"), (
    Group("pay", _("Pay"), ("pay_unit", "base_pay")),
    Group("allowances", _("Allowances, yen a month"), (*ALLOWANCES, "allowances_note", "allowances_note_en"), is_folded=True),
    Group("overtime", _("Fixed overtime pay"), (
        "fixed_overtime_pay", "fixed_overtime_hours", "fixed_overtime_excess_paid",
    ), is_folded=True),
    Group("left", _("What is left for the worker"), ("take_home_pay",)),
    Group("deductions", _("What you take from the pay"), (
        "rent_deducted", "utilities_deducted", "meals_deducted", "deductions_note", "deductions_note_en",
    ), is_folded=True),
    Group("contract", _("Contract"), ("contract_kind", "contract_ends_on", "starts_on", "is_dispatch")),
    Group("renewal", _("Renewal of a fixed term"), (
        "renewal_kind", "renewal_criteria", "renewal_criteria_en", "renewal_limit_years", "renewal_limit_times",
    ), is_folded=True),
    Group("place", _("Workplace"), (
        "workplace", "prefecture", "workplace_address", "workplace_address_en", "workplace_change_range", "workplace_change_range_en",
        "smoking",
    ), is_folded=True),
    Group("hours", _("Working hours"), terms.GROUPS[0][2][:-1], is_folded=True),
    Group("holidays", _("Days off"), terms.GROUPS[1][2], is_folded=True),
    Group("general", _("Pay in general"), ("certain_bonus", *terms.GROUPS[2][2]), is_folded=True),
    Group("insurance", _("Insurance, pension, retirement"), terms.GROUPS[3][2], is_folded=True),
    Group("probation", _("Probation and leaving"), (
        "probation_months", "probation_conditions", "probation_conditions_en", "leaving", "leaving_en",
    ), is_folded=True),
    Group("home", _("Home and support"), ("housing_kind", "housing", "housing_en", "support"), is_folded=True),
))  # fmt: skip
SELECTION = Page("selection", _("Selection"), (
    Group("questions", _("Your questions to applicants"), questions.NAMES, is_folded=True),
    Group("steps", _("How you choose"), ("interview_rounds", "has_technical_test", "has_interpreter", "answer_within_days")),
    Group("pr", _("Why work with you"), ("pr_ja", "pr_en"), is_folded=True),
    Group("closing", _("Closing date and declarations"), ("closes_on", "no_fee_declared", "equal_pay_declared")),
))  # fmt: skip
FIELD = Page("field", _("Specified Skilled Worker"), (Group("field", _("Field and kind of work"), ("field", "ssw_work")),))
DISPATCH = Page("dispatch", _("Dispatch"), (Group("client", _("Where the person works"), ("dispatch_client", "dispatch_client_en")),))
PAGES = (WORK, FIELD, TERMS, DISPATCH, SELECTION)
COLUMNS = tuple(name for page in PAGES for name in page.names if name not in NOT_COLUMNS)


def pages_of(vacancy: Vacancy) -> tuple[Page, ...]:
    """The pages that this vacancy needs, in their order."""
    needs = {"field": "ssw1" in (vacancy.visa_routes or []), "dispatch": vacancy.is_dispatch is True}
    return tuple(page for page in PAGES if needs.get(page.code, True))


def page_of(name: str) -> Page | None:
    """The page on which a field stands."""
    return next((page for page in PAGES if name in page.names), None)
