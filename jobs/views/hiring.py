"""The page for companies that think about hiring: costs, the way with its days, and who answers for it. No account needed."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.hiring import costs, timeline
from jobs.standing import japan_today


@login_not_required
@require_safe
def hiring(request: HttpRequest) -> HttpResponse:
    """Figures with their day and source; what is not settled says so."""
    today = japan_today()
    stages = timeline(today)
    context = {
        "today": today,
        "stages": stages,
        "earliest": stages[-1][1],
        "latest": stages[-1][2],
        "costs": costs(),
        "licence": settings.INTER_SES_LICENCE,
        "manager": settings.INTER_SES_MANAGER,
        "address": settings.INTER_SES_ADDRESS,
        "fees": settings.INTER_SES_FEES,
        "refund": settings.INTER_SES_REFUND,
    }
    return render(request, "jobs/hiring.html", context)
