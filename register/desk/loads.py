"""Imports at the desk: send a file, say which column is what, watch, read the report."""

import csv
import re
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import OEC
from register import imports
from register.faults import FileFault
from register.forms import ColumnsForm, UploadForm
from register.models import Problem, RegisterEntry, RegisterImport
from vault.masking import STAR, mask_email
from workflow.steps import Reason, Refused

REFRESH = "3"
MOST = 50
DATE = re.compile(r"\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{1,4}")


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def loads(request: HttpRequest) -> HttpResponse:
    """All imports, and a new one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            load = imports.receive(file.chunks(), name=file.name, size=file.size, by=request.user)
            return redirect("admin:register_import", public_id=load.public_id)
        except FileFault as fault:
            form.add_error("file", str(Reason(fault.code)))
    rows = RegisterImport.objects.visible_to(request.user).select_related("created_by")[:MOST]
    status = 422 if form.errors else 200
    return show(request, "register/loads.html", {"form": form, "rows": rows}, title=_("Import OEC's register"), status=status)


@role_required(*OEC)
@require_safe
def load(request: HttpRequest, public_id: object) -> HttpResponse:
    """One import: its columns, its progress or its report."""
    found = get_object_or_404(RegisterImport.objects.visible_to(request.user), public_id=public_id)
    return page(request, found)


def page(request: HttpRequest, found: RegisterImport, form: ColumnsForm | None = None, status: int = 200) -> HttpResponse:
    if found.stage == RegisterImport.Stage.SENT:
        return columns_page(request, found, form, status)
    counts = [(label, found.counts.get(name, 0)) for name, label in outcomes().items()] if found.counts else []
    problems = Problem.objects.filter(load=found)
    context = {
        "load": found,
        "percent": int(found.share * 100),
        "counts": counts,
        "fault": Reason(found.fault) if found.fault else None,
        "problems": problems.count() if found.is_over else 0,
        "is_unchanged": found.stage == RegisterImport.Stage.DONE and not found.counts.get("new") and not found.counts.get("changed"),
    }
    response = show(request, "register/load.html", context, title=_("Import: %(file)s") % {"file": found.file_name}, status=status)
    if not found.is_over:
        response.headers["Refresh"] = REFRESH
    return response


def outcomes() -> dict[str, str]:
    return {
        "rows": _("Rows in the file"),
        "new": _("New people"),
        "changed": _("Entries brought up to date"),
        "same": _("Nothing new"),
        "claimed": _("Claimed by the person: left as it is"),
        "left_out": _("Left out, with a problem"),
        "accounts": _("People who have an account already"),
    }


def columns_page(request: HttpRequest, found: RegisterImport, form: ColumnsForm | None, status: int) -> HttpResponse:
    """What the file holds, and which column is what; numbers, addresses and days of birth are masked: nobody has claimed a case here."""
    headings, *rows = imports.first_rows(found)
    shown = [[masked(cell) for cell in row] for row in rows]
    context = {"load": found, "form": form or ColumnsForm(headings), "headings": headings, "rows": shown}
    return show(request, "register/columns.html", context, title=_("Which column is what?"), status=status)


def masked(cell: str) -> str:
    """A cell that tells its kind, not its value: of a date the year stays, of a long number the last three digits."""
    if "@" in cell:
        return mask_email(cell)
    if DATE.search(cell):
        return re.sub(r"(?<!\d)\d{1,2}(?!\d)", STAR * 2, cell)
    digits = len(re.sub(r"\D", "", cell))
    return re.sub(r"\d", STAR, cell, count=digits - 3) if digits > 4 else cell


@role_required(*OEC)
@require_POST
def begin(request: HttpRequest, public_id: object) -> HttpResponse:
    """Begin with these columns."""
    found = get_object_or_404(RegisterImport.objects.visible_to(request.user), public_id=public_id)
    if found.stage != RegisterImport.Stage.SENT:
        return redirect("admin:register_import", public_id=found.public_id)
    form = ColumnsForm(imports.first_rows(found)[0], request.POST)
    if not form.is_valid():
        return page(request, found, form, 422)
    try:
        imports.start(found, form.columns())
    except Refused as refusal:
        form.add_error(None, refusal.said())
        return page(request, found, form, 409)
    return redirect("admin:register_import", public_id=found.public_id)


@role_required(*OEC)
@require_POST
def cancel(request: HttpRequest, public_id: object) -> HttpResponse:
    """Stop it; nothing of it stays."""
    found = get_object_or_404(RegisterImport.objects.visible_to(request.user), public_id=public_id)
    if imports.cancel(found):
        messages.success(request, _("Cancelled. Nothing of this file was taken over, and the file is erased."))
    else:
        messages.error(request, _("Too late: the import has ended."))
    return redirect("admin:register_imports")


class Echo:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


@role_required(*OEC)
@require_safe
def report(request: HttpRequest, public_id: object) -> StreamingHttpResponse:
    """Every problem with its row and column, as CSV: codes and words, no values of people, nothing that a spreadsheet computes."""
    found = get_object_or_404(RegisterImport.objects.visible_to(request.user), public_id=public_id)
    response = StreamingHttpResponse(lines(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="import-{found.public_id.hex[:8]}.csv"'
    return response


def lines(found: RegisterImport) -> Iterator[str]:
    names = {field.name: str(field.verbose_name) for field in RegisterEntry._meta.fields}
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow([_("row"), _("column"), _("code"), _("problem")])
    said: dict[str, str] = {}
    for row, field, code in Problem.objects.filter(load=found).values_list("row", "field", "code").iterator(chunk_size=5000):
        words = said.setdefault(code, str(Reason(code)))
        yield writer.writerow([row, names.get(field, field), code, words])
