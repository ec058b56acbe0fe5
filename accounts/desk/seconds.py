"""Second signatures at the desk: what waits for me, what I asked for, one page for each, and the two answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import second
from accounts.access import fresh_required, role_required
from accounts.desk.forms import FORMS, AnswerForm, AskForm, InviteForm
from accounts.desk.page import show
from accounts.fresh import is_fresh
from accounts.limits import TooMany, take
from accounts.matters import called
from accounts.models import SecondSignature, User
from accounts.roles import DESK, OEC, Role
from accounts.states import SECOND_STEPS, SecondState
from workflow.admin import timeline
from workflow.steps import Reason, Refused

SHOWN = 50
TAGS = {
    "asked": ("act", "clock", gettext_lazy("waits for a signature")),
    "signed": ("ok", "check", gettext_lazy("signed and done")),
    "refused": ("bad", "cross", gettext_lazy("refused")),
    "withdrawn": ("", "cross", gettext_lazy("taken back")),
    "lapsed": ("", "cross", gettext_lazy("nobody signed in time")),
}
ENTRIES = {
    "second.ask": gettext_lazy("asked for"), "second.sign": gettext_lazy("signed"), "second.refuse": gettext_lazy("refused"),
    "second.withdraw": gettext_lazy("taken back"), "second.lapse": gettext_lazy("nobody signed in time"),
}  # fmt: skip
ASKERS = OEC | {Role.OPERATOR}
SAID = {
    "sign": gettext_lazy("You signed. It is done."),
    "refuse": gettext_lazy("Refused. The person who asked is told."),
    "withdraw": gettext_lazy("Taken back."),
}


@role_required(*DESK)
@require_safe
def seconds(request: HttpRequest) -> HttpResponse:
    """What waits for this person's signature, what this person asked for, and what came of others."""
    seen = SecondSignature.objects.visible_to(request.user).select_related("asked_by", "signed_by", "person")
    waiting = SecondSignature.objects.waiting_for(request.user).select_related("asked_by", "person").order_by("due_on", "pk")[:SHOWN]
    mine = seen.filter(asked_by=request.user, state=SecondState.ASKED)[:SHOWN]
    over = seen.exclude(state=SecondState.ASKED)[:SHOWN]
    groups = [
        (_("Waiting for your signature"), rows_of(waiting, request.user)),
        (_("You asked for these"), rows_of(mine, request.user)),
        (_("Ended"), rows_of(over, request.user)),
    ]
    context = {"groups": groups, "may_invite": request.user.role == Role.OPERATOR}
    return show(request, "accounts/desk/seconds.html", context, title=_("Second signatures"))


def rows_of(found: Any, reader: User) -> list[dict[str, Any]]:
    """Rows of a list: what it is, about whom, who asked, how it stands."""
    return [
        {
            "row": row,
            "label": second.matter_of(row).label,
            "about": called(row.person, reader) if row.person else "",
            "tag": TAGS[row.state],
            "asked_by": called(row.asked_by, reader),
        }
        for row in found
    ]


def found_for(request: HttpRequest, public_id: object) -> SecondSignature:
    near = SecondSignature.objects.visible_to(request.user).select_related("asked_by", "signed_by", "person")
    return get_object_or_404(near, public_id=public_id)


@role_required(*DESK)
@require_safe
def one(request: HttpRequest, public_id: object) -> HttpResponse:
    """Everything that the signer has to know, and the answers."""
    return page(request, found_for(request, public_id))


