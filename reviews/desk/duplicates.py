"""Files that may be one person's: the list, both side by side, and what one officer decides alone or asks a second person for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.models import SecondSignature
from accounts.roles import OEC
from candidates.models import Profile
from candidates.transitions import today
from register import same_person
from register.models import Duplicate
from register.models.duplicate import FOR_ONE, FOR_TWO, GROUNDS, REASONS, STRENGTHS
from register.states import DUPLICATE_STEPS, DuplicateState
from reviews import pairs, whole
from workflow.admin import timeline
from workflow.counting import counted
from workflow.steps import Refused, open_steps

PAGE, MOST = 50, 1000
GROUPS = {
    "to_decide": gettext_lazy("To decide"), "asked": gettext_lazy("Waiting for a signature"), "later": gettext_lazy("Put off"),
    "apart": gettext_lazy("Two people"), "merged": gettext_lazy("Made one"),
}  # fmt: skip
TAGS = {
    "proposed": ("act", "list", gettext_lazy("to decide")), "later": ("", "clock", gettext_lazy("put off")),
    "asked": ("wait", "clock", gettext_lazy("waits for a second signature")), "apart": ("plain", "dash", gettext_lazy("two people")),
    "merged": ("ok", "check", gettext_lazy("made one")),
}  # fmt: skip
COLOURS = {3: "bad", 2: "act", 1: "plain"}


class ApartForm(forms.Form):
    """Two people: why."""

    ground = forms.ChoiceField(label=_("Why?"), choices=[(name, GROUNDS[name]) for name in FOR_TWO], widget=forms.RadioSelect)
    note = forms.CharField(label=gettext_lazy("Note for the staff"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))


class LaterForm(forms.Form):
    """Not now."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("Look again after"), coerce=int, choices=[(days, days) for days in same_person.LATER_DAYS],
        help_text=gettext_lazy("days"),
    )  # fmt: skip


class ReopenForm(forms.Form):
    """A supervisor has learned more."""

    note = forms.CharField(label=gettext_lazy("What is known now?"), max_length=500, widget=forms.Textarea({"rows": 2}))


