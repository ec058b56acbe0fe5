"""The employer sends a 求人票 as a file instead of typing it, and sees what became of it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.access import role_required
from accounts.roles import Role
from jobs.models import Employer, SentSheet
from jobs.views.finding import own_company
from vault.intake import store_upload
from vault.refusals import FileRefused
from vault.words import sentence

MOST_WAITING = 10


class SheetForm(forms.Form):
    """The file, and what Inter-SES should know."""

    file = forms.FileField(
        label=gettext_lazy("Your job sheet"),
        help_text=gettext_lazy("JPEG, PNG or PDF, at most 8 MB."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,application/pdf"}),
    )
    note = forms.CharField(label=gettext_lazy("What we should know"), max_length=600, required=False, widget=forms.Textarea({"rows": 2}))


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """Send one, and the list of those that were sent."""
    company = own_company(request)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if request.method == "POST" and form.is_valid() and kept(request, company, form):
        messages.success(request, _("Received. Inter-SES enters it; you check the draft and send it."))
        return redirect("employer:sheets")
    rows = SentSheet.objects.visible_to(request.user).select_related("vacancy").order_by("-sent_at")[:50]
    return render(request, "jobs/sheets.html", {"form": form, "sheets": rows})


def kept(request: HttpRequest, company: Employer, form: SheetForm) -> bool:
    """Whether the sheet could be kept; if not, the form says why."""
    if SentSheet.objects.waiting().filter(employer=company).count() >= MOST_WAITING:
        form.add_error(None, _("%(count)s sheets wait already. Inter-SES enters them first.") % {"count": MOST_WAITING})
        return False
    try:
        limits.take(("upload.person", str(request.user.public_id)))
        stored = store_upload(form.cleaned_data["file"], owner=request.user, kind="job_sheet")
    except FileRefused as refused:
        form.add_error("file", sentence(refused.code))
        return False
    except limits.TooMany:
        form.add_error("file", _("You sent many files in a short time. Try again in an hour."))
        return False
    SentSheet.objects.create(employer=company, file=stored, note=form.cleaned_data["note"], sent_by=request.user)
    return True
