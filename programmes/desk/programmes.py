"""Programmes at the desk: the list, a new one, its data and seats, its steps."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import OEC, READERS, Role
from programmes import cohort, transitions
from programmes.desk.page import number_of, programme_or_404, sent, show, version_of
from programmes.forms.desk import ProgrammeForm, SeatsForm
from programmes.models import Programme
from programmes.transitions.acting import pakistan_today
from programmes.words import PROGRAMME_TAGS
from workflow.steps import Refused

PAGE = 25
STEPS: dict[str, tuple[Any, Any]] = {  # the button, and what was done
    "open": (gettext_lazy("Open the programme"), gettext_lazy("The programme is open.")),
    "start": (gettext_lazy("The programme begins"), gettext_lazy("The programme runs.")),
    "step_back": (gettext_lazy("One step back"), gettext_lazy("The programme is one step back.")),
    "end": (gettext_lazy("End the programme"), gettext_lazy("The programme has ended.")),
}


@role_required(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All programmes, the newest first, with their figures."""
    asked, after = request.GET.get("state", ""), number_of(request.GET.get("after", ""))
    state = asked if asked in PROGRAMME_TAGS else ""
    rows = Programme.objects.visible_to(request.user).select_related("party").order_by("-pk")
    rows = rows.filter(state=state) if state else rows
    found = list((rows.filter(pk__lt=after) if after else rows)[: PAGE + 1])
    following = found[PAGE - 1].pk if len(found) > PAGE else None
    context = {
        "lines": cohort.summaries(request.user, found[:PAGE], pakistan_today()),
        "states": [
            {"word": word, "url": f"?state={code}" if code else "?", "is_current": code == state}
            for code, word in (("", _("All")), *((code, tag[2]) for code, tag in PROGRAMME_TAGS.items()))
        ],
        "next_url": "?" + urlencode({"state": state, "after": following}) if following else "",
        "first_url": "?" + urlencode({"state": state}) if after else "",
    }
    return show(request, "programmes/desk/programmes.html", context, title=_("Programmes"))


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new programme with its first number of seats."""
    is_sent = request.method == "POST"
    form, seats = ProgrammeForm(sent(request)), SeatsForm(sent(request), prefix="seats")
    if is_sent and form.is_valid() & seats.is_valid():
        programme = form.save(commit=False)
        transitions.plan(programme, by=request.user, fields=form.cleaned_data["fields"], seats=seats.save(commit=False))
        messages.success(request, _("Saved. Open the programme when its groups may be asked for."))
        return redirect(programme)
    context = {"form": form, "seats": seats}
    return show(request, "programmes/desk/programme_form.html", context, title=_("New programme"), status=422 if is_sent else 200)


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: object) -> HttpResponse:
    """Change what we know of it."""
    programme = programme_or_404(request, public_id)
    form, version = ProgrammeForm(sent(request), instance=programme), version_of(request)
    name = str(programme)
    if request.method == "POST" and form.is_valid():
        try:
            keep(programme, form, request, version)
            messages.success(request, _("Saved."))
            return redirect("admin:desk_programme", programme.public_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "programme": programme, "version": request.POST.get("version") or programme.version}
    title = _("Change: %(name)s") % {"name": name}
    return show(request, "programmes/desk/programme_form.html", context, title=title, status=422 if form.errors else 200)


def keep(programme: Programme, form: ProgrammeForm, request: HttpRequest, version: int | None) -> None:
    """Only the columns that were changed."""
    said = form.cleaned_data
    values = {name: said[name] for name in form.changed_data if name != "fields"}
    row = Programme.objects.get(pk=programme.pk)
    transitions.change_programme(row, by=request.user, values=values, fields=said["fields"], version=version)


@role_required(Role.OEC_SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: HttpRequest, public_id: object) -> HttpResponse:
    """A new number of seats beside the old ones."""
    programme = programme_or_404(request, public_id)
    form = SeatsForm(sent(request))
    form.instance.programme, form.instance.entered_by = programme, request.user
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(programme)
    context = {"form": form, "programme": programme}
    status = 422 if request.method == "POST" else 200
    return show(request, "programmes/desk/seats_form.html", context, title=_("New number of seats"), status=status)


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id: object, name: str) -> HttpResponse:
    """Open, start, step back; the end asks once more."""
    programme = programme_or_404(request, public_id)
    if name not in STEPS:
        raise Http404
    if request.method != "POST":
        return confirm(request, programme) if name == "end" else redirect(programme)
    try:
        if name == "end":
            transitions.end_programme(programme, by=request.user, version=version_of(request))
        else:
            transitions.step_programme(programme, name, by=request.user, version=version_of(request))
        messages.success(request, str(STEPS[name][1]))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk_programme", programme.public_id)


def confirm(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The last step cannot be undone."""
    context = {
        "subject": programme,
        "programme": programme,
        "text": _("Nobody can ask for a place in it any more. This cannot be undone."),
        "label": STEPS["end"][0],
        "address": "admin:desk_programme_step",
        "name": "end",
    }
    return show(request, "programmes/desk/confirm.html", context, title=_("End this programme?"))