def page(request: HttpRequest, found: SecondSignature, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    """One request; `form` holds what was typed with an answer that did not go through."""
    is_open, me = found.state == SecondState.ASKED, request.user
    matter = second.matter_of(found)
    context = {
        "found": found, "tag": TAGS[found.state], "facts": matter.facts(found, me), "asked_by": called(found.asked_by, me),
        "may_sign": is_open and not second.may_answer(found, me), "may_withdraw": is_open and found.asked_by_id == me.pk,
        "form": form or AnswerForm(), "is_typed": form is not None and form.is_bound, "timeline": timeline(found, me, ENTRIES),
        "changed": second.sign_blockers(found, matter), "look": matter.look(found, me),
    }  # fmt: skip
    return show(request, "accounts/desk/second.html", context, title=matter.label, status=status)


@role_required(*DESK - {Role.AUDITOR})
@require_POST
def answer(request: HttpRequest, public_id: object, step: str) -> HttpResponse:
    """Sign, refuse or take back; a signature asks for a fresh proof."""
    found = found_for(request, public_id)
    here = reverse("admin:second", args=[found.public_id])
    if step not in SAID or not any(row.name == step and request.user.role in row.by for row in SECOND_STEPS):
        raise Http404
    if step == "sign" and not is_fresh(request):
        return HttpResponseRedirect(reverse("account_reauthenticate", query={"next": here}))
    form = AnswerForm(request.POST if step == "refuse" else None)
    if form.is_bound and not form.is_valid():
        return page(request, found, form, 422)
    try:
        getattr(second, step)(found, by=request.user, version=version_of(request), **(form.cleaned_data if form.is_bound else {}))
    except Refused as refusal:
        return refused(request, public_id, form, refusal)
    messages.success(request, SAID[step])
    return redirect(here)


def refused(request: HttpRequest, public_id: object, form: AnswerForm, refusal: Refused) -> HttpResponse:
    """The page as it is now, with the reasons above what was typed."""
    for words in refusal.said():
        messages.error(request, words)
    return page(request, found_for(request, public_id), form, 409)


def version_of(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


@role_required(*ASKERS)
@fresh_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, matter: str, public_id: object) -> HttpResponse:
    """Ask for something about one account."""
    kind = asked_kind(request, matter)
    person = get_object_or_404(people_for(request.user), public_id=public_id)
    form = FORMS.get(matter, AskForm)(request.POST or None, initial={"role": request.GET.get("role", "")})
    unsaved = SecondSignature(matter=matter, person=person, asked_by=request.user)
    if form.is_bound and form.is_valid():
        found = asked(
            form, lambda: second.ask(matter, by=request.user, person=person, reason=form.cleaned_data["reason"], wants=form.wants())
        )
        if found:
            return sent(request, found)
    context = {"form": form, "facts": kind.facts(unsaved, request.user)}
    return show(request, "accounts/desk/ask.html", context, title=kind.label, status=422 if form.errors else 200)


def asked_kind(request: HttpRequest, matter: str) -> second.Matter:
    """The matter, if this role may ask for it about one account."""
    try:
        kind = second.named(matter)
    except KeyError:
        raise Http404 from None
    if request.user.role not in kind.asks or matter not in second.ABOUT_ONE:
        raise Http404
    return kind


def people_for(user: User) -> Any:
    """The operator acts on accounts of the desk, OEC on candidates."""
    return User.objects.filter(role__in=DESK) if user.role == Role.OPERATOR else User.objects.filter(role=Role.CANDIDATE)


def asked(form: AskForm, do: Any) -> SecondSignature | None:
    """What was asked for, or None with the reasons on the form."""
    try:
        found: SecondSignature = do()
        return found
    except TooMany as refusal:
        form.add_error(None, _("Too many tries. Try again in %(minutes)s minutes.") % {"minutes": refusal.minutes})
    except Refused as refusal:
        form.add_error(None, refusal.said())
    return None


def sent(request: HttpRequest, found: SecondSignature) -> HttpResponse:
    messages.success(request, _("Sent. It happens when another person has signed."))
    return redirect("admin:second", public_id=found.public_id)


@role_required(Role.OPERATOR)
@fresh_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Ask to invite somebody to the desk."""
    form = InviteForm(request.POST or None, initial={"language": "en"})
    if form.is_bound and form.is_valid() and (found := asked(form, lambda: invited(request, form))):
        return sent(request, found)
    title = _("Invite somebody to the desk")
    return show(request, "accounts/desk/ask.html", {"form": form, "facts": []}, title=title, status=422 if form.errors else 200)


def invited(request: HttpRequest, form: InviteForm) -> SecondSignature:
    take(("invite.person", str(request.user.pk)))
    given = form.cleaned_data
    who = (given["full_name"], given["email"].value)
    if User.objects.filter(email=who[1]).exists():
        raise Refused(Reason("other_account"))
    return second.ask("invite", by=request.user, reason=given["reason"], wants=form.wants(), invited=who)
