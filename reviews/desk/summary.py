"""The summary for the employer, written by Inter-SES while OEC still checks (the queue is read from submission on)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import role_required
from accounts.roles import Role
from applications import transitions
from reviews.desk.case import page
from reviews.desk.page import kind_or_404, subject_or_404
from reviews.forms import SummaryForm
from workflow.steps import Refused


@role_required(Role.INTER_SES)
@require_POST
def prepare(request: HttpRequest, public_id: object) -> HttpResponse:
    """Keep the words; what cannot be kept comes back as it was typed."""
    kind = kind_or_404(request, "application")
    subject, form = subject_or_404(request, kind, public_id), SummaryForm(request.POST, auto_id="prepare_%s")
    if not form.is_valid():
        return page(request, kind, subject, status=422, prepare=form)
    try:
        seen = request.POST.get("seen", "")
        transitions.prepare_summary(subject, by=request.user, summary_ja=form.cleaned_data["summary_ja"], seen=seen)
    except Refused as refusal:
        form.add_error(None, refusal.said())
        return page(request, kind, subject_or_404(request, kind, public_id), status=409, prepare=form)
    messages.success(request, _("The summary is kept. It stands in the form when OEC has endorsed."))
    return redirect("admin:desk_case", kind=kind.name, public_id=subject.public_id)
