"""What became of vacancies, by field, prefecture and employer for a period, and one by one."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.roles import READERS
from reporting import figures, reach
from reporting.desk.monthly import asked, last_begun
from reporting.desk.page import as_file, made, own_files, show
from reporting.periods import Period
from reporting.stages import BY, FILLED

A_PAGE = 50


@role_required(*READERS)
@require_safe
def reach_page(request: HttpRequest) -> HttpResponse:
    """The period cut by field, prefecture or employer; below, the vacancies by fifty, the newest first."""
    period, by = asked(request), cut_of(request)
    rows, before = reach.published(request.user), request.GET.get("before", "")
    is_key = before.isascii() and before.isdigit() and len(before) < 18
    found = list((rows.filter(pk__lt=int(before)) if is_key else rows)[: A_PAGE + 1])
    context = {
        "period": period,
        "by": by,
        "cuts": [(name, BY[name]) for name in reach.BY],
        "columns": list(reach.STAGES.values()),
        "rows": cut_rows(period, by),
        "vacancies": reach.reach_of(found[:A_PAGE]),
        "files": own_files(request, ["reach"]),
        "older": found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
    }
    return show(request, "reporting/reach.html", context, title=_("What became of vacancies"))


def cut_of(request: HttpRequest) -> str:
    return wish if (wish := request.GET.get("by", "")) in reach.BY else reach.BY[0]


def cut_rows(period: Period, by: str) -> list[tuple[str, list[int], float | None]]:
    """Name, the stages, and the middle of the days to fill in its last month."""
    found, filled = figures.broken_down(period, by), figures.medians(last_begun(period), by=by, stages=[FILLED])
    names = figures.names_of(by, [key for key, _counts in found])
    days = {key: stays[FILLED].days for key, stays in filled.items()}
    return [(names.get(key, key), [counts.get(stage, 0) for stage in reach.STAGES], days.get(key)) for key, counts in found]


@role_required(*READERS)
@require_safe
def cut_table(request: HttpRequest, form: str) -> HttpResponse:
    """The cut as a file."""
    period, by = asked(request), cut_of(request)
    heads = [BY[by], *reach.STAGES.values(), _("days to fill, middle of the last month")]
    return as_file(f"{period}-reach-{by}", form, heads, ([name, *counts, days] for name, counts, days in cut_rows(period, by)))


@role_required(*READERS)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Have a file of every vacancy that was public once written."""
    return made(request, "reach", {})