class OneForm(forms.Form):
    """One person: why, in a choice and in words; the second person reads both."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Why is it one person?"), choices=[(name, GROUNDS[name]) for name in FOR_ONE], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("In your own words"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The person who signs reads this. Write no numbers of cards."),
    )  # fmt: skip


STEPS: dict[str, tuple[Any, type[forms.Form], Callable[..., object]]] = {
    "keep_apart": (gettext_lazy("They are two people"), ApartForm, same_person.keep_apart),
    "put_off": (gettext_lazy("Decide later"), LaterForm, same_person.put_off),
    "reopen": (gettext_lazy("Open the pair again"), ReopenForm, same_person.reopen),
}


@dataclass(frozen=True)
class Wish:
    """Which pairs, and behind which the page begins."""

    group: str = "to_decide"
    why: str = ""
    after: tuple[int, int] | None = None

    @classmethod
    def read(cls, query: Any) -> "Wish":
        """What cannot be read is ignored."""
        strength, _dash, pk = query.get("after", "")[:24].partition("-")
        is_place = all(part.isascii() and part.isdigit() for part in (strength, pk)) and len(pk) < 19
        return cls(
            group=query.get("group", "") if query.get("group", "") in GROUPS else "to_decide",
            why=query.get("why", "") if query.get("why", "") in REASONS else "",
            after=(int(strength), int(pk)) if is_place else None,
        )

    def query(self, **changes: str) -> str:
        wanted = {"group": "" if self.group == "to_decide" else self.group, "why": self.why} | changes
        return "?" + urlencode({name: value for name, value in wanted.items() if value})


def groups_of(request: HttpRequest) -> dict[str, Any]:
    seen = Duplicate.objects.visible_to(request.user)
    later = seen.filter(state=DuplicateState.LATER, look_again_on__gt=today())
    states = {name: seen.filter(state=name) for name in ("asked", "apart", "merged")}
    return {"to_decide": seen.to_decide(today()), "later": later, **states}


@role_required(*OEC)
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Fifty pairs, the surest first; the same number of queries for any page and filter."""
    wish, lists = Wish.read(request.GET), groups_of(request)
    rows = lists[wish.group].filter(reasons__contains=[wish.why]) if wish.why else lists[wish.group]
    if wish.after:
        rows = rows.filter(Q(strength__lt=wish.after[0]) | Q(strength=wish.after[0], pk__gt=wish.after[1]))
    found = list(rows.select_related(*same_person.NEAR).order_by("-strength", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    counts = counted(lists, most=MOST)
    context = {
        "rows": [row_of(pair) for pair in found[:PAGE]],
        "groups": [
            {"word": word, "count": counts[name], "url": Wish(group=name).query(), "is_current": name == wish.group}
            for name, word in GROUPS.items()
        ],
        "wish": wish,
        "reasons": [(code, word) for code, (_strength, word) in REASONS.items()],
        "next_url": wish.query(after=f"{last.strength}-{last.pk}") if last else "",
        "first_url": wish.query() if wish.after else "",
    }
    return show(request, "reviews/duplicates.html", context, title=_("Files that may be one person"))


def row_of(pair: Duplicate) -> dict[str, Any]:
    """One line."""
    return {
        "pair": pair,
        "sides": pairs.sides_of(pair),
        "why": pair.why,
        "sure": (COLOURS[pair.strength], "", STRENGTHS[pair.strength]),
        "tag": TAGS[pair.state],
    }


def pair_or_404(request: HttpRequest, public_id: object) -> Duplicate:
    rows = Duplicate.objects.visible_to(request.user).select_related(*same_person.NEAR, "decided_by")
    return get_object_or_404(rows, public_id=public_id)


@role_required(*OEC)
@require_safe
def duplicate(request: HttpRequest, public_id: object) -> HttpResponse:
    """Both side by side."""
    return page(request, pair_or_404(request, public_id))


def page(request: HttpRequest, pair: Duplicate, failed: tuple[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    """The pair with the steps that are open; `failed` is a form that did not go through."""
    pairs.seen(pair, request.user)
    steps = []
    for step in open_steps(DUPLICATE_STEPS, state=pair.state, role=request.user.role):
        if step.name in STEPS:
            is_failed = failed is not None and failed[0] == step.name
            form = failed[1] if failed and is_failed else STEPS[step.name][1](auto_id=f"{step.name}_%s")
            steps.append({"name": step.name, "label": STEPS[step.name][0], "form": form, "is_open": is_failed})
    is_open = pair.state in (DuplicateState.PROPOSED, DuplicateState.LATER)
    context = {
        **row_of(pair),
        "rows": pairs.rows_of(pair),
        "holdings": pairs.holdings(pair, request.user),
        "histories": [whole.history(side, request.user) if isinstance(side, Profile) else [] for side in pairs.sides_of(pair)],
        "steps": steps,
        "keepable": [side for side in pairs.sides_of(pair) if isinstance(side, Profile)] if is_open else [],
        "signature": signature_of(request, pair),
        "ground": GROUNDS.get(pair.ground, ""),
        "moved": pairs.moved(pair) if pair.state == DuplicateState.MERGED else [],
        "timeline": timeline(pair, request.user, whole.WORDS),
    }
    return show(request, "reviews/duplicate.html", context, title=_("One person or two?"), status=status)


def signature_of(request: HttpRequest, pair: Duplicate) -> SecondSignature | None:
    """The request that waits for the second person."""
    if pair.state != DuplicateState.ASKED:
        return None
    seen = SecondSignature.objects.visible_to(request.user)
    return seen.filter(matter="merge", state="asked", wants__duplicate=str(pair.public_id)).first()


@role_required(*OEC)
@require_POST
def step(request: HttpRequest, public_id: object, name: str) -> HttpResponse:
    """What one person may decide: two people, later, open again."""
    if name not in STEPS:
        raise Http404
    pair, (_label, form_class, act) = pair_or_404(request, public_id), STEPS[name]
    form = form_class(request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return page(request, pair, (name, form), 422)
    try:
        act(pair, by=request.user, version=version_of(request), **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.said())
        return page(request, pair_or_404(request, public_id), (name, form), 409)
    messages.success(request, _("Saved."))
    return redirect("admin:desk_duplicate", public_id=pair.public_id) if name == "reopen" else redirect("admin:desk_duplicates")


def version_of(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, public_id: object, keep: str) -> HttpResponse:
    """What moves, what stays, what cannot be undone; then the second person is asked."""
    pair = pair_or_404(request, public_id)
    kept = next((side for side in pairs.sides_of(pair) if isinstance(side, Profile) and side.reference == keep), None)
    if kept is None:
        raise Http404
    form = OneForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            asked = same_person.ask(pair, kept=kept, by=request.user, version=version_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.said())
            return confirming(request, pair_or_404(request, public_id), kept, form, 409)
        messages.success(request, _("Sent. It happens when another person has signed."))
        return redirect("admin:second", public_id=asked.public_id)
    return confirming(request, pair, kept, form, 422 if form.is_bound else 200)


def confirming(request: HttpRequest, pair: Duplicate, kept: Profile, form: OneForm, status: int) -> HttpResponse:
    """The page before the request for a signature."""
    is_open = pair.state in (DuplicateState.PROPOSED, DuplicateState.LATER)
    context = {
        "pair": pair,
        "kept": kept,
        "gone": pair.other(kept),
        "is_entry": pair.entry is not None,
        "moving": pairs.moving(pair, kept),
        "filling": pairs.filling(pair, kept),
        "staying": pairs.staying(pair, kept, request.user),
        "blockers": same_person.merge_blockers(pair, kept) if is_open else [],
        "is_open": is_open,
        "form": form,
    }
    title = _("Keep %(number)s") % {"number": kept.reference}
    return show(request, "reviews/duplicate_merge.html", context, title=title, status=status)
