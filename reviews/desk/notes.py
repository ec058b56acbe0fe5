"""Notes about a case: for the own organisation, for both partners, or also for the employer. They move nothing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import role_required
from accounts.roles import PARTNERS
from reviews.desk.case import page
from reviews.desk.page import kind_or_404, subject_or_404
from reviews.forms import NoteForm
from workflow.models import Stateful
from workflow.noting import write_note


@role_required(*PARTNERS)
@require_POST
def note(request: HttpRequest, kind: str, public_id: object) -> HttpResponse:
    """Write a note down; what cannot be kept comes back with everything that was typed."""
    found = kind_or_404(request, kind)
    subject = subject_or_404(request, found, public_id)
    if not isinstance(subject, Stateful):
        raise Http404
    form = NoteForm(request.POST, subject=subject, auto_id="note_%s")
    if not form.is_valid():
        return page(request, found, subject, status=422, note=form)
    write_note(subject, by=request.user, **form.cleaned_data)
    messages.success(request, _("The note stands in the history."))
    return redirect("admin:desk_case", kind=found.name, public_id=subject.public_id)
