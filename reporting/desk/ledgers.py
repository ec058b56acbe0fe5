"""The ledgers that Japanese law asks of a placement agency, by year, in Japanese."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import role_required
from reporting import ledgers
from reporting.desk.page import LEDGER_READERS, as_file


@role_required(*LEDGER_READERS)
@require_safe
def ledger(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The ledger of vacancies of a year, in Japanese, candidates by number."""
    if not 2000 <= year <= 2100:
        raise Http404
    return as_file(f"求人管理簿-{year}", form, ledgers.HEADS, ledgers.lines(year))
