"""A vacancy in the reader's words: its state, its card, every condition as label and value. Templates write the money and the dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from jobs.models import ExchangeRate, Vacancy, VacancySkill
from jobs.models.terms import SUPPORT, WORK_LANGUAGES
from jobs.models.vacancy import ENGLISH_LEVELS, JAPANESE_LEVELS, ROUTES
from jobs.standing import japan_today
from jobs.states import DemandState, EmployerState, VacancyState

Words = str | Promise
Tag = tuple[str, str, Words]
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
ARABIC = re.compile(r"[\u0600-\u06ff]")

VACANCY_TAGS: dict[str, Tag] = {
    VacancyState.DRAFT: ("", "pencil", gettext_lazy("Draft")),
    VacancyState.SUBMITTED: ("wait", "clock", gettext_lazy("Inter-SES is checking")),
    VacancyState.VETTED: ("wait", "clock", gettext_lazy("Waiting for OEC's approval")),
    VacancyState.RETURNED: ("act", "warn", gettext_lazy("Correct this vacancy")),
    VacancyState.PUBLISHED: ("ok", "check", gettext_lazy("Published")),
    VacancyState.PAUSED: ("", "dash", gettext_lazy("Paused")),
    VacancyState.CLOSED: ("info", "list", gettext_lazy("Closed, selection goes on")),
    VacancyState.ENDED: ("plain", "dash", gettext_lazy("Ended")),
}
EMPLOYER_TAGS: dict[str, Tag] = {
    EmployerState.REGISTERED: ("wait", "clock", gettext_lazy("Inter-SES is checking the company")),
    EmployerState.VERIFIED: ("ok", "check", gettext_lazy("Checked by Inter-SES")),
    EmployerState.SUSPENDED: ("bad", "warn", gettext_lazy("Suspended")),
}
DEMAND_TAGS: dict[str, Tag] = {
    DemandState.DRAFTED: ("", "pencil", gettext_lazy("Drafted")),
    DemandState.WAITING: ("act", "warn", gettext_lazy("Waiting for attestation")),
    DemandState.ENTERED: ("wait", "clock", gettext_lazy("OEC is confirming")),
    DemandState.ATTESTED: ("ok", "check", gettext_lazy("Attested")),
    DemandState.EXPIRED: ("plain", "dash", gettext_lazy("Expired")),
}


@dataclass(frozen=True)
class Row:
    """One condition. `kind` says how the template writes `value`: text, isolated, pay_month, pay_day, pay_hour, day, hours."""

    label: Words
    value: Any
    kind: str = "text"
    note: Words = ""

    @property
    def lang(self) -> str:
        """The language of a text, where it is not the page's own."""
        return foreign(self.value) if self.kind == "text" else ""


@dataclass(frozen=True)
class Group:
    """Conditions that belong together."""

    title: Words
    rows: tuple[Row, ...]


def foreign(text: object) -> str:
    """The language code of a text that is not in the reader's language, by its letters; "" where it is, or where it cannot be told."""
    found = "ja" if JAPANESE.search(str(text)) else "ur" if ARABIC.search(str(text)) else "en"
    return "" if found == (get_language() or "en")[:2] else found


def in_reader_language(vacancy: Vacancy, name: str) -> str:
    """The reader's version of title, duties or requirements; else English, else Japanese."""
    own = getattr(vacancy, f"{name}_{(get_language() or 'en')[:2]}", "")
    return own or getattr(vacancy, f"{name}_en") or getattr(vacancy, f"{name}_ja")


def short_text(vacancy: Vacancy, name: str) -> str:
    """A short Japanese text; its English for everybody who does not read Japanese, where somebody wrote it."""
    english = "" if get_language() == "ja" else getattr(vacancy, f"{name}_en")
    return english or getattr(vacancy, name)


def employer_name(vacancy: Vacancy) -> str:
    """The company in Japanese for Japanese readers, in Latin letters for the others."""
    employer = vacancy.employer
    return (employer.name_ja if get_language() == "ja" else employer.name_en) or employer.name_ja or employer.name_en


def vacancy_tag(vacancy: Vacancy) -> Tag:
    """The state in a word, with its colour and icon (for {% state_tag %})."""
    return VACANCY_TAGS[vacancy.state]


