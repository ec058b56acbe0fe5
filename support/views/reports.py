"""Reporting a demand for money: no account, two pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from support import transitions
from support.forms import ReportForm
from support.models import Report
from support.views.questions import given, is_counted, stored

REPORTED = "reported"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """What happened; only one question must be answered. Who is signed in is not kept."""
    form = ReportForm(*given(request), initial={"job_number": request.GET.get("job", "")[:40], "said_to_be": "unknown"})
    if request.method == "POST" and form.is_valid() and (received := taken(request, form)):
        request.session[REPORTED] = {
            "number": received.reference,
            "is_about_staff": received.desk == "auditor",
            "can_answer": bool(received.reply_to),
        }
        return redirect("support:reported")
    return render(request, "support/report.html", {"form": form})


def taken(request: HttpRequest, form: ReportForm) -> Report | None:
    """The report, or None when the form says why not."""
    if not is_counted(request, form, "report"):
        return None
    photo = stored(form, "photo", owner=None, kind="report")
    if form.errors:
        return None
    return transitions.receive(said=form.said(), photo=photo, language=get_language() or "en")


@login_not_required
@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """You did right: the number, and what happens now."""
    told = request.session.get(REPORTED)
    return render(request, "support/reported.html", told) if told else redirect("support:report")
