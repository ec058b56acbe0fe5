"""Files that the worker makes, at the desk: how far one is, take it, end it. Asked for on the pages that know what stands in them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import fresh_required, role_required
from accounts.desk.page import show
from accounts.roles import READERS
from exports import files, writing
from exports.kinds import kind_of
from exports.models import PEOPLE, Export
from paper.sheets import MOST_LETTERS, MOST_LINES, XLSX_TYPE
from paper.table import CSV_TYPE, headed
from vault.models import record_access
from workflow.steps import Reason, Refused

TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}


def find(request: HttpRequest, public_id: object) -> Export:
    """The own file of this name; 404 for a stranger's."""
    found: Export = get_object_or_404(Export.objects.files().visible_to(request.user), public_id=public_id)
    return found


@role_required(*READERS)
@require_safe
def one(request: HttpRequest, public_id: object) -> HttpResponse:
    """How far it is; the page looks again by itself as long as it is written."""
    export = find(request, public_id)
    stage = export.stage
    context = {
        "export": export, "place": kind_of(export.kind).place, "fault": Reason(export.fault) if export.fault else "",
        "is_writing": stage == Export.Stage.WRITING, "is_ready": stage == Export.Stage.READY and not export.is_over,
        "may_cancel": stage in (Export.Stage.WRITING, Export.Stage.READY), "waits": export.worked_at is None,
        "stands_still": stands_still(export), "sheets": files.sheets_of(export), "most": f"{MOST_LINES:,}", "letters": f"{MOST_LETTERS:,}",
    }  # fmt: skip
    answer = show(request, "exports/file.html", context, title=export.title)
    if context["is_writing"]:
        answer["Refresh"] = "3"
    return answer


def stands_still(export: Export) -> bool:
    """Nobody has worked on it for longer than a lease lasts: the worker was killed, or none is there."""
    since = export.worked_at or export.created_at
    return export.stage == Export.Stage.WRITING and timezone.now() - since > writing.LEASE


@role_required(*READERS)
@require_POST
def cancel(request: HttpRequest, public_id: object) -> HttpResponse:
    """End it, a list of people too: nothing of it stays."""
    export: Export = get_object_or_404(Export.objects.visible_to(request.user).select_related("signature"), public_id=public_id)
    try:
        writing.cancel(export, by=request.user)
        messages.success(request, _("Ended. Nothing of the file is kept."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:export" if export.kind == PEOPLE else "admin:kept_file", public_id=export.public_id)


@role_required(*READERS)
@fresh_required
@require_safe
def take(request: HttpRequest, public_id: object) -> HttpResponseBase:
    """The file, for who asked and nobody else; it was made before and is only read out, with its length said first."""
    export = find(request, public_id)
    if export.stage != Export.Stage.READY or export.is_over:
        raise Http404
    record_access(request.user, export, field="file", purpose="export", case=str(export.public_id)[:8])
    answer = StreamingHttpResponse(files.pieces_of(export), content_type=TYPES[export.form])
    answer["Content-Length"] = export.size
    return headed(answer, f"{export.title}.{export.form}")
