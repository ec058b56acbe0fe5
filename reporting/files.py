"""What the worker writes for the reports: the ledgers of a year, and what became of every vacancy (exports/kinds.py)."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.roles import READERS
from exports.files import table
from exports.kinds import Batch, Kind
from exports.models import Export
from reporting import ledgers, reach
from reporting.figures import local_day
from reporting.models.fee import LEDGER_READERS
from reporting.reach import Reach

LEDGERS = ("admin:desk_ledgers", gettext_lazy("Ledgers and yearly report"))
NAMES = {"vacancies": "求人管理簿", "seekers": "求職管理簿", "fees": "手数料管理簿"}


def ledger(book: str, heads: Sequence[str], lines: Callable[[ledgers.Span, int], Batch]) -> Kind:
    """One book of a year, in Japanese, candidates by number."""

    def after(export: Export) -> Batch:
        return lines(ledgers.span_of(export.wanted["year"], export.created_at), export.cursor)

    def title(export: Export) -> str:
        return f"{NAMES[book]}-{export.wanted['year']}"

    return table(title=title, place=LEDGERS, readers=LEDGER_READERS, heads=lambda export: heads, after=after)


VACANCIES = ledger("vacancies", ledgers.HEADS, ledgers.vacancy_lines)
SEEKERS = ledger("seekers", ledgers.SEEKER_HEADS, ledgers.seeker_lines)
FEES = ledger("fees", ledgers.FEE_HEADS, ledgers.fee_lines)


def reach_heads(export: Export) -> Sequence[object]:
    """In the language of who asked."""
    with override(export.created_by.language):
        said = [_("Number"), _("Job"), _("Employer"), _("Field"), _("Prefecture"), _("Published")]
        return [*said, *map(str, reach.STAGES.values()), _("days to fill")]


def reach_after(export: Export) -> Batch:
    """The next vacancies that were public once, the newest first."""
    rows = reach.after(export.created_by, export.cursor)
    if not rows:
        return Batch()
    with override(export.created_by.language):
        lines = [reach_line(row) for row in rows]
    last, newest = rows[-1].vacancy.pk, reach.published(export.created_by).values_list("pk", flat=True)[0]
    return Batch(lines, last, 100 * (newest - last) // newest)


def reach_line(row: Reach) -> list[object]:
    vacancy = row.vacancy
    field = str(vacancy.field) if vacancy.field else _("IT and engineers")
    published = local_day(vacancy.published_at, "employer")
    where = str(vacancy.prefecture or "")
    return [vacancy.reference, vacancy.title, str(vacancy.employer), field, where, published, *row.cells, row.days]


REACH = table(
    title=lambda export: _("What became of vacancies"), place=("admin:desk_reach", gettext_lazy("What became of vacancies")),
    readers=READERS, heads=reach_heads, after=reach_after,
)  # fmt: skip
