"""Another job that Inter-SES proposes to a refused candidate: looked at, agreed to with its own consents, or declined."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.roles import Role
from applications import transitions
from applications.forms import ProposalForm
from applications.models import Application, Proposal
from applications.transitions.acting import live_consents, pakistan_today
from applications.views.saying import taken, taken_with
from candidates import standing
from candidates.views.job import route_row
from jobs.models import Vacancy
from jobs.presentation import employer_name

NEAR = ("vacancy__employer", "vacancy__prefecture", "vacancy__field", "application__candidate__user", "result")


def own_proposal(request: HttpRequest, public_id: object) -> Proposal:
    """The person's own, or 404."""
    return get_object_or_404(Proposal.objects.visible_to(request.user).select_related(*NEAR), public_id=public_id)


def is_open(proposal: Proposal) -> bool:
    """Whether it still waits for the candidate's word: asked, in time, and the job takes applications."""
    is_asked = proposal.state == Proposal.State.ASKED and proposal.answer_by >= pakistan_today()
    return is_asked and Vacancy.objects.open().filter(pk=proposal.vacancy_id).exists()


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, public_id: object) -> HttpResponse:
    """The job, the questions of its employer, one box per receiver; agreeing sends the application."""
    row = own_proposal(request, public_id)
    if row.result:
        return redirect(row.result)
    form = form_for(request, row)
    if request.method == "POST" and form.is_valid() and taken_with(form, lambda: agree(request, row, form)):
        row.refresh_from_db()
        messages.success(request, _("Your application is sent. Your number: %(number)s.") % {"number": row.result.reference})
        return redirect(row.result)
    profile, vacancy = row.application.candidate, row.vacancy
    context = {
        "proposal": row,
        "vacancy": vacancy,
        "employer": employer_name(vacancy),
        "routes": [route_row(verdict) for verdict in standing.verdicts(profile, vacancy, pakistan_today())],
        "is_open": is_open(row),
        "form": form,
    }
    return render(request, "applications/proposal.html", context)


def form_for(request: HttpRequest, row: Proposal) -> ProposalForm:
    """The questions and boxes; a consent to the other employer is none to this one."""
    given = live_consents(row.application.candidate, Application(vacancy=row.vacancy, candidate=row.application.candidate))
    return ProposalForm(request.POST if request.method == "POST" else None, vacancy=row.vacancy, given=given)


def agree(request: HttpRequest, row: Proposal, form: ProposalForm) -> None:
    """The step itself."""
    said = {"consents": form.consents(), "answers": form.answers(), "language": get_language() or "en"}
    transitions.agree_proposal(row, by=request.user, **said)


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, public_id: object) -> HttpResponse:
    """Ask once more, then say no; only Inter-SES learns of it."""
    row = own_proposal(request, public_id)
    if request.method == "POST":
        done = _("You declined. Only Inter-SES knows.")
        taken(request, lambda: transitions.decline_proposal(row, by=request.user), done)
        return redirect("candidates:home")
    if not is_open(row):
        return redirect("applications:proposal", row.public_id)
    return render(request, "applications/proposal_decline.html", {"proposal": row, "employer": employer_name(row.vacancy)})
