"""Many people of a group at once: named on one page first, then each on its own; one that cannot be does not stop the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import role_required
from accounts.roles import OEC
from programmes import rules, transitions
from programmes.desk.group import group_page
from programmes.desk.page import group_or_404, sent, show, steps_of, ticked
from programmes.forms.desk import NextForm, NumbersForm
from programmes.models import Group, Member
from programmes.states import BY_DESK_DROPPED, BY_DESK_LEFT
from programmes.waiting import Pasted, read_numbers
from programmes.words import REASON_WORDS
from workflow.deadlines import due_on
from workflow.steps import Reason, Refused

SEATS_FREE = gettext_lazy("Their seats are free. Each is told by letter, with the reason.")


@dataclass(frozen=True)
class Verb:
    """A step for many: its button, what it does, and the reasons it asks for."""

    name: str
    label: Any
    does: Any
    act: Callable[..., object]
    reasons: tuple[str, ...] = ()
    is_bad: bool = False


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "offer",
            gettext_lazy("Offer a place"),
            gettext_lazy("Each is told by letter. The seat is kept until the day below."),
            transitions.offer,
        ),
        Verb(
            "wait",
            gettext_lazy("Keep on the waiting list"),
            gettext_lazy("They see that OEC has looked, and until when it looks again."),
            transitions.wait,
        ),
        Verb(
            "enrol", gettext_lazy("Put into the group"), gettext_lazy("Each has a seat at once and is told by letter."), transitions.enrol
        ),
        Verb(
            "take_back",
            gettext_lazy("Take the offer back"),
            gettext_lazy("They stand in the line as before and are told by letter."),
            transitions.take_back,
            is_bad=True,
        ),
        Verb(
            "finish",
            gettext_lazy("Finished the course"),
            gettext_lazy("They came to the end of the course, and are told by letter."),
            transitions.finish,
        ),
        Verb("leave", pgettext_lazy("member", "Left"), SEATS_FREE, transitions.leave, BY_DESK_LEFT, is_bad=True),
        Verb("drop", gettext_lazy("Take out of the group"), SEATS_FREE, transitions.drop, BY_DESK_DROPPED, is_bad=True),
        Verb(
            "bring_back",
            gettext_lazy("Bring back"),
            gettext_lazy("It was a mistake: they stand where they stood before."),
            transitions.bring_back,
        ),
    )
}


@dataclass
class Chosen:
    """One person of those chosen, the version that was shown, and what keeps them back."""

    member: Member
    version: int
    reasons: Sequence[Reason] = field(default_factory=list)


@role_required(*OEC)
@require_POST
def offer_next(request: HttpRequest, public_id: object) -> HttpResponse:
    """The first so many of the line, named before anything is offered."""
    group, form = group_or_404(request, public_id), NextForm(request.POST)
    if not form.is_valid():
        return group_page(request, group, form=form, status=422)
    rows = Member.objects.visible_to(request.user).filter(group=group).select_related("profile").in_line()
    found = list(rows[: form.cleaned_data["count"]])
    if not found:
        messages.error(request, _("Nobody waits for a place in this group."))
        return redirect(group)
    return together(request, group, VERBS["offer"], [looked_at(row, request) for row in found])


@role_required(*OEC)
@require_POST
def many(request: HttpRequest, public_id: object) -> HttpResponse:
    """First the page that names them; with `confirm` the steps, and what became of each."""
    group, verb = group_or_404(request, public_id), VERBS.get(request.POST.get("step", ""))
    chosen = chosen_of(request, group)
    if verb is None or (blockers := rules.many_blockers(count=len(chosen))):
        messages.error(request, " ".join(map(str, blockers)) if verb else _("Choose what to do."))
        return redirect(group)
    if "confirm" not in request.POST:
        return together(request, group, verb, chosen)
    reason = request.POST.get("reason", "")
    if verb.reasons and reason not in verb.reasons:
        return together(request, group, verb, chosen, fault=str(Reason("member_reason_missing")), status=422)
    return done(request, group, verb, chosen, {"reason": reason} if verb.reasons else {})


def chosen_of(request: HttpRequest, group: Group) -> list[Chosen]:
    """Whom the ticks name, in the order of asking; with the version that was shown."""
    seen = dict(zip(request.POST.getlist("named"), request.POST.getlist("seen"), strict=False))
    rows = Member.objects.visible_to(request.user).filter(group=group, public_id__in=ticked(request)[: rules.AT_ONCE + 1])
    found = [looked_at(row, request) for row in rows.select_related("profile").order_by("asked_at", "pk")]
    for one in found:
        typed = seen.get(str(one.member.public_id), "")
        one.version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else one.version
    return found


def looked_at(member: Member, request: HttpRequest) -> Chosen:
    """The person with what keeps them back by the table alone."""
    name = request.POST.get("step") or "offer"
    return Chosen(member, member.version, [] if name in steps_of(member, request) else [Reason("step_not_open")])


def together(
    request: HttpRequest, group: Group, verb: Verb, chosen: Sequence[Chosen], *, fault: str = "", is_result: bool = False, status: int = 200
) -> HttpResponse:
    """Everybody by number and name; after the steps those who could not be moved, with the reason."""
    ready = [one for one in chosen if not one.reasons]
    context = {
        "group": group,
        "programme": group.programme,
        "verb": verb,
        "chosen": chosen,
        "ready": ready,
        "is_result": is_result,
        "fault": fault,
        "reason": request.POST.get("reason", ""),
        "reasons": [(code, REASON_WORDS[code]) for code in verb.reasons],
        "until": due_on("candidate", timezone.now()) if verb.name == "offer" else None,
        "too_few": len(ready) - group.free if verb.name in ("offer", "enrol") and len(ready) > group.free else 0,
    }
    title = _("Not done for these") if is_result else str(verb.label)
    return show(request, "programmes/desk/many.html", context, title=title, status=status)


def done(request: HttpRequest, group: Group, verb: Verb, chosen: Sequence[Chosen], said: dict[str, str]) -> HttpResponse:
    """Each in a transaction of its own, the first asked first."""
    for one in chosen:
        try:
            verb.act(one.member, by=request.user, version=one.version, **said)
            one.reasons = []
        except Refused as refusal:
            one.reasons = refusal.reasons
    left = [one for one in chosen if one.reasons]
    count = len(chosen) - len(left)
    if count:
        words = ngettext("%(step)s: done for %(n)s person.", "%(step)s: done for %(n)s people.", count)
        messages.success(request, words % {"step": verb.label, "n": count})
    if not left:
        return redirect(group)
    return together(request, group_or_404(request, group.public_id), verb, left, is_result=True, status=409)


# ── known people, by their numbers ─────────────────────────────────────────────────────────────────────
@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, public_id: object) -> HttpResponse:
    """Paste numbers, see whose they are and what is wrong, then put all of them into the group."""
    group, form = group_or_404(request, public_id), NumbersForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return enrol_page(request, group, form, [], status=422 if form.errors else 200)
    rows = read_numbers(form.cleaned_data["numbers"], group, request.user)
    if blockers := rules.many_blockers(count=len(rows)):
        form.add_error("numbers", [str(reason) for reason in blockers])
        return enrol_page(request, group, form, [], status=422)
    if "confirm" not in request.POST:
        return enrol_page(request, group, form, rows)
    return enrolled(request, group, rows)


def enrolled(request: HttpRequest, group: Group, rows: list[Pasted]) -> HttpResponse:
    """One by one; the numbers that were not taken stay in the box with the reason beside."""
    for row in rows:
        if row.profile is None or row.reasons:
            continue
        try:
            transitions.add(row.profile, group=group, by=request.user)
        except Refused as refusal:
            row.reasons = list(refusal.reasons)
    left = [row for row in rows if row.reasons]
    count = len(rows) - len(left)
    if count:
        messages.success(request, ngettext("%(n)s person is in the group now.", "%(n)s people are in the group now.", count) % {"n": count})
    if not left:
        return redirect(group)
    form = NumbersForm(initial={"numbers": "\n".join(row.number for row in left)})
    return enrol_page(request, group_or_404(request, group.public_id), form, left, is_result=True, status=409)


def enrol_page(
    request: HttpRequest, group: Group, form: NumbersForm, rows: list[Pasted], *, is_result: bool = False, status: int = 200
) -> HttpResponse:
    ready = [row for row in rows if not row.reasons]
    context = {
        "group": group,
        "programme": group.programme,
        "form": form,
        "rows": rows,
        "ready": ready,
        "is_result": is_result,
        "too_few": max(len(ready) - group.free, 0),
    }
    title = _("Not put into the group") if is_result else _("Put known people into the group")
    return show(request, "programmes/desk/enrol.html", context, title=title, status=status)
