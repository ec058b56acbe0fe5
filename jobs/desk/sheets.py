"""求人票 that employers sent as files: opened, entered as a draft on their behalf, or refused with a reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import Role
from jobs import sheets
from jobs.models import SentSheet
from vault.views import serve
from workflow.steps import Refused


class RefuseForm(forms.Form):
    """Why a sheet cannot be entered."""

    why = forms.CharField(label=gettext_lazy("Why it cannot be entered"), max_length=600, widget=forms.Textarea({"rows": 2}))


@role_required(Role.INTER_SES)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Sheets that wait, oldest first."""
    rows = SentSheet.objects.visible_to(request.user).waiting().select_related("employer", "sent_by", "file")
    return show(request, "jobs/desk/sheets.html", {"sheets": rows[:100], "form": RefuseForm()}, title=_("Job sheets to enter"))


def one(request: HttpRequest, public_id: Any) -> SentSheet:
    return get_object_or_404(SentSheet.objects.visible_to(request.user).select_related("employer", "file", "sent_by"), public_id=public_id)


@role_required(Role.INTER_SES)
@require_safe
def file(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The file as it was sent, cleaned."""
    sheet = one(request, public_id)
    return serve(request, sheet.file, purpose="job_sheet", case=str(sheet.public_id))


@role_required(Role.INTER_SES)
@require_POST
def enter(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Begin a draft on the employer's behalf and go on writing it."""
    sheet = one(request, public_id)
    try:
        vacancy = sheets.enter(sheet, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:desk_sheets")
    return redirect("employer:vacancy_edit", vacancy.public_id, "work")


@role_required(Role.INTER_SES)
@require_POST
def refuse(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Say why it cannot be entered; the employer reads it on the page where it was sent."""
    form = RefuseForm(request.POST)
    if form.is_valid() and sheets.refuse(one(request, public_id), by=request.user, why=form.cleaned_data["why"]):
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Write why it cannot be entered."))
    return redirect("admin:desk_sheets")
