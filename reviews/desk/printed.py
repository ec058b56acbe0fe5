"""The file on paper: cover and note sheet, for OEC alone. Each print leaves its record."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import OEC
from applications.models import Application
from candidates.models import Profile
from paper.typeset import paper_answer, pdf
from reviews import papers
from reviews.desk.page import profile_or_404
from vault.models import record_access

SHEETS = {"cover": ("file_cover", papers.cover), "notes": ("note_sheet", papers.note_sheet)}


@role_required(*OEC)
@require_safe
def of_case(request: HttpRequest, public_id: object, sheet: str) -> HttpResponse:
    """A sheet for one application."""
    sent = Application.objects.visible_to(request.user).select_related("vacancy__employer", "candidate__user")
    application = get_object_or_404(sent, public_id=public_id)
    return printed(request, sheet, application.candidate, application)


@role_required(*OEC)
@require_safe
def of_person(request: HttpRequest, public_id: object, sheet: str) -> HttpResponse:
    """A sheet for everything of one person."""
    return printed(request, sheet, profile_or_404(request, public_id))


def printed(request: HttpRequest, sheet: str, profile: Profile, application: Application | None = None) -> HttpResponse:
    """The PDF; the record is written first, an error stops the print."""
    if sheet not in SHEETS:
        raise Http404
    layout, values = SHEETS[sheet]
    reference = str(application or profile)
    record_access(request.user, profile, field=layout, purpose="printed", case=reference)
    return paper_answer(pdf(layout, values(profile, application, request.user)), f"{reference}-{sheet}.pdf")