def card(
    vacancy: Vacancy, *, url: str = "", verdict: object = None, tags: tuple[Tag, ...] = (), rate: ExchangeRate | None = None
) -> dict[str, Any]:
    """What parts/_jobcard.html shows. Reads employer and prefecture: select them with the list."""
    is_monthly = vacancy.pay_unit == Vacancy.PayUnit.MONTH
    return {
        "url": url or vacancy.get_absolute_url(),
        "title": vacancy.title,
        "employer": employer_name(vacancy),
        "place": str(vacancy.prefecture or ""),
        "pay": vacancy.base_pay if is_monthly else None,
        "pay_text": "" if is_monthly else pay_text(vacancy),
        "rupees": rupees(vacancy.base_pay if is_monthly else None, rate),
        "japanese": dict(JAPANESE_LEVELS).get(vacancy.japanese_level, "") if vacancy.japanese_level else _("not asked"),
        "closes_on": vacancy.closes_on,
        "verdict": verdict,
        "tags": list(tags),
    }


def rupees(yen: int | None, rate: ExchangeRate | None) -> int | None:
    """About how many rupees so many yen are, to the nearest thousand; None where one of both is not known."""
    return round(yen * rate.rupees_per_yen / 1000) * 1000 if yen and rate else None


def in_rupees(vacancy: Vacancy, rate: ExchangeRate | None) -> str:
    """The base pay in rupees with the day of the rate, in a sentence; "" without a rate, and for pay by the hour or day."""
    amount = rupees(vacancy.base_pay if vacancy.pay_unit == Vacancy.PayUnit.MONTH else None, rate)
    if not amount or not rate:
        return ""
    told = {"amount": f"\u2066Rs\u00a0{amount:,}\u2069", "day": date_format(rate.valid_from, "DATE_FORMAT")}
    return _("about %(amount)s a month (rate of %(day)s)") % told


def pay_text(vacancy: Vacancy) -> str:
    """Pay by the day or hour, in one piece."""
    words = _("%(amount)s an hour") if vacancy.pay_unit == Vacancy.PayUnit.HOUR else _("%(amount)s a day")
    amount = format_html('<bdi dir="ltr" class="money">{}</bdi>', f"¥{vacancy.base_pay:,}") if vacancy.base_pay else ""
    return format_html(words.replace("%(amount)s", "{}"), amount) if amount else ""


def public_notice(vacancy: Vacancy, today: date | None = None) -> Words:
    """Why nobody can apply now, for the top of the public page; "" while the job is open."""
    if vacancy.state == VacancyState.PAUSED:
        return _("This job is paused. Nobody can apply for it now.")
    if vacancy.state in (VacancyState.CLOSED, VacancyState.ENDED):
        return _("This job is closed. Nobody can apply for it any more.")
    if vacancy.closes_on and vacancy.closes_on < (today or japan_today()):
        return _("The last day to apply has passed.")
    return "" if vacancy.employer.state == EmployerState.VERIFIED else _("This job is paused. Nobody can apply for it now.")


def sections(vacancy: Vacancy, *, rate: ExchangeRate | None = None) -> list[Group]:
    """All nineteen items of disclosure, always in this order: pay, work, hours, place, contract, visa; what was not said is left out."""
    groups = (
        (_("Pay"), lambda vacancy: pay(vacancy, rate)),
        (_("The work"), work),
        (_("Hours and days off"), hours),
        (_("Insurance and workplace"), place),
        (_("Contract"), lambda vacancy: (*contract(vacancy), *ending(vacancy))),
        (_("Who can apply"), plan),
        (_("Questions of the employer"), asked),
    )
    found = [Group(title, tuple(row for row in rows(vacancy) if row.value not in ("", None))) for title, rows in groups]
    return found if found[-1].rows else found[:-1]


