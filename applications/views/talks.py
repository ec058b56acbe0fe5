"""After the invitation: new times, and the card that says how the interview went."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from applications import transitions
from applications.calendar import calendar_answer
from applications.forms import InviteForm, OutcomeForm
from applications.models import Application, Interview, Offer
from applications.papers import conditions_values
from applications.views.hiring import answered, one, start_times
from applications.views.saying import taken_with
from paper.typeset import paper_answer, pdf


def newest(application: Application) -> Interview:
    """The newest round, or 404."""
    found = application.interviews.order_by("-round").prefetch_related("slots").first()
    if found is None:
        raise Http404
    return found


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """New times in place of the old ones; the candidate chooses again."""
    application = one(request, public_id)
    talk = newest(application)
    start = {"form": talk.form, "place": talk.place, "minutes": talk.minutes, "is_technical_test": talk.is_technical_test}
    initial = start_times(application) | start | {"has_interpreter": talk.has_interpreter, "version": application.version}
    form = InviteForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> None:
        transitions.move_interview(talk, by=request.user, slots=form.slots(), version=form.cleaned_data["version"], **form.meeting())

    if request.method == "POST" and form.is_valid() and taken_with(form, act):
        messages.success(request, _("The candidate gets the new times."))
        return redirect("employer_candidates:detail", application.public_id)
    context = {"rows": [application], "form": form, "is_move": True, "declined_note": talk.declined_note}
    return render(request, "applications/invite.html", context)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, public_id: str) -> HttpResponse:
    """Four marks, a note, what comes next; Inter-SES reads it, the candidate never does."""
    application = one(request, public_id)
    talk = newest(application)
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial={"version": application.version})

    def act() -> None:
        said = form.cleaned_data
        transitions.record_outcome(
            talk, by=request.user, outcome=said["outcome"], marks=form.marks(), note=said["note"], version=said["version"]
        )

    lead = _("For you and Inter-SES. The candidate does not see it.")
    return answered(request, application, form, act, _("How did the interview go?"), _("Save"), _("Saved."), lead)


@role_required(Role.EMPLOYER)
@require_safe
def calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """The chosen interview for the company's calendar, under the candidate's number; back to the candidate while no time is chosen."""
    application = one(request, public_id)
    with_whom = str(_("candidate %(number)s") % {"number": application.candidate.reference})
    return calendar_answer(application, with_whom=with_whom) or redirect("employer_candidates:detail", application.public_id)


@role_required(Role.EMPLOYER)
@require_safe
def offer_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """The company's own offer as a notice of working conditions, in English and Japanese."""
    return conditions_paper(request, public_id)


@role_required(Role.CANDIDATE)
@require_safe
def own_offer_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same for the candidate to whom the offer is made."""
    return conditions_paper(request, public_id)


def conditions_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """The conditions of the newest offer that this person may see, or 404."""
    found = Offer.objects.visible_to(request.user).filter(application__public_id=public_id).exclude(state=Offer.State.OBJECTED)
    offer = found.select_related("application__vacancy__employer").order_by("-proposed_at").first()
    if offer is None:
        raise Http404
    return paper_answer(pdf("conditions", conditions_values(offer)), f"{offer.application.reference}-conditions.pdf")
