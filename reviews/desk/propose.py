"""Inter-SES asks a refused candidate about another job."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import Role
from applications import transitions
from applications.forms import ProposeForm
from applications.models import Application, Proposal
from applications.states import ApplicationState
from applications.views.saying import taken_with
from candidates import standing
from candidates.eligibility import Verdict
from candidates.filters import JobFilter
from candidates.public_words import verdict_tag
from candidates.transitions import today
from jobs.models import Vacancy
from jobs.presentation import employer_name

READ, SHOWN, DAYS = 60, 12, 14
LIKELY = (Verdict.YES, Verdict.NEARLY, Verdict.UNKNOWN, Verdict.NO)


@role_required(Role.INTER_SES)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, public_id: object) -> HttpResponse:
    """Open jobs, those within reach first; one is chosen, and the candidate is asked. Nothing reaches its employer before the answer."""
    rows = Application.objects.visible_to(request.user).select_related("candidate__user", "vacancy__field")
    application = get_object_or_404(rows, public_id=public_id)
    if application.state != ApplicationState.NOT_SELECTED:
        messages.info(request, _("Another job is proposed only to a candidate who was not selected."))
        return redirect("admin:desk_case", kind="application", public_id=application.public_id)
    search = JobFilter({"q": request.GET.get("q", "")})
    jobs = within_reach(application, search)
    form = ProposeForm(request.POST if request.method == "POST" else None, jobs=choices(jobs), initial=start_values(jobs))
    if request.method == "POST" and form.is_valid() and taken_with(form, lambda: ask(request, application, form, jobs)):
        messages.success(request, _("%(number)s is asked. You learn the answer here and by letter.") % {"number": application.reference})
        return redirect("admin:desk_propose", public_id=application.public_id)
    context = {
        "application": application,
        "search": search,
        "jobs": jobs,
        "form": form,
        "proposals": Proposal.objects.visible_to(request.user).filter(application=application).select_related("vacancy__employer"),
    }
    status = 422 if form.is_bound else 200
    return show(request, "reviews/propose.html", context, title=_("Propose another job"), status=status)


def like_this(application: Application) -> QuerySet[Vacancy]:
    """Open jobs that this person has not applied for and was not asked about; those of the same field first."""
    tried = Application.objects.filter(candidate=application.candidate_id).values("vacancy")
    asked = Proposal.objects.filter(application=application).values("vacancy")
    found = Vacancy.objects.open().exclude(pk__in=tried).exclude(pk__in=asked).select_related("employer", "prefecture", "field")
    is_like = Case(When(field=application.vacancy.field_id, then=Value(0)), default=Value(1))
    if application.vacancy.field_id is None:
        is_like = Case(When(field=None, then=Value(0)), default=Value(1))
    return standing.with_field_state(found, today()).order_by(is_like, "-published_at")


def within_reach(application: Application, search: JobFilter) -> list[dict[str, Any]]:
    """At most SHOWN jobs with the verdict for this person, the best verdict first."""
    rows = list(search.narrow(like_this(application))[:READ])
    verdicts = standing.best_of_each(application.candidate, rows, today())
    found = [
        {"id": str(row.public_id), "vacancy": row, "employer": employer_name(row), "verdict": verdict, "tag": verdict_tag(verdict)}
        for row, verdict in zip(rows, verdicts, strict=True)
    ]
    return sorted(found, key=lambda job: LIKELY.index(job["verdict"]))[:SHOWN]


def choices(jobs: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(job["id"], job["vacancy"].title) for job in jobs]


def start_values(jobs: list[dict[str, Any]]) -> dict[str, Any]:
    return {"answer_by": today() + timedelta(days=DAYS), "vacancy": jobs[0]["id"] if len(jobs) == 1 else None}


def ask(request: HttpRequest, application: Application, form: ProposeForm, jobs: list[dict[str, Any]]) -> None:
    """The step itself."""
    said = form.cleaned_data
    chosen = next(job["vacancy"] for job in jobs if job["id"] == said["vacancy"])
    transitions.propose(application, vacancy=chosen, by=request.user, answer_by=said["answer_by"], message=said["message"])
