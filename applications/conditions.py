"""The conditions of an advertisement in the words of an offer, so that both can stand side by side."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from applications.differences import Difference, difference
from applications.models import Offer
from applications.rules import OFFER_CONDITIONS
from jobs.allowances import amounts_of
from jobs.models import Allowance, Vacancy

INSURANCE = ("insurance_health", "insurance_pension", "insurance_employment", "insurance_accident")


def _join(*parts: object) -> str:
    return "; ".join(str(part) for part in parts if part)


def advertised(vacancy: Vacancy) -> dict[str, Any]:
    """What the vacancy says, per written condition; always in English, as offers are written, so that equal means equal."""
    with translation.override("en"):
        times, overtime, fixed, ends = _hours(vacancy), _overtime(vacancy), _fixed_overtime(vacancy), _ends(vacancy)
        insurances = [str(Vacancy._meta.get_field(name).verbose_name) for name in INSURANCE if getattr(vacancy, name)]
        return {
            "contract_term": _join(vacancy.get_contract_kind_display(), ends, *_renewal(vacancy), _probation(vacancy))[:400],
            "workplace": _join(_said(vacancy, "workplace_address"), _said(vacancy, "workplace_change_range"))[:400],
            "duties": _join(vacancy.duties_en or vacancy.duties_ja, _said(vacancy, "duties_change_range"))[:2000],
            "hours": _join(times, overtime)[:400],
            "holidays": _join(
                _said(vacancy, "holidays"), vacancy.annual_holidays and _("%(days)s days a year") % {"days": vacancy.annual_holidays}
            )[:400],
            "base_pay": vacancy.base_pay if vacancy.pay_unit == Vacancy.PayUnit.MONTH else None,
            "allowances": _join(*_allowances(vacancy), _said(vacancy, "allowances_note"), fixed)[:400],
            "pay_day": _said(vacancy, "pay_day")[:200],
            "raises": _said(vacancy, "raises")[:200],
            "bonus": _said(vacancy, "bonus")[:200],
            "retirement_pay": _retirement_pay(vacancy),
            "leaving": _said(vacancy, "leaving")[:600],
            "insurance": ", ".join(insurances)[:200],
            "starts_on": vacancy.starts_on,
        }


def _hours(vacancy: Vacancy) -> str:
    times = f"{vacancy.starts_at:%H:%M} - {vacancy.ends_at:%H:%M}" if vacancy.starts_at and vacancy.ends_at else ""
    breaks = _("break %(minutes)s minutes") % {"minutes": vacancy.break_minutes} if vacancy.break_minutes is not None else ""
    return _join(times, breaks)


def _overtime(vacancy: Vacancy) -> str:
    return _("overtime %(hours)s hours a month") % {"hours": vacancy.overtime_hours or 0} if vacancy.has_overtime else _("no overtime")


def _fixed_overtime(vacancy: Vacancy) -> str:
    if not vacancy.fixed_overtime_pay:
        return ""
    said = {"yen": vacancy.fixed_overtime_pay, "hours": vacancy.fixed_overtime_hours}
    return _("fixed overtime %(yen)s yen for %(hours)s hours") % said


def _allowances(vacancy: Vacancy) -> list[str]:
    """Each kind with its amount, so that one that is less or gone in an offer is marked (ESA 5-3(3))."""
    amounts = {Allowance.Kind(kind).label: yen for kind, yen in amounts_of(vacancy).items()}
    return [_("%(kind)s: %(yen)s yen a month") % {"kind": kind, "yen": f"{yen:,}"} for kind, yen in amounts.items()]


def _ends(vacancy: Vacancy) -> str:
    return _("until %(day)s") % {"day": vacancy.contract_ends_on.isoformat()} if vacancy.contract_ends_on else ""


def _said(vacancy: Vacancy, name: str) -> str:
    """The English of a text, else what stands there."""
    return getattr(vacancy, f"{name}_en", "") or getattr(vacancy, name)


def _renewal(vacancy: Vacancy) -> list[str]:
    """Whether and how far a fixed term is renewed; caps are stated (Labour Standards Act 15, since 2024-04)."""
    if vacancy.contract_kind != Vacancy.Contract.FIXED:
        return []
    years = _("at most %(years)s years in all") % {"years": vacancy.renewal_limit_years} if vacancy.renewal_limit_years else ""
    times = _("at most %(times)s renewals") % {"times": vacancy.renewal_limit_times} if vacancy.renewal_limit_times else ""
    kind = str(vacancy.get_renewal_kind_display()) if vacancy.renewal_kind else ""
    return [kind, _said(vacancy, "renewal_criteria"), years, times]


def _probation(vacancy: Vacancy) -> str:
    if not vacancy.probation_months:
        return ""
    months = _("probation %(months)s months") % {"months": vacancy.probation_months}
    return f"{months} ({said})" if (said := _said(vacancy, "probation_conditions")) else months


def _retirement_pay(vacancy: Vacancy) -> str:
    return "" if vacancy.has_retirement_pay is None else _("yes") if vacancy.has_retirement_pay else _("no")


DIFFERENCE_TAGS = {  # colour, icon, word
    Difference.SAME: ("ok", "check", _lazy("Same")),
    Difference.CHANGED: ("act", "warn", _lazy("Different")),
    Difference.NARROWED: ("act", "warn", _lazy("Narrower than advertised")),
    Difference.DELETED: ("act", "warn", _lazy("Left out")),
    Difference.ADDED: ("act", "warn", _lazy("Not in the advertisement")),
}


def differences(offer: Offer) -> list[dict[str, Any]]:
    """One row per condition: advertised, offered, and how they differ."""
    return compared(offer.application.vacancy, {name: getattr(offer, name) for name in OFFER_CONDITIONS})


def compared(vacancy: Vacancy, offered: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same for conditions that are not written down yet."""
    said = advertised(vacancy)
    return [_row(name, said.get(name), offered.get(name)) for name in OFFER_CONDITIONS]


def has_differences(offer: Offer) -> bool:
    return any(row["is_different"] for row in differences(offer))


def _row(name: str, left: Any, right: Any) -> dict[str, Any]:
    kind = difference(name, left, right)
    colour, icon, word = DIFFERENCE_TAGS[kind]
    tag = {"colour": colour, "icon": icon, "word": word}
    label = Offer._meta.get_field(name).verbose_name
    return {"name": name, "label": label, "left": left, "right": right, "is_different": kind != Difference.SAME, "kind": kind, "tag": tag}
