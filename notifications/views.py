"""The inbox, the page that checks what somebody was sent, and the demo's outbox."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobs.models import Vacancy
from notifications.channels.outbox import last_delivered
from notifications.forms import CheckForm
from notifications.inbox import unread
from notifications.models import Message

PAGE, SHOWN, SHOWN_JOBS = 20, 100, 20


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The person's messages, newest first."""
    rows = Message.objects.visible_to(request.user).inbox()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/pages/inbox.html", {"page": page, "unread": unread(request.user)})


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
    form = CheckForm(request.GET if "number" in request.GET else None)
    context: dict[str, Any] = {"form": form, "asked": "", "vacancies": [], "is_private": False}
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data["number"]
        context |= {"asked": asked, "is_private": form.is_private(), "vacancies": vacancies_by(asked)}
    return render(request, "notifications/pages/check.html", context)


def vacancies_by(number: str) -> list[Vacancy]:
    """The public jobs that carry this number, their own or that of their demand letter; none when nobody published it."""
    public = Vacancy.objects.public().select_related("employer", "prefecture")
    found = public.filter(Q(reference=number) | Q(demand_letter__number__iexact=number)).order_by("-published_at")
    is_open = Exists(Vacancy.objects.open().filter(pk=OuterRef("pk")))
    return list(found.annotate(is_open=is_open)[:SHOWN_JOBS])


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Local demo only: what the fake provider delivered, newest first."""
    if not settings.DEMO:
        raise Http404
    return render(request, "notifications/pages/outbox.html", {"letters": last_delivered(SHOWN)})
