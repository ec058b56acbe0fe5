"""Quotas at the desk: places of each field, what was used, and a new number."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import READERS, Role
from programmes.desk.page import show
from programmes.forms.quotas import FieldQuotaForm
from programmes.quotas import lines_of


@role_required(*READERS)
@require_safe
def quotas(request: HttpRequest) -> HttpResponse:
    """Every field with its places, their source and what was used."""
    lines = lines_of(request.user, timezone.localdate())
    counted_at = min((line.use.counted_at for line in lines if line.use), default=None)
    context = {"lines": lines, "counted_at": counted_at, "may_enter": request.user.role == Role.OEC_SUPERVISOR}
    return show(request, "programmes/desk/quotas.html", context, title=_("Quotas"))


@role_required(Role.OEC_SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new number beside the old ones."""
    form = FieldQuotaForm(request.POST or None)
    form.instance.entered_by = request.user
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("admin:desk_quotas")
    status = 422 if request.method == "POST" else 200
    return show(request, "programmes/desk/quota_form.html", {"form": form}, title=_("New number of places"), status=status)
