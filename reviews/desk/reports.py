"""The monthly report for the Ministry: on the page, printed, and as a table for a spreadsheet. Counts only."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import READERS, Role
from paper.table import csv_answer, xlsx_answer
from reviews import ledgers, reporting
from reviews.desk.page import show
from reviews.reporting import BY, REGISTERED, STAGES, Month
from workflow.clock import local_day

FILES = {"csv": csv_answer, "xlsx": xlsx_answer}


def asked(request: HttpRequest) -> Month:
    """The month of the address."""
    return Month.read(request.GET.get("month", ""), local_day(timezone.now(), "oec"))


def words_of(by: str) -> list[tuple[str, Any]]:
    """The columns of a breakdown; who registered has no vacancy yet."""
    first = [REGISTERED] if by == "province" else []
    return [*first, *((stage, word) for stage, (_kind, word) in STAGES.items())]


@role_required(*READERS)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The month and the one before, then each breakdown."""
    month = asked(request)
    now, before = reporting.totals(month), reporting.totals(month.before())
    words = dict([REGISTERED, *((stage, word) for stage, (_kind, word) in STAGES.items())])
    most = max([*now.values(), *before.values(), 1])
    context = {
        "month": month,
        "before": month.before(),
        "figures": [{"word": words[name], "now": count, "before": before[name]} for name, count in now.items()],
        "most": most,
        "tables": [table_of(month, by) for by in BY],
        "ledger_years": [month.year, month.year - 1] if request.user.role in (Role.INTER_SES, Role.AUDITOR) else [],
    }
    return show(request, "reviews/reports.html", context, title=_("Report of the month"))


def table_of(month: Month, by: str) -> dict[str, Any]:
    columns, found = words_of(by), reporting.broken_down(month, by)
    unnamed = _("IT and engineers") if by == "field" else _("not said")
    rows = [(name or unnamed, [counts.get(stage, 0) for stage, _word in columns]) for name, counts in found]
    return {"by": by, "word": BY[by][0], "columns": [word for _stage, word in columns], "rows": rows}


@role_required(*READERS)
@require_safe
def table(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """One breakdown, or the whole month, as a table for a spreadsheet."""
    month = asked(request)
    if what == "month":
        words = dict([REGISTERED, *((stage, word) for stage, (_kind, word) in STAGES.items())])
        lines = [[words[name], count] for name, count in reporting.totals(month).items()]
        head = [_("Stage"), str(month)]
    elif what in BY:
        found = table_of(month, what)
        head, lines = [found["word"], *found["columns"]], [[name, *counts] for name, counts in found["rows"]]
    else:
        raise Http404
    return as_file(f"{month}-{what}", form, head, lines)


def as_file(name: str, form: str, head: Sequence[object], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """As CSV or as a workbook; 404 for anything else."""
    if form not in FILES:
        raise Http404
    return FILES[form](f"{name}.{form}", head, lines)


@role_required(Role.INTER_SES, Role.AUDITOR)
@require_safe
def ledger(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The ledger of vacancies of a year, in Japanese, candidates by number."""
    if not 2000 <= year <= 2100:
        raise Http404
    return as_file(f"求人管理簿-{year}", form, ledgers.HEADS, ledgers.lines(year))
