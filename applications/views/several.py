"""Several recommended candidates at once: invited with the same times, or not selected, each with a reason of its own."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.roles import Role
from applications import transitions
from applications.forms import InviteForm, NotSelectRow
from applications.models import Application
from applications.views.hiring import invitation, presented, refusal_letter, start_times
from applications.views.saying import is_sent
from workflow.steps import Refused

MOST = 50


def ticked(request: HttpRequest) -> list[Application]:
    """The candidates that the address names (?a=...), of this company only, in a fixed order; others are left out."""
    try:
        return list(presented(request).filter(public_id__in=request.GET.getlist("a")[:MOST]).order_by("pk"))
    except ValidationError:
        return []


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_many(request: HttpRequest) -> HttpResponse:
    """The same times for all who were ticked; each gets an invitation of their own, and one that cannot be does not stop the rest."""
    rows = ticked(request)
    if not rows:
        return nobody(request)
    form = InviteForm(request.POST if request.method == "POST" else None, initial=start_times(rows[0]))
    if is_sent(request, form):
        times, meeting = form.slots(), form.meeting()
        failed = each(rows, lambda row: transitions.invite(row, by=request.user, slots=times, **meeting))
        if len(failed) < len(rows):
            return told(request, len(rows) - len(failed), failed, ngettext("%(n)s invitation is sent.", "%(n)s invitations are sent.", 2))
        for row, refusal in failed:
            form.add_error(None, f"{row.candidate.reference}: {refusal}")
    context = {"rows": rows, "form": form, "letters": invitation(rows[0], form)}
    return render(request, "applications/invite.html", context)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def not_select_many(request: HttpRequest) -> HttpResponse:
    """One reason for each who was ticked, shared with the candidate or not."""
    rows = ticked(request)
    if not rows:
        return nobody(request)
    data = request.POST if request.method == "POST" else None
    forms = [NotSelectRow(data, role=Role.EMPLOYER, application=row) for row in rows]
    if all([is_sent(request, form) for form in forms]):
        by_pk = {form.application.pk: form.cleaned_data for form in forms}
        failed = each(rows, lambda row: refuse(row, request, by_pk[row.pk]))
        return told(request, len(rows) - len(failed), failed, ngettext("%(n)s decision is saved.", "%(n)s decisions are saved.", 2))
    return render(request, "applications/not_select_many.html", {"forms": forms, "letters": refusal_letter(rows[0], forms[0])})


def refuse(row: Application, request: HttpRequest, said: dict[str, object]) -> object:
    return transitions.not_select(
        row, by=request.user, ground=said["reason"], is_shared=said["shared"], note=said["note"], version=said["version"]
    )


def each(rows: list[Application], act: Callable[[Application], object]) -> list[tuple[Application, Refused]]:
    """Take the step with each; those that could not be moved, with the reason."""
    failed = []
    for row in rows:
        try:
            act(row)
        except Refused as refusal:
            failed.append((row, refusal))
    return failed


def told(request: HttpRequest, done: int, failed: list[tuple[Application, Refused]], words: str) -> HttpResponse:
    if done:
        messages.success(request, words % {"n": done})
    for row, refusal in failed:
        messages.error(request, f"{row.candidate.reference}: {refusal}")
    return redirect("employer_candidates:list")


def nobody(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Tick at least one candidate first."))
    return redirect("employer_candidates:list")