def work(vacancy: Vacancy) -> Iterator[Row]:
    yield Row(_("Duties"), in_reader_language(vacancy, "duties"))
    yield Row(_("Why work there"), in_reader_language(vacancy, "pr"))
    yield Row(_("How far the duties may change"), short_text(vacancy, "duties_change_range"))
    yield Row(_("Requirements"), in_reader_language(vacancy, "requirements"))
    rows = vacancy.skills_wanted()
    yield Row(_("Skills that are required"), " · ".join(named(row) for row in rows if row.is_required), "isolated")
    yield Row(_("Skills that are welcome"), " · ".join(named(row) for row in rows if not row.is_required), "isolated")
    told = {name.casefold() for row in rows for name in (row.skill.name_en, row.skill.name_ja)}
    yield Row(_("Skills"), " · ".join(word for word in vacancy.skills or [] if word.casefold() not in told), "isolated")


def named(row: VacancySkill) -> str:
    """A skill with the level from which it counts."""
    return _("%(skill)s (%(level)s)") % {"skill": row.skill, "level": row.get_level_display()}


def pay(vacancy: Vacancy, rate: ExchangeRate | None = None) -> Iterator[Row]:
    yield Row(_("Base pay"), vacancy.base_pay, f"pay_{vacancy.pay_unit}", note=in_rupees(vacancy, rate))
    yield from paid_beside(vacancy)
    yield Row(_("What the allowances are"), short_text(vacancy, "allowances_note"))
    if vacancy.fixed_overtime_pay:
        yield Row(
            _("Fixed overtime pay"),
            vacancy.fixed_overtime_pay,
            "pay_month",
            _("for %(hours)s hours of overtime a month") % {"hours": vacancy.fixed_overtime_hours},
        )
        yield Row(_("Work beyond these hours"), _("is paid extra") if vacancy.fixed_overtime_excess_paid else "")
    yield Row(_("Left after tax and insurance, about"), vacancy.take_home_pay, "pay_month", _("estimated by the employer"))
    yield from taken_off(vacancy)
    yield Row(_("Closing day, pay day, way of payment"), short_text(vacancy, "pay_day"))
    yield Row(_("Pay rises"), short_text(vacancy, "raises"))
    yield Row(_("Bonus"), short_text(vacancy, "bonus"))


def paid_beside(vacancy: Vacancy) -> Iterator[Row]:
    """Allowances by kind; of older vacancies the two sums."""
    rows = list(vacancy.allowances.all())
    for row in rows:
        yield Row(_("Allowance: %(kind)s") % {"kind": row.get_kind_display()}, row.yen, "pay_month")
    if not rows:
        yield Row(_("Allowances paid to everybody"), vacancy.counted_allowances or None, "pay_month")
        yield Row(_("Commuting, family and attendance allowances"), vacancy.excluded_allowances or None, "pay_month")


def taken_off(vacancy: Vacancy) -> Iterator[Row]:
    """What the employer takes from the pay beside tax and insurance."""
    yield Row(_("Rent taken from the pay"), vacancy.rent_deducted, "pay_month")
    yield Row(_("Light, heat and water taken from the pay"), vacancy.utilities_deducted, "pay_month")
    yield Row(_("Meals taken from the pay"), vacancy.meals_deducted, "pay_month")
    yield Row(_("Other deductions"), short_text(vacancy, "deductions_note"))


def hours(vacancy: Vacancy) -> Iterator[Row]:
    yield Row(_("Working hours"), (vacancy.starts_at, vacancy.ends_at) if vacancy.starts_at and vacancy.ends_at else None, "hours")
    yield Row(_("System of hours"), vacancy.get_hours_system_display())
    yield Row(_("Break"), said(vacancy.break_minutes, _("%(count)s minutes")))
    yield Row(_("Working hours a day"), said(vacancy.daily_hours and vacancy.daily_hours.normalize().__format__("f"), _("%(count)s hours")))
    yield Row(_("Days off"), short_text(vacancy, "holidays"))
    yield Row(_("Days off a year"), vacancy.annual_holidays)
    yield Row(_("Work from home"), vacancy.get_remote_work_display())
    yield Row(_("Overtime"), yes_no(vacancy.has_overtime))
    yield Row(_("Overtime on average"), said(vacancy.overtime_hours, _("%(count)s hours a month")))


