"""The candidate's own applications: list, one page each, interview, offer, and the simple steps with their confirm pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from applications import transitions
from applications.calendar import calendar_answer
from applications.conditions import differences
from applications.forms import AcceptForm, OtherTimesForm, SlotForm, WhyForm
from applications.models import Application, Interview, Offer
from applications.next_act import STAGES, afterwards, next_act, similar_jobs
from applications.panels import AFTER_OFFER, line_of, proposed_to
from applications.public_words import STEP_WORDS, public_word
from applications.states import OPEN, STEPS, ApplicationState
from applications.transitions import is_named
from applications.transitions.applying import restore_blockers
from applications.usual import usual_days
from applications.views.applying import own
from applications.views.saying import taken, taken_with
from applications.words import GROUND_WORDS
from jobs.presentation import employer_name
from jobs.versions import since
from workflow.models import Entry
from workflow.steps import open_steps

A = ApplicationState
ENDED = (A.NOT_SELECTED, A.CLOSED, A.DECLINED, A.WITHDRAWN, A.SUPERSEDED)


@role_required(Role.CANDIDATE)
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """All applications, what waits for the person first."""
    waiting = Interview.objects.filter(application=OuterRef("pk"), confirmed_at=None)
    rows = (
        Application.objects.visible_to(request.user)
        .select_related("vacancy__employer")
        .annotate(is_to_choose=Exists(waiting))
        .order_by("-created_at")
    )
    lines = [line_of(row, must_choose=row.is_to_choose) for row in rows]
    lines.sort(key=lambda line: line["word"].colour != "act")
    return render(request, "applications/list.html", {"lines": lines, "proposals": proposed_to(request.user)})


@role_required(Role.CANDIDATE)
@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """What to do next, who has the file since when and until when, and what has happened."""
    application = own(request, public_id)
    talks = list(application.interviews.prefetch_related("slots")) if application.submitted_at else []
    entries = list(Entry.objects.about(application).only("kind", "at", "source_state"))
    is_waiting = bool(talks and application.state == A.INTERVIEWING and not talks[-1].confirmed_at)
    word = public_word(application, must_choose=is_waiting)
    context = {
        "application": application,
        "employer": employer_name(application.vacancy),
        "word": word,
        "act": next_act(application),
        "timeline": timeline(application, word, entries),
        "days": usual_days(application),
        "interviews": talks,
        "choosing": SlotForm(employer=employer_name(application.vacancy)) if is_waiting else None,
        "is_named": is_named(application) if talks else False,
        "wants_passport": application.state in AFTER_OFFER and import_string(settings.PASSPORT_WANTED)(request.user),
        "steps": offered_steps(application),
        "changes": since(application.vacancy, application.vacancy_version) if application.state in OPEN else [],
        "ask": f"{reverse('support:ask')}?{urlencode({'about': application.public_id})}",
        **refusal(application, entries),
    }
    return render(request, "applications/detail.html", context)


def refusal(application: Application, entries: list[Entry]) -> dict[str, object]:
    """For an application that has ended: at which stage, on which ground, what helps now, and jobs like it."""
    if application.state not in ENDED:
        return {}
    last = entries[-1] if entries else None
    ground = GROUND_WORDS.get(application.close_reason) if application.reason_is_shared else ""
    stage = STAGES.get(last.source_state, "") if last and last.kind in ("application.not_select", "application.close") else ""
    return {"ground": ground, "stage": stage, "afterwards": afterwards(application), "similar": similar_jobs(application)}


def timeline(application: Application, word, entries: list[Entry]) -> list[dict]:
    """Public words of the journal, oldest first, and where it stands now."""
    done = [{"label": STEP_WORDS[entry.kind], "at": entry.at, "state": "done"} for entry in entries if entry.kind in STEP_WORDS]
    return [*done, {"label": word.word, "at": None, "state": "now"}] if application.owner else done


def offered_steps(application: Application) -> list[dict[str, str]]:
    """The simple steps this person may take now, from the table; restoring only while it is possible."""
    names = {row.name for row in open_steps(STEPS, state=application.state, role=Role.CANDIDATE)}
    if "restore" in names and restore_blockers(application):
        names.discard("restore")
    if names & {"show_name", "hide_name"}:
        names.discard("show_name" if is_named(application) else "hide_name")
    return [{"name": name, "label": str(SIMPLE[name].link), "url": step_url(application, name)} for name in SIMPLE if name in names]


def step_url(application: Application, name: str) -> str:
    return reverse("applications:step", args=[application.public_id, name])


@role_required(Role.CANDIDATE)
@require_safe
def calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """The newest chosen interview for the phone's calendar; back to the application while no time is chosen."""
    application = own(request, public_id)
    return calendar_answer(application) or redirect(application)


