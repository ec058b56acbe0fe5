"""The conditions of an advertisement in the words of an offer, so that both can stand side by side."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from applications.models import Offer
from applications.rules import WRITTEN_CONDITIONS
from jobs.models import Vacancy

INSURANCE = ("insurance_health", "insurance_pension", "insurance_employment", "insurance_accident")


def _join(*parts: object) -> str:
    return "; ".join(str(part) for part in parts if part)


def advertised(vacancy: Vacancy) -> dict[str, Any]:
    """What the vacancy says, per written condition; always in English, as offers are written, so that equal means equal."""
    with translation.override("en"):
        insurances = [str(Vacancy._meta.get_field(name).verbose_name) for name in INSURANCE if getattr(vacancy, name)]
        overtime = (
            _("overtime %(hours)s hours a month") % {"hours": vacancy.overtime_hours or 0} if vacancy.has_overtime else _("no overtime")
        )
        fixed = _("fixed overtime %(yen)s yen for %(hours)s hours") % {
            "yen": vacancy.fixed_overtime_pay,
            "hours": vacancy.fixed_overtime_hours,
        }
        ends = _("until %(day)s") % {"day": vacancy.contract_ends_on.isoformat()} if vacancy.contract_ends_on else ""
        times = f"{vacancy.starts_at:%H:%M} - {vacancy.ends_at:%H:%M}" if vacancy.starts_at and vacancy.ends_at else ""
        breaks = _("break %(minutes)s minutes") % {"minutes": vacancy.break_minutes} if vacancy.break_minutes is not None else ""
        return {
            "contract_term": _join(vacancy.get_contract_kind_display(), ends, vacancy.renewal_criteria)[:400],
            "workplace": _join(vacancy.workplace_address, vacancy.workplace_change_range)[:400],
            "duties": _join(vacancy.duties_en or vacancy.duties_ja, vacancy.duties_change_range)[:2000],
            "hours": _join(times, breaks, overtime)[:400],
            "holidays": _join(vacancy.holidays, vacancy.annual_holidays and _("%(days)s days a year") % {"days": vacancy.annual_holidays})[
                :400
            ],
            "base_pay": vacancy.base_pay if vacancy.pay_unit == Vacancy.PayUnit.MONTH else None,
            "allowances": _join(vacancy.allowances_note, fixed if vacancy.fixed_overtime_pay else "")[:400],
            "insurance": ", ".join(insurances)[:200],
            "starts_on": vacancy.starts_on,
        }


def differences(offer: Offer) -> list[dict[str, Any]]:
    """One row per condition: advertised, offered, and whether they differ."""
    said = advertised(offer.application.vacancy)
    return [_row(name, said.get(name), getattr(offer, name)) for name in WRITTEN_CONDITIONS]


def _row(name: str, left: Any, right: Any) -> dict[str, Any]:
    same = " ".join(str(left or "").split()).casefold() == " ".join(str(right or "").split()).casefold()
    return {"name": name, "label": Offer._meta.get_field(name).verbose_name, "left": left, "right": right, "is_different": not same}
