"""One group: its data and steps, the roll, and the line before it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import OEC, READERS
from programmes import cohort, transitions
from programmes.desk.page import group_or_404, history_of, number_of, programme_or_404, sent, show, steps_of, version_of
from programmes.forms.desk import GroupForm, NextForm
from programmes.models import Group, Member
from programmes.rules import AT_ONCE
from programmes.states import IN_LINE, SEATED
from workflow.steps import Refused

STEPS: dict[str, tuple[Any, Any]] = {  # the button, and what was done
    "open": (gettext_lazy("Open for requests"), gettext_lazy("Candidates can ask for a place now. Who wanted to be told is told.")),
    "start": (gettext_lazy("The course begins"), gettext_lazy("The group runs. Whoever still waits is told that no seat was left.")),
    "end": (gettext_lazy("End the group"), gettext_lazy("The group has ended.")),
    "step_back": (gettext_lazy("One step back"), gettext_lazy("The group is one step back.")),
    "cancel": (gettext_lazy("Cancel the group"), gettext_lazy("The group is cancelled. Everybody in it is told.")),
}
ACTS: dict[str, Callable[..., object]] = {
    "open": transitions.open_group,
    "start": transitions.start_group,
    "end": transitions.end_group,
    "step_back": transitions.step_group_back,
    "cancel": transitions.cancel_group,
}
ASKS_AGAIN = {
    "start": gettext_lazy(
        "Everybody who still waits for a seat is told by letter that none was left. They keep their day for the next group."
    ),
    "cancel": gettext_lazy("Everybody who asked, has an offer or is in the group is told by letter. This cannot be undone."),
    "end": gettext_lazy("Nothing about its people can be changed afterwards. This cannot be undone."),
}


@role_required(*READERS)
@require_safe
def group(request: HttpRequest, public_id: object) -> HttpResponse:
    """Who has a place, who waits in which order, and what may be done."""
    return group_page(request, group_or_404(request, public_id))


def group_page(request: HttpRequest, found: Group, *, form: NextForm | None = None, status: int = 200) -> HttpResponse:
    rows = Member.objects.visible_to(request.user).filter(group=found).select_related("profile", "group")
    line = list(rows.in_line()[: AT_ONCE + 1])
    after = number_of(request.GET.get("after", ""))
    others, following = cohort.page_of(rows.exclude(state__in=IN_LINE).order_by("-pk"), after)
    allowed = steps_of(found, request)
    context = {
        "group": found,
        "programme": found.programme,
        "line": line[:AT_ONCE],
        "line_is_longer": len(line) > AT_ONCE,
        "lines": others,
        "offered": rows.filter(state__in=SEATED[:1]).count(),
        "next_form": form or NextForm(initial={"count": max(min(found.free, len(line)), 1)}),
        "steps": [{"name": name, "word": words[0], "asks": name in ASKS_AGAIN} for name, words in STEPS.items() if name in allowed],
        "may_change": "change" in allowed,
        "next_url": f"?after={following}" if following else "",
        "first_url": "?" if after else "",
        "history": history_of(found),
    }
    return show(request, "programmes/desk/group.html", context, title=_("Group %(name)s") % {"name": found.title}, status=status)


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, public_id: object) -> HttpResponse:
    """A new group of a programme."""
    programme = programme_or_404(request, public_id)
    form = GroupForm(sent(request), instance=Group(programme=programme))
    if request.method == "POST" and form.is_valid():
        row = form.save(commit=False)
        try:
            transitions.add_group(row, by=request.user)
            messages.success(request, _("Saved. Open the group when candidates may ask for a place."))
            return redirect(row)
        except Refused as refusal:
            form.add_error("title", str(refusal))
    status = 422 if request.method == "POST" else 200
    return show(request, "programmes/desk/group_form.html", {"form": form, "programme": programme}, title=_("New group"), status=status)


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: object) -> HttpResponse:
    """Change place, times, seats."""
    found = group_or_404(request, public_id)
    form, name = GroupForm(sent(request), instance=found), found.title
    if request.method == "POST" and form.is_valid():
        values = {column: form.cleaned_data[column] for column in form.changed_data}
        try:
            transitions.change_group(group_or_404(request, public_id), by=request.user, values=values, version=version_of(request))
            messages.success(request, _("Saved."))
            return redirect("admin:desk_group", found.public_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "group": found, "programme": found.programme, "version": request.POST.get("version") or found.version}
    title = _("Change: %(name)s") % {"name": name}
    return show(request, "programmes/desk/group_form.html", context, title=title, status=422 if form.errors else 200)


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id: object, name: str) -> HttpResponse:
    """Open, start, end, cancel, one step back; what cannot be undone asks once more."""
    found = group_or_404(request, public_id)
    if name not in ACTS:
        raise Http404
    if request.method != "POST":
        return confirm(request, found, name) if name in ASKS_AGAIN else redirect(found)
    try:
        ACTS[name](found, by=request.user, version=version_of(request))
        messages.success(request, str(STEPS[name][1]))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk_group", found.public_id)


def confirm(request: HttpRequest, found: Group, name: str) -> HttpResponse:
    """What will happen, and to how many."""
    live = found.members.live()
    told = live.filter(state__in=IN_LINE) if name == "start" else live
    context = {
        "subject": found,
        "programme": found.programme,
        "group": found,
        "text": ASKS_AGAIN[name],
        "told": told.count() if name != "end" else 0,
        "label": STEPS[name][0],
        "address": "admin:desk_group_step",
        "name": name,
    }
    return show(request, "programmes/desk/confirm.html", context, title=f"{STEPS[name][0]}: {found.title}")
