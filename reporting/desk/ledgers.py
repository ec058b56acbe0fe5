"""The ledgers that Japanese law asks of a placement agency and the figures of its yearly report, in Japanese."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from reporting import ledgers, yearly
from reporting.desk.page import LONG, as_file, show
from reporting.models import AgencyYear
from reporting.models.fee import LEDGER_READERS

BOOKS = {
    "vacancies": ("求人管理簿", ledgers.HEADS, ledgers.lines),
    "seekers": ("求職管理簿", ledgers.SEEKER_HEADS, ledgers.seeker_lines),
    "fees": ("手数料管理簿", ledgers.FEE_HEADS, ledgers.fee_lines),
    "yearly": ("有料職業紹介事業報告", yearly.HEADS, yearly.lines),
}
YEARS = 4


def year_or_404(text: str | int) -> int:
    """A year that a ledger may have."""
    if not str(text).isascii() or not str(text).isdigit() or not 2000 <= int(text) <= 2100:
        raise Http404
    return int(text)


@role_required(*LEDGER_READERS)
@require_safe
def ledger_page(request: HttpRequest) -> HttpResponse:
    """The books by year, and the yearly report of the year that was asked for."""
    now = yearly.year_now(timezone.now())
    year = year_or_404(request.GET.get("year") or now)
    context = {
        "year": year,
        "years": [now - n for n in range(YEARS)],
        "calendar_years": [timezone.localtime().year - n for n in range(YEARS)],
        "books": [(slug, name) for slug, (name, _heads, _lines) in BOOKS.items() if slug != "yearly"],
        "heads": yearly.HEADS,
        "rows": list(yearly.lines(year)),
        "counted": AgencyYear.objects.visible_to(request.user).filter(year=year).first(),
        "may_ask": request.user.role == Role.INTER_SES,
    }
    return show(request, "reporting/ledgers.html", context, title=_("Ledgers and yearly report"))


@role_required(*LEDGER_READERS)
@require_safe
def ledger(request: HttpRequest, book: str, year: int, form: str) -> HttpResponse:
    """One book of a year as a file, candidates by number."""
    if book not in BOOKS:
        raise Http404
    name, heads, lines = BOOKS[book]
    return as_file(f"{name}-{year_or_404(year)}", form, heads, lines(year), files=LONG)


@role_required(Role.INTER_SES)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have a year of the agency counted again."""
    year = year_or_404(request.POST.get("year", ""))
    yearly.ask_again(year)
    messages.success(request, _("The figures are counted again within a few minutes."))
    return redirect(f"{reverse('admin:desk_ledgers')}?year={year}")
