"""Who saw what: a question with its reason, kept; then the lines, on pages and as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from paper.table import csv_stream, xlsx_stream
from records import sight
from records.asking import cells, heads, rows
from records.desk.page import read, show, written
from records.forms import InquiryForm
from records.models import Inquiry
from records.sight import people_called
from reviews.timeline import WATCHERS

RECENT = 20
FILES = {"csv": (csv_stream, 1_000_000), "xlsx": (xlsx_stream, 200_000)}  # and how many lines one takes


@role_required(*WATCHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def inquiries(request: HttpRequest) -> HttpResponse:
    """Ask, and what was asked lately, by whom and why."""
    form = InquiryForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect("admin:desk_records_inquiry", form.save().public_id)
    recent = list(Inquiry.objects.visible_to(request.user).select_related("by", "person")[:RECENT])
    names = people_called([each.person for each in recent])
    asked = [{"inquiry": each, "person": names[each.person.pk]} for each in recent]
    status = 422 if request.method == "POST" else 200
    return show(request, "records/inquiries.html", {"form": form, "recent": asked}, title=_("Who saw what"), status=status)


@role_required(*WATCHERS)
@require_safe
def inquiry(request: HttpRequest, public_id: object) -> HttpResponse:
    """Fifty lines, oldest first."""
    asked = found_or_404(request, public_id)
    lines, more = sight.page_of(asked, read(request.GET.get("after", "")))
    context = {
        "asked": asked,
        "person": people_called([asked.person])[asked.person.pk],
        "heads": heads(asked),
        "rows": [cells(asked, line) for line in lines],
        "place": "JP" if asked.clock == Inquiry.Clock.JAPAN else "PK",
        "next": written(more),
        "is_first": not request.GET.get("after"),
    }
    return show(request, "records/inquiry.html", context, title=asked.get_what_display())


def found_or_404(request: HttpRequest, public_id: object) -> Inquiry:
    return get_object_or_404(Inquiry.objects.visible_to(request.user).select_related("by", "person"), public_id=public_id)


@role_required(*WATCHERS)
@require_safe
def file(request: HttpRequest, public_id: object, form: str) -> HttpResponseBase:
    """All lines as CSV, while they are read, or as a workbook."""
    asked = found_or_404(request, public_id)
    if form not in FILES:
        raise Http404
    make, most = FILES[form]
    return make(f"records-{asked.at:%Y%m%d-%H%M}.{form}", heads(asked), rows(asked, sight.lines(asked), most))
