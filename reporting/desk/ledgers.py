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
from jobs.models.vacancy import TOKYO
from reporting import yearly
from reporting.desk.page import as_file, made, own_files, show
from reporting.files import NAMES
from reporting.models import AgencyYear
from reporting.models.fee import LEDGER_READERS

REPORT = "有料職業紹介事業報告"


def year_or_404(text: str | int) -> int:
    """A year that a ledger may have."""
    if not str(text).isascii() or not str(text).isdigit() or not 2000 <= int(text) <= 2100:
        raise Http404
    return int(text)


@role_required(*LEDGER_READERS)
@require_safe
def ledger_page(request: HttpRequest) -> HttpResponse:
    """The books by year, the files that were asked for, and the yearly report of the year that was asked for."""
    now = yearly.year_now(timezone.now())
    year = year_or_404(request.GET.get("year") or now)
    counted = AgencyYear.objects.visible_to(request.user).filter(year=year).first()
    context = {
        "year": year,
        "years": [now - n for n in range(yearly.YEARS)],
        "calendar_years": [timezone.localtime(timezone=TOKYO).year - n for n in range(yearly.YEARS)],
        "books": NAMES.items(),
        "files": own_files(request, NAMES),
        "heads": yearly.HEADS,
        "counted": counted,
        "rows": list(yearly.lines(counted)) if counted and counted.counted_at else [],
        "may_ask": request.user.role == Role.INTER_SES,
    }
    return show(request, "reporting/ledgers.html", context, title=_("Ledgers and yearly report"))


@role_required(*LEDGER_READERS)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Have one book of a year written, candidates by number."""
    book = request.POST.get("book", "")
    if book not in NAMES:
        raise Http404
    return made(request, book, {"year": year_or_404(request.POST.get("year", ""))})


@role_required(*LEDGER_READERS)
@require_safe
def report(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The figures of a year as they were counted: a line for each field. The name of the file says the day of the count."""
    counted = AgencyYear.objects.visible_to(request.user).filter(year=year_or_404(year), counted_at__isnull=False).first()
    if counted is None:
        messages.warning(request, _("This year has not been counted yet."))
        return redirect(f"{reverse('admin:desk_ledgers')}?year={year}")
    name = f"{REPORT}-{year}-{counted.counted_at.astimezone(TOKYO):%Y%m%d}"
    return as_file(name, form, yearly.HEADS, yearly.lines(counted))


@role_required(Role.INTER_SES)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have a year of the agency counted again."""
    year = year_or_404(request.POST.get("year", ""))
    yearly.ask_again(year)
    messages.success(request, _("The figures are counted again within a few minutes."))
    return redirect(f"{reverse('admin:desk_ledgers')}?year={year}")
