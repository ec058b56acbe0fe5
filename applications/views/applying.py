"""Applying in at most four pages: eligibility, the employer's questions, check and send, sent. Without script; a draft waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from applications import rules, transitions
from applications.forms import AnswersForm, SendForm
from applications.models import Application
from applications.public_words import public_word
from applications.receipt import answers_of, fixes_for, receipt_of
from applications.states import ApplicationState
from applications.transitions.acting import live_consents, pakistan_today
from applications.transitions.applying import UNSENT, submit_blockers, unanswered
from applications.views.saying import taken, taken_with
from candidates import standing
from candidates.eligibility import best_verdict
from candidates.models import Profile
from candidates.transitions import profile_of
from candidates.views.job import route_row
from jobs.models import Vacancy
from jobs.presentation import employer_name


def own(request: HttpRequest, public_id: str) -> Application:
    """The person's own application with what every page shows of it."""
    rows = Application.objects.visible_to(request.user).select_related(
        "candidate__user", "vacancy__employer", "vacancy__prefecture", "vacancy__field"
    )
    return get_object_or_404(rows, public_id=public_id)


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """Page 1: can I apply? A POST starts the draft; who has one already goes there."""
    vacancy = get_object_or_404(
        Vacancy.objects.visible_to(request.user).select_related("employer", "field", "prefecture"), public_id=vacancy_id
    )
    found = Application.objects.visible_to(request.user).filter(vacancy=vacancy).first()
    if found:
        return redirect(next_page(found), found.public_id)
    if request.method == "POST":
        if taken(
            request, lambda: transitions.start(vacancy, candidate=profile_of(request.user), by=request.user), _("Your draft is saved.")
        ):
            made = Application.objects.visible_to(request.user).get(vacancy=vacancy)
            return redirect(next_page(made), made.public_id)
        return redirect("applications:apply", vacancy.public_id)
    return render(request, "applications/apply.html", eligibility_of(request, vacancy))


def next_page(application: Application) -> str:
    """Where an application is gone on with: the questions that still wait, else the check, else its own page."""
    if application.state not in UNSENT:
        return "applications:detail"
    return "applications:motivation" if unanswered(application) else "applications:check"


def eligibility_of(request: HttpRequest, vacancy: Vacancy) -> dict:
    """The verdict per route in words; without a profile there is nothing to say yet."""
    profile = Profile.objects.visible_to(request.user).first()
    verdicts = standing.verdicts(profile, vacancy, pakistan_today()) if profile else ()
    warnings = rules.submit_warnings(verdict=str(best_verdict(verdicts))) if verdicts else []
    is_open = Vacancy.objects.open().filter(pk=vacancy.pk).exists()
    return {
        "vacancy": vacancy,
        "employer": employer_name(vacancy),
        "questions": vacancy.questions.count(),
        "routes": [route_row(row) for row in verdicts],
        "warnings": warnings,
        "is_open": is_open,
    }


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def motivation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Page 2, when the employer asks something: the answers and why this job; saved as typed, in an unsent application only."""
    application = own(request, public_id)
    if application.state not in UNSENT:
        return redirect(application)
    form = AnswersForm(request.POST if request.method == "POST" else None, application=application)
    if request.method == "POST" and keep(application, form):
        return redirect("applications:check", application.public_id)
    return render(request, "applications/motivation.html", {"application": application, "form": form, **about(application)})


def keep(application: Application, form: AnswersForm) -> bool:
    """Save what was typed and can be read, also when something else is missing; whether the person may go on."""
    is_complete = form.is_valid()
    motivation = form.cleaned_data.get("motivation")
    return taken_with(form, lambda: transitions.save_answers(application, form.answers(), motivation=motivation)) and is_complete


def about(application: Application) -> dict[str, object]:
    """The company, and where the way goes after this page and came from."""
    vacancy = application.vacancy
    return {"employer": employer_name(vacancy), "has_questions": vacancy.questions.exists()}


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Page 3: check the answers, agree per receiver, send."""
    application = own(request, public_id)
    if application.state not in UNSENT:
        return redirect("applications:sent" if application.state == ApplicationState.SUBMITTED else application, application.public_id)
    given = live_consents(application.candidate, application)
    form = SendForm(
        request.POST if request.method == "POST" else None, application=application, given=given, initial={"version": application.version}
    )
    if request.method == "POST" and form.is_valid() and taken_with(form, lambda: send(request, application, form)):
        return redirect("applications:sent", application.public_id)
    blockers = submit_blockers(application, {rules.PARTNERS, rules.PRESENT})
    context = {
        "application": application,
        "form": form,
        "answers": answers_of(application),
        "fixes": fixes_for(blockers, application),
        **about(application),
    }
    return render(request, "applications/check.html", context)


def send(request: HttpRequest, application: Application, form: SendForm) -> None:
    """The step itself, on the version the person looked at."""
    transitions.submit(
        application, by=request.user, consents=form.consents(), language=get_language() or "en", version=form.cleaned_data["version"]
    )


@role_required(Role.CANDIDATE)
@require_safe
def sent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Page 4: the receipt, with the number and the answers."""
    application = own(request, public_id)
    if application.state in UNSENT or not application.snapshots.exists():
        return redirect("applications:check", application.public_id)
    word = public_word(application)
    context = {"application": application, "answers": receipt_of(application), "word": word, "employer": employer_name(application.vacancy)}
    return render(request, "applications/sent.html", context)
