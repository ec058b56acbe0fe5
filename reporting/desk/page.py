"""The frame of the desk for the pages of the reports, and files of their tables."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.desk import page
from accounts.roles import Role
from exports import files
from exports.models import Export
from paper.table import csv_answer, xlsx_answer
from reporting.models.fee import LEDGER_READERS

LEADS = (Role.OEC_SUPERVISOR, Role.INTER_SES)
PACE_READERS = (*LEADS, Role.AUDITOR)
FILES: dict[str, Any] = {"csv": csv_answer, "xlsx": xlsx_answer}
SHOWN = 10  # of the own files


def show(request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200) -> HttpResponse:
    """A page inside the admin's frame with the tabs of this floor."""
    return page.show(request, template, {"tabs": tabs(request), **context}, title=title, status=status)


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The pages of the reports that this role may open."""
    pages: list[tuple[str, Any, Any]] = [
        ("admin:desk_figures", _("Report of the month"), None),
        ("admin:desk_pace", _("Days for each stage"), PACE_READERS),
        ("admin:desk_reach", _("What became of vacancies"), None),
        ("admin:desk_ledgers", _("Ledgers and yearly report"), LEDGER_READERS),
        ("admin:desk_fees", _("Fees"), LEDGER_READERS),
    ]
    found = [(reverse(name), word) for name, word, roles in pages if roles is None or request.user.role in roles]
    return [{"word": word, "url": url, "is_current": request.path == url} for url, word in found]


def as_file(name: str, form: str, head: Sequence[object], lines: Iterable[Sequence[object]]) -> Any:
    """A table of a few hundred lines that were counted before, as CSV or as a workbook; 404 for anything else."""
    if form not in FILES:
        raise Http404
    return FILES[form](f"{name}.{form}", head, lines)


def made(request: HttpRequest, kind: str, wanted: dict[str, Any]) -> HttpResponse:
    """Have the worker write a long table in the form that was asked for, and show how far it is; 404 for another form."""
    form = request.POST.get("form", "")
    if form not in FILES:
        raise Http404
    return redirect("admin:kept_file", public_id=files.ask(kind, by=request.user, wanted=wanted, form=form).public_id)


def own_files(request: HttpRequest, kinds: Collection[str]) -> Any:
    """The newest files of these kinds that this person asked for."""
    return Export.objects.files().visible_to(request.user).filter(kind__in=kinds)[:SHOWN]
