"""Applying in four pages: eligibility, motivation, check and send, sent. Without script; a draft waits for its person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from applications import rules, transitions
from applications.forms import MotivationForm, SendForm
from applications.models import Application
from applications.states import ApplicationState
from applications.transitions.acting import live_consents, pakistan_today
from applications.transitions.applying import submit_blockers
from applications.views.saying import taken, taken_with
from candidates import standing
from candidates.eligibility import best_verdict
from candidates.models import Education, Profile, TestResult
from candidates.models.evidence import KIND_NAMES
from candidates.transitions import profile_of
from candidates.views.job import route_row
from jobs.models import Vacancy

UNSENT = (ApplicationState.DRAFT, ApplicationState.RETURNED)


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
        return redirect("applications:motivation" if found.state in UNSENT else "applications:detail", found.public_id)
    if request.method == "POST":
        if taken(
            request, lambda: transitions.start(vacancy, candidate=profile_of(request.user), by=request.user), _("Your draft is saved.")
        ):
            made = Application.objects.visible_to(request.user).get(vacancy=vacancy)
            return redirect("applications:motivation", made.public_id)
        return redirect("applications:apply", vacancy.public_id)
    return render(request, "applications/apply.html", eligibility_of(request, vacancy))


def eligibility_of(request: HttpRequest, vacancy: Vacancy) -> dict:
    """The verdict per route in words; without a profile there is nothing to say yet."""
    profile = Profile.objects.visible_to(request.user).first()
    verdicts = standing.verdicts(profile, vacancy, pakistan_today()) if profile else ()
    warnings = rules.submit_warnings(verdict=str(best_verdict(verdicts))) if verdicts else []
    is_open = Vacancy.objects.open().filter(pk=vacancy.pk).exists()
    return {"vacancy": vacancy, "routes": [route_row(row) for row in verdicts], "warnings": warnings, "is_open": is_open}


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def motivation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Page 2: saved as it is sent, in a draft or a returned application only."""
    application = own(request, public_id)
    if application.state not in UNSENT:
        return redirect(application)
    form = MotivationForm(request.POST if request.method == "POST" else None, instance=application)
    if request.method == "POST" and form.is_valid():
        Application.objects.filter(pk=application.pk, state__in=UNSENT).update(motivation=form.cleaned_data["motivation"])
        return redirect("applications:check", application.public_id)
    return render(request, "applications/motivation.html", {"application": application, "form": form})


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Page 3: check the answers, agree per receiver, send."""
    application = own(request, public_id)
    if application.state not in UNSENT:
        return redirect(application)
    given = live_consents(application.candidate, application)
    form = SendForm(
        request.POST if request.method == "POST" else None, application=application, given=given, initial={"version": application.version}
    )
    if request.method == "POST" and form.is_valid() and taken_with(form, lambda: send(request, application, form)):
        return redirect("applications:sent", application.public_id)
    blockers = submit_blockers(application, {rules.PARTNERS, rules.PRESENT})
    context = {"application": application, "form": form, "answers": answers_of(application), "blockers": blockers}
    return render(request, "applications/check.html", context)


def send(request: HttpRequest, application: Application, form: SendForm) -> None:
    """The step itself, on the version the person looked at."""
    transitions.submit(
        application, by=request.user, consents=form.consents(), language=get_language() or "en", version=form.cleaned_data["version"]
    )


def answers_of(application: Application) -> list[tuple[object, object]]:
    """What is sent, as the person reads it before and after."""
    profile = application.candidate
    schools = ", ".join(str(row) for row in profile.educations.all())
    tests = ", ".join(str(row) for row in profile.tests.all())
    works = ", ".join(str(row) for row in profile.experiences.all())
    said = [
        (_("Job"), application.vacancy.title),
        (_("Employer"), str(application.vacancy.employer)),
        (_("Name (the employer does not see it)"), profile.full_name),
        (_("Education"), schools),
        (_("Tests"), tests),
        (_("Work"), works),
        (_("Skills"), ", ".join(profile.skills)),
        (_("Why this job"), application.motivation),
    ]
    return [(label, value or _("Nothing entered")) for label, value in said]


def receipt_of(application: Application) -> list[tuple[object, object]]:
    """The answers as they were sent: from the newest snapshot, whatever the profile says by now."""
    content = application.snapshots.first().content
    schools = [f"{Education.Level(row['level']).label}: {row['subject']}" for row in content["educations"]]
    tests = [f"{TestResult.Kind(row['kind']).label} {row['level']}".strip() for row in content["tests"]]
    said = [
        (_("Education"), ", ".join(schools)),
        (_("Tests"), ", ".join(tests)),
        (_("Work"), ", ".join(row["title"] for row in content["experiences"])),
        (_("Skills"), ", ".join(content["profile"]["skills"])),
        (_("Documents"), ", ".join(str(KIND_NAMES[row["kind"]]) for row in content["evidence"])),
        (_("Why this job"), content["answers"]["motivation"]),
    ]
    return [(label, value or _("Nothing entered")) for label, value in said]


@role_required(Role.CANDIDATE)
@require_safe
def sent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Page 4: the receipt, with the number and the answers."""
    application = own(request, public_id)
    if application.state in UNSENT or not application.snapshots.exists():
        return redirect("applications:check", application.public_id)
    return render(request, "applications/sent.html", {"application": application, "answers": receipt_of(application)})