def contract(vacancy: Vacancy) -> Iterator[Row]:
    yield Row(_("Contract"), vacancy.get_contract_kind_display())
    if vacancy.contract_kind == Vacancy.Contract.FIXED:
        yield Row(_("Contract ends on"), vacancy.contract_ends_on, "day")
        yield Row(_("Is it renewed?"), vacancy.get_renewal_kind_display())
        yield Row(_("Longest time in all"), said(vacancy.renewal_limit_years, _("%(count)s years")))
        yield Row(_("Most renewals"), vacancy.renewal_limit_times)
        yield Row(_("Renewal"), short_text(vacancy, "renewal_criteria"))
    months = vacancy.probation_months
    yield Row(_("Probation"), _("none") if months == 0 else said(months, _("%(count)s months")))
    yield Row(_("Conditions during probation"), short_text(vacancy, "probation_conditions"))
    yield Row(_("First day of work"), vacancy.starts_on, "day")


def ending(vacancy: Vacancy) -> Iterator[Row]:
    """Leaving, retirement and what is paid then."""
    yield Row(_("Leaving and dismissal"), short_text(vacancy, "leaving"))
    yield Row(_("Retirement age of the company"), said(vacancy.retirement_age, _("%(count)s years")))
    yield Row(_("Employed again until the age of"), said(vacancy.rehired_until, _("%(count)s years")))
    yield Row(_("Retirement pay"), yes_no(vacancy.has_retirement_pay))


def place(vacancy: Vacancy) -> Iterator[Row]:
    insured = {
        _("Health insurance"): vacancy.insurance_health,
        _("Employees' pension"): vacancy.insurance_pension,
        _("Employment insurance"): vacancy.insurance_employment,
        _("Accident insurance"): vacancy.insurance_accident,
    }
    for label, value in insured.items():
        yield Row(label, yes_no(value))
    yield Row(_("Employer"), employer_name(vacancy))
    yield Row(_("Prefecture"), str(vacancy.prefecture or ""))
    yield Row(_("Address of the workplace"), short_text(vacancy, "workplace_address"))
    yield Row(_("How far the workplace may change"), short_text(vacancy, "workplace_change_range"))
    yield Row(_("Dispatch work"), yes_no(vacancy.is_dispatch))
    if vacancy.is_dispatch:
        yield Row(_("Where, and who gives orders"), short_text(vacancy, "dispatch_client"))
    yield Row(_("Against smoke at work"), vacancy.get_smoking_display())
    yield Row(_("Who finds the home"), vacancy.get_housing_kind_display())
    yield Row(_("Housing"), short_text(vacancy, "housing"))


def helped(vacancy: Vacancy) -> str:
    """What the employer does for people from abroad, in one line."""
    return " · ".join(str(word) for code, word in SUPPORT if code in (vacancy.support or []))


def plan(vacancy: Vacancy) -> Iterator[Row]:
    yield Row(_("Visa route"), ", ".join(str(word) for code, word in ROUTES if code in (vacancy.visa_routes or [])))
    yield Row(_("Field"), str(vacancy.field or ""))
    yield Row(_("Japanese"), dict(JAPANESE_LEVELS).get(vacancy.japanese_level, ""))
    yield Row(_("English"), dict(ENGLISH_LEVELS).get(vacancy.english_level, ""))
    yield Row(_("Language of work"), dict(WORK_LANGUAGES).get(vacancy.work_language, "") if vacancy.work_language else "")
    yield Row(_("Help for people from abroad"), helped(vacancy))
    yield Row(_("Seats"), vacancy.seats)
    yield Row(_("Rounds of interviews"), vacancy.interview_rounds)
    yield Row(_("Technical test"), yes_no(vacancy.has_technical_test))
    yield Row(_("Interpreter at the interview"), yes_no(vacancy.has_interpreter))
    yield Row(_("Last day to apply"), vacancy.closes_on, "day")


def asked(vacancy: Vacancy) -> Iterator[Row]:
    for question in vacancy.questions.all():
        yield Row(_("Question %(n)s") % {"n": question.order}, str(question))


def said(value: object, words: str) -> str:
    """A number in its words; "" where nothing was said, and 0 is an answer."""
    return "" if value in (None, "") else words % {"count": value}


def yes_no(value: bool | None) -> str:
    """Yes, no, or nothing where it was not said."""
    return "" if value is None else _("Yes") if value else _("No")
