"""Steps of the employer: one POST view for vacancies and letters, and the pages that ask "are you sure"."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.access import role_required
from accounts.roles import Role
from jobs import transitions
from jobs.forms import ReopenForm
from jobs.models import Vacancy
from jobs.views.finding import own_letter, own_vacancy, step_names, take, version_seen
from jobs.views.vacancies import codes_of

Verb = Callable[..., object]
VERBS: dict[str, tuple[Verb, Any]] = {
    "submit": (transitions.submit, gettext_lazy("Sent to Inter-SES. We write to you when something changes.")),
    "pause": (transitions.pause, gettext_lazy("Paused. Nobody can apply until you resume it.")),
    "resume": (transitions.resume, gettext_lazy("Candidates can apply again.")),
    "close": (transitions.close, gettext_lazy("Closed. Open applications go on.")),
    "send_for_attestation": (transitions.send_for_attestation, gettext_lazy("Marked as sent. OEC enters the attestation when it arrives.")),
}
QUESTIONS = {
    "pause": (
        gettext_lazy("Pause this vacancy?"),
        gettext_lazy("Nobody can apply while it is paused. Open applications go on. You can resume it at any time."),
        gettext_lazy("Pause"),
    ),
    "resume": (gettext_lazy("Resume this vacancy?"), gettext_lazy("Candidates can apply again at once."), gettext_lazy("Resume")),
    "close": (
        gettext_lazy("Close this vacancy?"),
        gettext_lazy("Nobody can apply any more. Open applications go on until you decide on them."),
        gettext_lazy("Close"),
    ),
}


@require_POST
@role_required(Role.EMPLOYER)
def vacancy_step(request: HttpRequest, public_id: Any, name: str) -> HttpResponse:
    """Take one step of a vacancy."""
    found = own_vacancy(request, public_id)
    verb, done = known(name, ("submit", "pause", "resume", "close"))
    extra = {}
    if name == "submit":
        extra = {"revision": version_seen(request, "revision")}
        if codes_of(transitions.submit_warnings(found)) != request.POST.get("confirmed", ""):
            messages.warning(request, _("Read the orange notes, then send again."))
            return redirect("employer:vacancy_check", found.public_id)
    is_done = take(request, lambda: verb(found, by=request.user, version=version_seen(request), **extra), done)
    back = "employer:vacancy" if is_done or name != "submit" else "employer:vacancy_check"
    return redirect(back, found.public_id)


@require_POST
@role_required(Role.EMPLOYER)
def letter_step(request: HttpRequest, public_id: Any, name: str) -> HttpResponse:
    """Take one step of a demand letter."""
    found = own_letter(request, public_id)
    verb, done = known(name, ("send_for_attestation",))
    take(request, lambda: verb(found, by=request.user, version=version_seen(request)), done)
    return redirect("employer:letter", found.public_id)


def known(name: str, names: tuple[str, ...]) -> tuple[Verb, Any]:
    """The verb behind a step that these pages offer, or 404."""
    if name not in names:
        raise Http404
    return VERBS[name]


@role_required(Role.EMPLOYER)
def vacancy_confirm(request: HttpRequest, public_id: Any, name: str) -> HttpResponse:
    """Ask before a step that candidates notice."""
    found = own_vacancy(request, public_id)
    if name not in QUESTIONS:
        raise Http404
    if name not in step_names(found, request):
        messages.error(request, _("This step is not open any more. Look at the present state and try again."))
        return redirect("employer:vacancy", found.public_id)
    title, text, label = QUESTIONS[name]
    action = reverse("employer:vacancy_step", args=[found.public_id, name])
    return render(request, "jobs/confirm.html", {"vacancy": found, "title": title, "text": text, "label": label, "action": action})


@role_required(Role.EMPLOYER)
def vacancy_reopen(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Open a closed vacancy again until a day that the person names."""
    found: Vacancy = own_vacancy(request, public_id)
    form = ReopenForm(request.POST or None, initial={"closes_on": found.closes_on})
    if request.method == "POST" and form.is_valid():
        closes_on, version = form.cleaned_data["closes_on"], version_seen(request)
        if take(
            request,
            lambda: transitions.reopen(found, by=request.user, closes_on=closes_on, version=version),
            _("Candidates can apply again."),
        ):
            return redirect("employer:vacancy", found.public_id)
    return render(request, "jobs/reopen.html", {"vacancy": found, "form": form})
