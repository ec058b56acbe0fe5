"""Lists of people at the desk: ask, see how far it is, download. Ended they are as every other file (files.py)."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import fresh_required, role_required
from accounts.desk.page import show
from accounts.roles import OEC
from exports import choosing, people
from exports.desk.forms import ExportForm
from exports.models import Export
from paper.flowing import csv_pieces, xlsx_pieces
from paper.sheets import XLSX_TYPE
from paper.table import CSV_TYPE
from vault.models import record_access
from workflow.steps import Refused

SHOWN = 50
FORMS: dict[str, tuple[str, Callable[..., Iterator[bytes]]]] = {"csv": (CSV_TYPE, csv_pieces), "xlsx": (XLSX_TYPE, xlsx_pieces)}


@role_required(*OEC)
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """The own lists, the newest first."""
    return show(
        request, "exports/exports.html", {"rows": Export.objects.of_people().visible_to(request.user)[:SHOWN]}, title=_("Lists of people")
    )


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Count first, then ask; a number that is too big is said at once."""
    form, count = ExportForm(request.POST or None), None
    if form.is_bound and form.is_valid():
        if "count" in request.POST:
            count = choosing.how_many(form.wanted(), request.user)
        elif found := asked(request, form):
            return redirect("admin:export", public_id=found.public_id)
    context = {
        "form": form,
        "count": count,
        "is_too_big": count is not None and count > settings.EXPORT_MOST_ROWS,
        "too_big": people.too_big(),
    }
    return show(request, "exports/new.html", context, title=_("New list of people"), status=422 if form.errors else 200)


def asked(request: HttpRequest, form: ExportForm) -> Export | None:
    """The list that waits for its signature, or None with the reasons on the form."""
    given = {name: form.cleaned_data[name] for name in ("columns", "with_identity", "reason")}
    try:
        return people.ask(by=request.user, wanted=form.wanted(), **given)
    except Refused as refusal:
        form.add_error(None, refusal.said())
        return None


@role_required(*OEC)
@require_safe
def one(request: HttpRequest, public_id: object) -> HttpResponse:
    """How far it is."""
    export = get_object_or_404(Export.objects.of_people().visible_to(request.user).select_related("signature"), public_id=public_id)
    stage = export.stage
    context = {
        "export": export, "wanted": choosing.in_words(export.wanted), "columns": people.heads_of(export),
        "fault": people.fault_of(export), "is_writing": stage == Export.Stage.WRITING,
        "is_ready": stage == Export.Stage.READY, "may_cancel": stage in (Export.Stage.WAITING, Export.Stage.WRITING, Export.Stage.READY),
    }  # fmt: skip
    answer = show(request, "exports/export.html", context, title=_("List of people"))
    if context["is_writing"]:
        answer["Refresh"] = "3"
    return answer


@role_required(*OEC)
@fresh_required
@require_safe
def file(request: HttpRequest, public_id: object, form: str) -> HttpResponseBase:
    """The file, for who asked and nobody else; it flows and is kept nowhere on the way."""
    export = get_object_or_404(Export.objects.of_people().visible_to(request.user), public_id=public_id, stage=Export.Stage.READY)
    if form not in FORMS or export.is_over:
        raise Http404
    kind, pieces = FORMS[form]
    record_access(request.user, export, field="file", purpose="export", case=str(export.public_id)[:8])
    answer = StreamingHttpResponse(pieces(people.heads_of(export), people.rows_of(export)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="people-{str(export.public_id)[:8]}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
