"""Language groups for candidates: what is open, ask for a place, answer an offer, go again. Everything is free."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates.transitions import profile_of
from programmes import lessons, transitions
from programmes.forms.candidate import AskForm
from programmes.models import Booking, Group, Interest, Member
from programmes.states import IN_LINE, BookingState, MemberState
from programmes.transitions.acting import pakistan_today
from programmes.waiting import place_of
from programmes.words import HOLDERS, REASON_WORDS, SENTENCES
from workflow.steps import Refused

SHOWN, LESSONS = 12, 300


def own_member(user: Any) -> Member | None:
    """The person's place: the live one, else the last."""
    rows = Member.objects.visible_to(user).select_related("group__programme", "profile")
    return rows.live().first() or rows.order_by("-pk").first()


@role_required(Role.CANDIDATE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The own place with whose turn it is, the tests, and the next groups."""
    member = own_member(request.user)
    is_live = member is not None and member.state in (*IN_LINE, MemberState.OFFERED, MemberState.ENROLLED)
    context = {
        "place": told(member) if member else None,
        "is_live": is_live,
        "tests": tests_of(request.user),
        **attendance_of(member),
        "groups": [] if is_live else groups_for(request.user),
        "interest": None if is_live else Interest.objects.visible_to(request.user).filter(wants_news=True).first(),
    }
    return render(request, "programmes/training.html", context)


def told(member: Member) -> dict[str, Any]:
    """A place in words: state, sentence, who has it, the number in the line."""
    return {
        "member": member,
        "group": member.group,
        "sentence": SENTENCES[member.state],
        "holder": HOLDERS.get(member.owner, ""),
        "number": place_of(member) if member.state in IN_LINE else 0,
        "is_offer": member.state == MemberState.OFFERED,
        "is_late": member.due_on is not None and member.due_on < pakistan_today(),
        "reason": REASON_WORDS.get(member.reason, ""),
    }


def groups_for(user: Any) -> Any:
    """Groups that take requests, the soonest first."""
    rows = Group.objects.visible_to(user).filter(ends_on__gte=pakistan_today()).select_related("programme")
    return rows.order_by("starts_on", "pk")[:SHOWN]


def tests_of(user: Any) -> Any:
    """The person's tests, the next first."""
    rows = Booking.objects.visible_to(user).exclude(state=BookingState.CANCELLED).select_related("sitting__field")
    return rows.order_by("-sitting__held_on", "-pk")[:SHOWN]


def attendance_of(member: Member | None) -> dict[str, Any]:
    """How often the person came to this group, and every lesson, the last first."""
    if member is None:
        return {}
    words = member.attendance.counting().order_by("-held_on")[:LESSONS]
    return {"share": lessons.shares_of([member]).get(member.pk), "lessons": words}


def said(request: HttpRequest, act: Callable[[], object], words: str) -> bool:
    """Take a step and say what happened."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, words)
    return True


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, public_id: object) -> HttpResponse:
    """The group once more, two questions, and the request."""
    rows = Group.objects.visible_to(request.user).select_related("programme")
    group = get_object_or_404(rows, public_id=public_id)
    form = AskForm(request.POST if request.method == "POST" else None, initial={"wish": "any"})
    if request.method == "POST" and form.is_valid():
        try:
            transitions.ask(profile_of(request.user), group=group, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your request is with OEC. We write to you when a seat is offered."))
            return redirect("programmes:home")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    waiting = group.members.filter(state__in=IN_LINE).count()
    context = {"form": form, "group": group, "waiting": waiting, "is_live": Member.objects.visible_to(request.user).live().exists()}
    return render(request, "programmes/ask.html", context, status=422 if form.errors else 200)


def live_or_404(request: HttpRequest) -> Member:
    rows = Member.objects.visible_to(request.user).live().select_related("group__programme", "profile")
    return get_object_or_404(rows)


@role_required(Role.CANDIDATE)
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Take the seat that is kept."""
    member = live_or_404(request)
    said(request, lambda: transitions.accept(member, by=request.user), _("You have a seat in this group."))
    return redirect("programmes:home")


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest) -> HttpResponse:
    """Ask once more, then give the offer back."""
    member = live_or_404(request)
    if member.state != MemberState.OFFERED:
        return redirect("programmes:home")
    if request.method != "POST":
        return render(request, "programmes/decline.html", {"place": told(member)})
    said(request, lambda: transitions.decline(member, by=request.user), _("You declined. The seat goes to the next person."))
    return redirect("programmes:home")


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask once more, then go."""
    member = live_or_404(request)
    if request.method != "POST":
        return render(request, "programmes/withdraw.html", {"place": told(member)})
    said(request, lambda: transitions.withdraw(member, by=request.user), _("You are out of the group. You can ask for a place again."))
    return redirect("programmes:home")


@role_required(Role.CANDIDATE)
@require_POST
def tell(request: HttpRequest) -> HttpResponse:
    """Be told when the next group opens, or not any more."""
    wants, profile = request.POST.get("wants") == "1", profile_of(request.user)
    words = _("We write to you when the next group opens.") if wants else _("We do not write to you about new groups any more.")
    said(request, lambda: transitions.tell_me(profile, by=request.user, wants=wants), words)
    return redirect("programmes:home")
