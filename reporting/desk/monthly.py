"""The report for the Ministry: a month, a quarter or a year on a page, printed, and as tables for a spreadsheet. Counts only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.roles import READERS
from reporting import charts, figures
from reporting.desk.page import LEADS, as_file, show
from reporting.periods import MONTHS_OF, Period
from reporting.readiness import definition_on
from reporting.stages import BY, BY_PERSON, NEXT_STAY, OF_PEOPLE, WORDS

ROW = 12  # months in a row
DRAWN = ("registered", "ready", "applied", "endorsed", "presented", "hired", "departed", "arrived")
FUNNEL = ("applied", "endorsed", "presented", "interviewed", "offered", "hired", "departed", "arrived")


@dataclass(frozen=True)
class Table:
    """One table of the report, fit for the page and for a file; `by` is its name in addresses."""

    by: str
    caption: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    def lines(self, *, is_public: bool) -> Iterable[list[object]]:
        """For a file; what is to be published says no number under five."""
        few = _("under %(least)s") % {"least": figures.LEAST}
        for name, numbers in self.rows:
            shown = [figures.rounded(number) for number in numbers] if is_public else numbers
            yield [name, *(few if number is None else number for number in shown)]


def asked(request: HttpRequest) -> Period:
    """The period of the address."""
    return Period.read(request.GET.get("period", ""), figures.today())


@role_required(*READERS)
@require_safe
def monthly(request: HttpRequest) -> HttpResponse:
    """The period and the one before, the months in a row, the way from stage to stage, each breakdown."""
    period, day = asked(request), figures.today()
    tables, row = [breakdown(period, by) for by in BY], figures.in_a_row(period.row(ROW))
    context = {
        "period": period,
        "before": period.before(),
        "kinds": [
            {"word": word, "period": period.around(kind, day), "is_current": kind == period.kind} for kind, word in kind_words().items()
        ],
        "after": period.after() if period.after().first <= day else None,
        "stages": stages(period),
        "months": in_a_row(row),
        "columns": columns_of(row),
        "funnel": funnel(period),
        "provinces": provinces(tables[0]),
        "tables": tables,
        "counted_at": figures.counted_at(period),
        "is_counted": figures.is_counted(list(period.row(ROW))),
        "law": definition_on(period.first),
        "may_ask": request.user.role in LEADS,
    }
    return show(request, "reporting/monthly.html", context, title=_("Report of the month"))


def kind_words() -> dict[str, str]:
    return dict(zip(MONTHS_OF, (_("Month"), _("Quarter"), _("Year")), strict=True))


def stages(period: Period) -> Table:
    """Applications and people of each stage, in this period and the one before."""
    now, before = figures.totals(period), figures.totals(period.before())
    heads = (str(period), str(period.before()), _("people, for the first time"))
    rows = ((str(WORDS[stage]), (now[stage].count, before[stage].count, now[stage].people)) for stage in WORDS)
    return Table("stages", _("Figures by stage"), _("Stage"), heads, tuple(rows))


def months(period: Period) -> Table:
    """Twelve months in a row up to the end of the period."""
    return in_a_row(figures.in_a_row(period.row(ROW)))


def in_a_row(found: dict[date, figures.Counts]) -> Table:
    rows = ((f"{first:%Y-%m}", tuple(counts[stage] for stage in WORDS)) for first, counts in found.items())
    return Table("months", _("Twelve months in a row"), _("Month"), tuple(map(str, WORDS.values())), tuple(rows))


def columns_of(found: dict[date, figures.Counts]) -> list[charts.Chart]:
    """The same as drawings, one for each stage."""
    return [
        charts.columns(
            f"months-{stage}",
            capfirst(str(WORDS[stage])),
            [(f"{first:%Y-%m}", counts[stage]) for first, counts in found.items()],
            mirrored=get_language_bidi(),
        )
        for stage in DRAWN
    ]


def funnel(period: Period) -> dict[str, Any]:
    """How many came how far, and how long the wait after each stage took in the last month, against its target."""
    now, waits = figures.totals(period), figures.medians(last_begun(period)).get("", {})
    rows, drawn = [], []
    for stage in FUNNEL:
        wait = waits.get(NEXT_STAY.get(stage, ""))
        more = _("then %(days)s of %(target)s days") % {"days": f"{wait.days:g}", "target": wait.target} if wait else ""
        rows.append({"word": WORDS[stage], "count": now[stage].count, "wait": wait})
        drawn.append((str(WORDS[stage]), now[stage].count, more, bool(wait and wait.is_over)))
    title = _("From stage to stage")
    return {"rows": rows, "chart": charts.rows("funnel", title, drawn, mirrored=get_language_bidi())}


def last_begun(period: Period) -> date:
    return max(first for first in period.months if first <= figures.today())


def provinces(table: Table) -> charts.Chart:
    """People who registered, by province."""
    drawn = sorted(((name, numbers[0], "", False) for name, numbers in table.rows), key=lambda row: -row[1])
    return charts.rows("provinces", _("Registered, by province"), drawn, mirrored=get_language_bidi())


def breakdown(period: Period, by: str) -> Table:
    """One row a name. Who registered or is ready has no vacancy yet: those columns stand with people only."""
    found = figures.broken_down(period, by)
    names = figures.names_of(by, [key for key, _counts in found])
    columns = [stage for stage in WORDS if by in BY_PERSON or stage not in OF_PEOPLE]
    rows = (
        (names.get(key, key), tuple(counts.get(stage, 0) for stage in columns))
        for key, counts in found
        if any(counts.get(s) for s in columns)
    )
    caption = _("People by %(word)s") if by in BY_PERSON else _("Applications by %(word)s")
    return Table(by, caption % {"word": str(BY[by]).lower()}, str(BY[by]), tuple(str(WORDS[stage]) for stage in columns), tuple(rows))


@role_required(*READERS)
@require_safe
def table(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """One table as a file; with `few=hide` fit for publication."""
    period = asked(request)
    made = {"stages": stages, "months": months}.get(what)
    if not made and what not in BY:
        raise Http404
    found = made(period) if made else breakdown(period, what)
    lines = found.lines(is_public=request.GET.get("few") == "hide")
    return as_file(f"{period}-{what}", form, [found.first, *found.columns], lines)


@role_required(*LEADS)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have the months of the period counted again."""
    period = Period.read(request.POST.get("period", ""), figures.today())
    figures.ask_again(period)
    messages.success(request, _("The figures are counted again within a few minutes."))
    return redirect(f"{reverse('admin:desk_figures')}?period={period}")
