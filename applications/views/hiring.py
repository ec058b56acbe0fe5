"""What an employer does with recommended candidates: interviews, offers, and not going on."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.access import role_required
from accounts.models import User
from accounts.roles import Role
from applications import transitions
from applications.conditions import advertised
from applications.forms import InviteForm, NotSelectForm, OfferForm, RescindForm
from applications.models import Application, Interview, Slot
from applications.times import default_times
from applications.transitions.acting import japan_today
from applications.views.saying import is_sent, letters, taken_with
from applications.words import GROUND_WORDS
from vault.intake import store_upload
from vault.models import StoredFile
from workflow.deadlines import days_off


def presented(request: HttpRequest):
    """What was presented to this person's company."""
    return Application.objects.visible_to(request.user).select_related("candidate__user", "vacancy__employer")


def one(request: HttpRequest, public_id: str) -> Application:
    return get_object_or_404(presented(request), public_id=public_id)


def answered(
    request: HttpRequest,
    application: Application,
    form,
    act,
    title: object,
    label: object,
    done: object,
    lead: object = "",
    *,
    preview: Callable[[], list[dict[str, str]]] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and right, take the step and go back to the candidate. `preview` writes the letter."""
    if is_sent(request, form) and taken_with(form, act):
        messages.success(request, str(done))
        return redirect("employer_candidates:detail", application.public_id)
    context = {"application": application, "form": form, "title": title, "label": label, "lead": lead}
    return render(request, "applications/employer_form.html", context | {"letters": preview() if preview else None})


def start_times(application: Application) -> dict[str, object]:
    """Three sensible times on which the company works, as the form's fields take them."""
    today = japan_today()
    times = default_times(today, days_off("employer", today, application.company_of("employer")))
    return {name: value for n, at in enumerate(times, start=1) for name, value in ((f"day_{n}", at.date()), (f"time_{n}", f"{at:%H:%M}"))}


def invitation(application: Application, form: InviteForm) -> list[dict[str, str]]:
    """The letter that the times and the meeting of the form would make, as far as they can be read."""
    is_read = form.is_bound and form.is_valid()
    times = form.slots() if is_read else [at for at in (row["at"] for row in form.rows()) if at]
    talk = Interview(application=application, **form.meeting()) if is_read else None
    return letters("interview_invited", application, slots=[Slot(starts_at=at) for at in times], interview=talk)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose up to three times in Japan; three sensible ones stand there already."""
    application = one(request, public_id)
    form = InviteForm(
        request.POST if request.method == "POST" else None, initial=start_times(application) | {"version": application.version}
    )

    def act():
        said = form.cleaned_data
        transitions.invite(application, by=request.user, slots=form.slots(), version=said["version"], **form.meeting())

    if is_sent(request, form) and taken_with(form, act):
        messages.success(request, _("The candidate is invited."))
        return redirect("employer_candidates:detail", application.public_id)
    context = {"rows": [application], "form": form, "letters": invitation(application, form)}
    return render(request, "applications/invite.html", context)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Written conditions, filled in from the vacancy; Inter-SES looks at them for one working day."""
    application = one(request, public_id)
    form = OfferForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial={**advertised(application.vacancy), "version": application.version},
    )

    @transaction.atomic
    def act():
        said = {"conditions": form.conditions(), "document": kept_paper(form, request.user), "version": form.cleaned_data["version"]}
        transitions.propose_offer(application, by=request.user, **said)

    lead = _(
        "Write in English, so that the candidate can read it. "
        "Inter-SES looks at the conditions for one working day before the candidate gets them."
    )
    done = _("Inter-SES has the conditions now. The candidate gets the offer after one working day.")
    return answered(request, application, form, act, _("Make an offer"), _("Send the offer"), done, lead)


def refusal_letter(application: Application, form: NotSelectForm) -> list[dict[str, str]]:
    """The letter of a refusal; the reason stands in it once it is chosen and may be read."""
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return letters("application_not_selected", application, shared_reason=GROUND_WORDS[said["reason"]] if said.get("shared") else None)


def kept_paper(form: OfferForm, by: User) -> StoredFile | None:
    """The employer's own paper, read and written anew; raises FileRefused or TooMany."""
    uploaded = form.cleaned_data["document"]
    if not uploaded:
        return None
    limits.take(("upload.person", str(by.public_id)))
    return store_upload(uploaded, owner=by, kind="offer")


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

    def preview():
        return refusal_letter(application, form)

    title, done = _("Do not select this candidate"), _("The decision is saved.")
    return answered(request, application, form, act, title, _("Save the decision"), done, preview=preview)


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
