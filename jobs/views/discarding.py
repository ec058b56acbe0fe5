"""The draft that is thrown away, and brought back."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from jobs import transitions
from jobs.models import Vacancy
from jobs.views.finding import own_vacancy

AT_MOST = 100


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_discard(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Ask, then throw away a draft that was never sent."""
    found = own_vacancy(request, public_id)
    if request.method == "POST":
        if transitions.discard(found, by=request.user):
            messages.success(
                request, _("The draft is thrown away. You can bring it back for %(days)s days.") % {"days": transitions.KEPT_DAYS}
            )
            return redirect("employer:discarded")
        messages.error(request, _("This vacancy was sent, so it stays in the records. Close it instead."))
        return redirect("employer:vacancy", found.public_id)
    return render(request, "jobs/vacancy_discard.html", {"vacancy": found, "days": transitions.KEPT_DAYS})


@role_required(Role.EMPLOYER)
@require_safe
def discarded(request: HttpRequest) -> HttpResponse:
    """The company's drafts that were thrown away, and until when each can be brought back."""
    rows = Vacancy.objects.of(request.user).discarded().order_by("-discarded_at", "-pk")[:AT_MOST]
    lines = [{"vacancy": row, "until": row.discarded_at + timedelta(days=transitions.KEPT_DAYS)} for row in rows]
    return render(request, "jobs/discarded.html", {"lines": lines, "days": transitions.KEPT_DAYS})


@role_required(Role.EMPLOYER)
@require_POST
def bring_back(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A draft that was thrown away is among the others again."""
    found = get_object_or_404(Vacancy.objects.of(request.user).select_related("employer"), public_id=public_id)
    if transitions.bring_back(found, by=request.user):
        messages.success(request, _("The draft is back, as it was."))
    return redirect("employer:vacancy", found.public_id)
