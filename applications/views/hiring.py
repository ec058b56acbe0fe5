"""What an employer does with recommended candidates: interviews, offers, and not going on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.roles import Role
from applications import transitions
from applications.conditions import advertised
from applications.forms import InviteForm, NotSelectForm, OfferForm, RescindForm
from applications.models import Application
from applications.views.saying import taken_with


def presented(request: HttpRequest):
    """What was presented to this person's company."""
    return Application.objects.visible_to(request.user).select_related("candidate__user", "vacancy__employer")


def one(request: HttpRequest, public_id: str) -> Application:
    return get_object_or_404(presented(request), public_id=public_id)


def answered(
    request: HttpRequest, application: Application, form, act, title: object, label: object, done: object, lead: object = ""
) -> HttpResponse:
    """Show the form; when it is sent and right, take the step and go back to the candidate."""
    if request.method == "POST" and form.is_valid() and taken_with(form, act):
        messages.success(request, str(done))
        return redirect("employer_candidates:detail", application.public_id)
    context = {"application": application, "form": form, "title": title, "label": label, "lead": lead}
    return render(request, "applications/employer_form.html", context)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose up to three times in Japan."""
    application = one(request, public_id)
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"version": application.version})

    def act():
        said = form.cleaned_data
        transitions.invite(application, by=request.user, slots=form.slots(), version=said["version"], **form.meeting())

    return answered(request, application, form, act, _("Invite to an interview"), _("Send the invitation"), _("The candidate is invited."))


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Written conditions, filled in from the vacancy; Inter-SES looks at them for one working day."""
    application = one(request, public_id)
    form = OfferForm(
        request.POST if request.method == "POST" else None, initial={**advertised(application.vacancy), "version": application.version}
    )

    def act():
        transitions.propose_offer(application, by=request.user, conditions=form.conditions(), version=form.cleaned_data["version"])

    lead = _(
        "Write in English, so that the candidate can read it. "
        "Inter-SES looks at the conditions for one working day before the candidate gets them."
    )
    done = _("Inter-SES has the conditions now. The candidate gets the offer after one working day.")
    return answered(request, application, form, act, _("Make an offer"), _("Send the offer"), done, lead)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def not_select(request: HttpRequest, public_id: str) -> HttpResponse:
    """Do not go on, with a coded reason."""
    application = one(request, public_id)
    form = NotSelectForm(request.POST if request.method == "POST" else None, role=Role.EMPLOYER, initial={"version": application.version})

    def act():
        said = form.cleaned_data
        transitions.not_select(
            application, by=request.user, ground=said["reason"], is_shared=said["shared"], note=said["note"], version=said["version"]
        )

    return answered(request, application, form, act, _("Do not select this candidate"), _("Save the decision"), _("The decision is saved."))


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def rescind(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an offer back, with the reason."""
    application = one(request, public_id)
    form = RescindForm(request.POST if request.method == "POST" else None, initial={"version": application.version})

    def act():
        transitions.rescind(application, by=request.user, note=form.cleaned_data["note"], version=form.cleaned_data["version"])

    lead = _("The candidate and Inter-SES are told, with your reason.")
    return answered(
        request, application, form, act, _("Take the offer back"), _("Take the offer back"), _("The offer is taken back."), lead
    )