@role_required(Role.CANDIDATE)
@require_POST
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one of the proposed times of the newest round; with the box ticked, name and contact open to this employer."""
    application = own(request, public_id)
    newest = application.interviews.order_by("-round").prefetch_related("slots").first()
    form = SlotForm(request.POST)
    slots = list(newest.slots.all()) if newest else []
    if not form.is_valid() or form.cleaned_data["slot"] > len(slots):
        raise Http404
    slot = slots[form.cleaned_data["slot"] - 1]
    said = {"shows_name": form.cleaned_data["show_name"], "language": get_language() or "en"}
    taken(request, lambda: transitions.choose_slot(slot, by=request.user, **said), _("The time is fixed. The employer sees it now."))
    return redirect(application)


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def other_times(request: HttpRequest, public_id: str) -> HttpResponse:
    """None of the times suits: say when it would, and the employer proposes again."""
    application = own(request, public_id)
    talk = application.interviews.order_by("-round").first()
    if talk is None or talk.confirmed_at or talk.declined_at:
        return redirect(application)
    form = OtherTimesForm(request.POST if request.method == "POST" else None)
    said = form.is_valid() if request.method == "POST" else False
    if said and taken_with(form, lambda: transitions.decline_slots(talk, by=request.user, note=form.cleaned_data["note"])):
        messages.success(request, _("The employer reads it and proposes new times."))
        return redirect(application)
    return render(request, "applications/other_times.html", {"application": application, "form": form})


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """The conditions beside the advertisement; accepting takes an own code."""
    application = own(request, public_id)
    made = get_object_or_404(
        Offer.objects.visible_to(request.user).filter(state=Offer.State.MADE).select_related("application__vacancy"),
        application=application,
    )
    rows = differences(made)
    must_see = any(row["is_different"] for row in rows)
    form = AcceptForm(request.POST if request.method == "POST" else None, must_see=must_see, initial={"version": application.version})
    if request.method == "POST" and form.is_valid() and taken_with(form, lambda: accept(request, application, form)):
        return redirect(application)
    context = {
        "application": application,
        "offer": made,
        "rows": rows,
        "warnings": transitions.offer_warnings(application, made.base_pay),
        "form": form,
        "is_open": application.state == A.OFFERED,
        "code_is_waiting": transitions.code_is_waiting(application),
    }
    return render(request, "applications/offer.html", context)


def accept(request: HttpRequest, application: Application, form: AcceptForm) -> None:
    """The step itself; the page then shows where it stands."""
    version = form.cleaned_data["version"]
    transitions.accept(application, by=request.user, code=form.cleaned_data["code"], version=version)


@role_required(Role.CANDIDATE)
@require_POST
def send_code(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for the code that accepts."""
    application = own(request, public_id)
    taken(request, lambda: transitions.send_code(application, by=request.user), _("We sent you a code. It works for 15 minutes."))
    return redirect(f"{reverse('applications:offer', args=[application.public_id])}#code")


@dataclass(frozen=True)
class Simple:
    """A step with a confirm page: its verb and its words."""

    act: Callable[..., object]
    link: object
    title: object
    text: object
    label: object
    done: object
    kind: str = ""


def _withdraw(application, *, by, note, version):
    return transitions.withdraw(application, by=by, note=note)


def _restore(application, *, by, note, version):
    return transitions.restore(application, by=by, version=version)


def _show_name(application, *, by, note, version):
    return transitions.show_name(application, by=by, language=get_language() or "en")


def _hide_name(application, *, by, note, version):
    return transitions.hide_name(application, by=by)


SIMPLE = {
    "show_name": Simple(
        _show_name,
        gettext_lazy("Show my name and contact to this employer"),
        gettext_lazy("Show your name and contact?"),
        gettext_lazy("This employer then sees your name, phone number, e-mail address and links. You can close them again at any time."),
        gettext_lazy("I agree, show them"),
        gettext_lazy("This employer can see your name and contact now."),
    ),
    "hide_name": Simple(
        _hide_name,
        gettext_lazy("Close my name and contact to this employer"),
        gettext_lazy("Close your name and contact again?"),
        gettext_lazy("This employer cannot see them here any more, and we tell the employer not to use them. The application goes on."),
        gettext_lazy("Close them"),
        gettext_lazy("Your name and contact are closed again."),
    ),
    "decline_offer": Simple(
        transitions.decline_offer,
        gettext_lazy("Decline the offer"),
        gettext_lazy("Decline this offer?"),
        gettext_lazy("The employer is told. You cannot take this offer afterwards."),
        gettext_lazy("Decline the offer"),
        gettext_lazy("You declined the offer."),
        "bad",
    ),
    "restore": Simple(
        _restore,
        gettext_lazy("Restore this application"),
        gettext_lazy("Restore this application?"),
        gettext_lazy("It goes on where it stood before."),
        gettext_lazy("Restore the application"),
        gettext_lazy("The application is restored."),
    ),
    "withdraw": Simple(
        _withdraw,
        gettext_lazy("Withdraw this application"),
        gettext_lazy("Withdraw this application?"),
        gettext_lazy("Nobody works on it any more. You may restore it while the vacancy goes on, but not after you accepted the job."),
        gettext_lazy("Withdraw the application"),
        gettext_lazy("Your application is withdrawn."),
        "bad",
    ),
}


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """One page for every simple step: ask, then do it."""
    application = own(request, public_id)
    simple = SIMPLE.get(name)
    if simple is None:
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None, initial={"version": application.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        taken(request, lambda: simple.act(application, by=request.user, note=data["note"], version=data["version"]), simple.done)
        return redirect(application)
    if name not in {row["name"] for row in offered_steps(application)}:
        return redirect(application)
    return render(
        request,
        "applications/step.html",
        {"application": application, "simple": simple, "form": form, "action": step_url(application, name)},
    )
