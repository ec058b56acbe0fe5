"""One lead: what we know, what happened, and every step from there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.limits import TooMany, take
from accounts.roles import Role
from outreach import transitions
from outreach.desk.leads import NEXT_STAGE, may_write
from outreach.desk.page import show
from outreach.duplicates import doubles_of
from outreach.forms import InviteForm, LeadForm, LeadNoteForm
from outreach.models import Lead
from outreach.models.lead import READERS
from outreach.states import LeadState
from outreach.words import KINDS, STAGES
from workflow.models import Entry
from workflow.steps import Refused, open_steps

DONE = {
    "invite": gettext_lazy("The letter is on its way. Its link works for 30 days."),
    "undo": gettext_lazy("The stage is as it was before."),
}
BACK = {"board": "admin:desk_leads_board", "list": "admin:desk_leads"}
FORMS: dict[str, type[Form]] = {"note": LeadNoteForm, "invite": InviteForm}


def found_or_404(request: HttpRequest, public_id: object) -> Lead:
    rows = Lead.objects.visible_to(request.user).select_related("responsible", "prefecture", "employer", "contact_user")
    return get_object_or_404(rows, public_id=public_id)


@role_required(*READERS)
@require_safe
def lead(request: HttpRequest, public_id: object) -> HttpResponse:
    """Facts, history, notes, and what may be done."""
    return one(request, found_or_404(request, public_id))


def one(request: HttpRequest, found: Lead, failed: tuple[str, Form] | None = None) -> HttpResponse:
    """The page of one lead."""
    writes = may_write(request)
    context = {
        "lead": found,
        "may_write": writes,
        "stages": stages_of(found) if writes else [],
        "undo": STAGES.get(transitions.undo_of(found) if writes else "", ("", "", ""))[2],
        "forms": forms_for(found, failed) if writes else [],
        "notes": found.notes.select_related("by"),
        "invitations": found.invitations.select_related("sent_by")[:5],
        "history": history_of(found),
        "doubles": doubles_of(name_ja=found.name_ja, name_en=found.name_en, corporate_number=found.corporate_number, but=found.pk),
    }
    return show(request, "outreach/desk/lead.html", context, title=str(found), status=422 if failed else 200)


def stages_of(found: Lead) -> list[dict[str, Any]]:
    """A button for each other stage; the one that comes next stands out."""
    following = NEXT_STAGE.get(LeadState(found.state))
    return [{"name": stage, "word": tag[2], "is_next": stage == following} for stage, tag in STAGES.items() if stage != found.state]


def forms_for(found: Lead, failed: tuple[str, Form] | None) -> list[dict[str, Any]]:
    """Note, and invitation while the company has no account."""
    names = {step.name for step in open_steps(found.STEPS, state=found.state, role=Role.INTER_SES)}
    wanted: list[tuple[str, Any]] = [("note", _("Keep the note"))]
    if "invite" in names and found.employer_id is None:
        wanted.append(("invite", _("Send the invitation")))
    return [
        {
            "name": name,
            "label": label,
            "form": failed[1] if failed and failed[0] == name else FORMS[name](auto_id=f"{name}_%s"),
            "is_open": name == (failed[0] if failed else "note"),
        }
        for name, label in wanted
    ]


def history_of(found: Lead) -> list[dict[str, Any]]:
    """What was done, newest first; a change of stage with both stages."""
    entries = Entry.objects.about(found).select_related("actor").order_by("-seq")[:100]
    return [
        {
            "word": KINDS.get(entry.kind, entry.kind),
            "at": entry.at,
            "by": entry.actor.full_name if entry.actor else "",
            "source": STAGES[entry.source_state][2] if entry.source_state not in ("", entry.target_state) else "",
            "target": STAGES[entry.target_state][2],
        }
        for entry in entries
    ]


@role_required(Role.INTER_SES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new lead. One that looks like a company we know is kept only when the person says so."""
    form = LeadForm(request.POST or None, by=request.user)
    doubles = []
    if request.method == "POST" and form.is_valid():
        found = form.save(commit=False)
        doubles = doubles_of(name_ja=found.name_ja, name_en=found.name_en, corporate_number=found.corporate_number)
        if not doubles or request.POST.get("is_other") == "1":
            transitions.add(found, by=request.user)
            messages.success(request, _("Saved."))
            return redirect(found)
    status = 422 if request.method == "POST" else 200
    return show(request, "outreach/desk/lead_form.html", {"form": form, "doubles": doubles}, title=_("New lead"), status=status)


@role_required(Role.INTER_SES)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: object) -> HttpResponse:
    """Change what we know and what comes next."""
    found = found_or_404(request, public_id)
    form = LeadForm(request.POST or None, instance=found, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            transitions.change(form.save(commit=False), by=request.user, fields=form.changed_data, version=version_of(request))
            messages.success(request, _("Saved."))
            return redirect(found)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "lead": found, "version": request.POST.get("version") or found.version}
    status = 422 if form.errors else 200
    return show(request, "outreach/desk/lead_form.html", context, title=_("Change: %(name)s") % {"name": found}, status=status)


@role_required(Role.INTER_SES)
@require_POST
def step(request: HttpRequest, public_id: object, name: str) -> HttpResponse:
    """Move, take back, write a note, send the invitation."""
    found = found_or_404(request, public_id)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s") if name in FORMS else None
    if form is not None and not form.is_valid():
        return one(request, found, (name, form))
    act = act_of(request, found, name, form)
    try:
        if name == "invite":
            take(("invite.person", str(request.user.pk)))
        act()
        messages.success(request, str(DONE.get(name, _("Saved."))))
    except (Refused, TooMany) as refusal:
        messages.error(request, str(refusal))
    back = request.POST.get("back", "")
    return redirect(BACK[back]) if back in BACK else redirect(found)


def act_of(request: HttpRequest, found: Lead, name: str, form: Any) -> Callable[[], object]:
    """The verb with what was typed; 404 for a name that is none."""
    seen: dict[str, Any] = {"by": request.user, "version": version_of(request)}
    said = form.cleaned_data if form is not None else {}
    acts: dict[str, Callable[[], object]] = {
        "move": lambda: transitions.move(found, to=request.POST.get("to", ""), **seen),
        "undo": lambda: transitions.undo(found, **seen),
        "note": lambda: transitions.note(found, text=said["text"], **seen),
        "invite": lambda: transitions.invite(found, language=said["language"], **seen),
    }
    if name not in acts:
        raise Http404
    return acts[name]


def version_of(request: HttpRequest) -> int | None:
    """The version that the person saw."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
