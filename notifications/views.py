"""The inbox, the page that checks what somebody was sent, and the demo's outbox."""

import json
from collections import deque
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobs.models import DemandLetter, Vacancy
from notifications.forms import CheckForm
from notifications.models import Message

PAGE, SHOWN = 20, 100


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The person's messages, newest first."""
    rows = Message.objects.visible_to(request.user).inbox()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/pages/inbox.html", {"page": page})


@require_safe
def message(request: HttpRequest, public_id: str) -> HttpResponse:
    """One message."""
    found = get_object_or_404(Message.objects.visible_to(request.user).inbox(), public_id=public_id)
    return render(request, "notifications/pages/message.html", {"letter": found})


@require_POST
def mark_read(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark it as read and go where it leads."""
    found = get_object_or_404(Message.objects.visible_to(request.user).inbox(), public_id=public_id)
    Message.objects.filter(pk=found.pk, read_at=None).update(read_at=timezone.now())
    return redirect(found.link or "notifications:inbox")


@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    Message.objects.visible_to(request.user).inbox().filter(read_at=None).update(read_at=timezone.now())
    return redirect("notifications:inbox")


@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Is this job, letter or message real? By number, without signing in."""
    form = CheckForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "asked": ""}
    if form.is_bound and form.is_valid():
        context |= {"asked": form.cleaned_data["number"], "vacancy": vacancy_by(form.cleaned_data["number"])}
    return render(request, "notifications/pages/check.html", context)


def vacancy_by(number: str) -> Vacancy | None:
    """The public job that carries this number, or a demand letter's number; None when nobody published it."""
    public = Vacancy.objects.public().select_related("employer", "prefecture", "demand_letter")
    found = public.filter(reference=number).first()
    return found or public.filter(demand_letter__in=DemandLetter.objects.filter(number__iexact=number)).first()


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Local demo only: what the fake provider delivered, newest first."""
    if not settings.DEMO:
        raise Http404
    lines: deque[str] = deque(maxlen=SHOWN)
    if settings.OUTBOX_FILE.exists():
        with settings.OUTBOX_FILE.open(encoding="utf-8") as file:
            lines.extend(file)
    letters = [json.loads(line) for line in reversed(lines)]
    return render(request, "notifications/pages/outbox.html", {"letters": letters})
