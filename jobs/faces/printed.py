"""What is printed or shared of an open job: the A4 poster in Urdu and English, the picture of a shared link, the press text."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobs.faces.addresses import of_job
from jobs.models import Vacancy
from jobs.models.vacancy import ENGLISH_LEVELS, JAPANESE_LEVELS
from jobs.presentation import employer_name
from paper.qr import qr_svg
from paper.typeset import pdf, png


def yen(amount: int) -> str:
    """Sign and digits in one piece, whatever the direction of the line."""
    return f"\u2066¥{amount:,}\u2069"


def pay_in_words(vacancy: Vacancy) -> str:
    """Amount and unit in the language of the moment; digits and yen sign stay together."""
    words = {"month": _("%(amount)s a month"), "day": _("%(amount)s a day"), "hour": _("%(amount)s an hour")}[vacancy.pay_unit]
    return words % {"amount": yen(vacancy.base_pay)} if vacancy.base_pay else ""


def facts(vacancy: Vacancy, language: str) -> dict[str, Any]:
    """What stands on the poster in one language: title, company, place, and rows of label and value."""
    with translation.override(language):
        rows = [
            (_("Pay"), pay_in_words(vacancy)),
            (
                _("Left after tax and insurance, about (the employer's estimate)"),
                yen(vacancy.take_home_pay) if vacancy.take_home_pay else "",
            ),
            (_("Japanese"), str(dict(JAPANESE_LEVELS).get(vacancy.japanese_level, ""))),
            (_("English"), str(dict(ENGLISH_LEVELS).get(vacancy.english_level, ""))),
            (_("Seats"), str(vacancy.seats)),
            (_("First day of work"), date_format(vacancy.starts_on, "DATE_FORMAT") if vacancy.starts_on else ""),
            (_("Last day to apply"), date_format(vacancy.closes_on, "DATE_FORMAT") if vacancy.closes_on else ""),
        ]
        return {
            "title": vacancy.title,
            "employer": str(employer_name(vacancy)),
            "place": str(vacancy.prefecture or ""),
            "rows": [[str(label), value] for label, value in rows if value],
            "free": _("Applying is free. Nobody may ask you for money. If somebody does, report it."),
            "how": _("Scan the code or open the address, and check the job by its number."),
            "permission": _("Demand letter: %(number)s") % {"number": vacancy.demand_letter.number} if vacancy.demand_letter else "",
        }


def poster(vacancy: Vacancy) -> bytes:
    """One A4 page as PDF, for offices and training centres."""
    address = of_job(vacancy)
    values = {
        "en": facts(vacancy, "en"),
        "ur": facts(vacancy, "ur"),
        "reference": vacancy.reference,
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": qr_svg(address),
        "site": settings.SITE_NAME,
        "helpline": settings.HELPLINE,
    }
    return pdf("poster", values)


def share_card(vacancy: Vacancy, language: str) -> bytes:
    """1200 by 630 pixels, PNG."""
    values = facts(vacancy, language) | {"reference": vacancy.reference, "site": settings.SITE_NAME, "is_urdu": language == "ur"}
    return png("share_card", values, ppi=144)


def press_text(vacancy: Vacancy, language: str) -> str:
    """The advertisement for a newspaper, in one language: permission, job, seats, pay, place, where to apply, no fee."""
    found = facts(vacancy, language)
    lines = [f"{found['title']} - {found['employer']}, {found['place']}", found["permission"]]
    lines += [f"{label}: {value}" for label, value in found["rows"]]
    return "\n".join(line for line in [*lines, of_job(vacancy, language), found["free"]] if line)
