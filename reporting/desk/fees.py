"""The book of fees: its rows, a new one, a correction."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from reporting import fees
from reporting.desk.page import show
from reporting.forms import CorrectionForm, FeeForm
from reporting.models import Fee
from reporting.models.fee import LEDGER_READERS
from workflow.steps import Refused

A_PAGE = 50


@role_required(*LEDGER_READERS)
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """The newest rows, fifty a page; corrected ones stay and say so."""
    found = fees.page_of(request.user, request.GET.get("before", ""), A_PAGE + 1)
    older = found[A_PAGE - 1].pk if len(found) > A_PAGE else None
    context = {"rows": found[:A_PAGE], "older": older, "may_write": request.user.role == Role.INTER_SES}
    return show(request, "reporting/fees.html", context, title=_("Fees"))


@role_required(Role.INTER_SES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A fee or a refund."""
    form = FeeForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid() and taken(request, form, lambda: fees.enter(by=request.user, **form.said())):
        return redirect("admin:desk_fees")
    return fee_page(request, form, _("Enter a fee"))


@role_required(Role.INTER_SES)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, public_id: object) -> HttpResponse:
    """A row in the place of this one, or this one taken away."""
    fee = get_object_or_404(Fee.objects.visible_to(request.user).select_related("application", "employer"), public_id=public_id)
    form = CorrectionForm(request.POST or None, by=request.user, instance=fee)
    if request.method == "POST" and form.is_valid():
        said = form.said() | {"why": form.cleaned_data["why"], "is_void": form.cleaned_data["is_void"]}
        if taken(request, form, lambda: fees.correct(fee, by=request.user, **said)):
            return redirect("admin:desk_fees")
    return fee_page(request, form, _("Correct a fee"))


def taken(request: HttpRequest, form: FeeForm, act: Any) -> bool:
    """Whether it was entered; else the form says why not, with everything typed kept."""
    try:
        act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Entered in the book of fees."))
    return True


def fee_page(request: HttpRequest, form: FeeForm, title: str) -> HttpResponse:
    return show(request, "reporting/fee.html", {"form": form}, title=title, status=422 if form.errors else 200)
