"""A queue, and opening a case from it: a POST, because it claims the case."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import OEC, PARTNERS, READERS
from candidates.keeping import Kept
from jobs.models import SswField
from reporting.figures import names_of
from reviews import claims, queues, saving
from reviews.assignments import LEADS
from reviews.desk.many import GiveForm, ManyForm, ticked
from reviews.desk.page import around, kind_or_404, subject_or_404
from reviews.desk.today import my_decisions
from reviews.kinds import Kind, kinds_for
from reviews.wishes import GROUPS, NONE, Place, Wish
from workflow.steps import Refused

fields = Kept(lambda: list(SswField.objects.all()))
GROUP_WORDS = {
    "todo": gettext_lazy("To do"),
    "mine": gettext_lazy("Yours"),
    "free": gettext_lazy("Unclaimed"),
    "waiting": gettext_lazy("Waiting for others"),
    "pending": gettext_lazy("Waiting for release"),
}


@role_required(*READERS)
@require_safe
def queue(request: HttpRequest, kind: str) -> HttpResponse:
    """Fifty rows: late, due today, oldest."""
    return queue_page(request, kind_or_404(request, kind))


def not_done(request: HttpRequest, kind: Kind, words: str, **forms: Any) -> HttpResponse:
    """What was meant for many and did not go through: the same list with its ticks, what was typed, and why."""
    messages.error(request, words)
    return queue_page(request, kind, status=422, **forms)


def queue_page(
    request: HttpRequest, found: Kind, *, give: GiveForm | None = None, many: ManyForm | None = None, status: int = 200
) -> HttpResponse:
    """The list that the address asks for; `give` and `many` are forms that did not go through."""
    wish = Wish.read(request.GET, found)
    lists = queues.Lists(found, request.user)
    rows, last = queues.page_of(found, request.user, wish, lists)
    context = {
        "kind": found,
        "kinds": kinds_for(request.user.role),
        "here": reverse("admin:desk_queue", args=[found.name]),
        "wish": wish,
        "rows": rows,
        "case_at": around("admin:desk_case", found),
        "open_at": around("admin:desk_open", found),
        "shows_people": found.person is not None,
        "groups": groups(found, request.user, wish),
        "clock": clock_links(wish),
        **saved_links(request, found, wish),
        "states": [(name, word[2]) for name, word in found.states.items() if name not in found.hidden],
        "fields": fields() if found.field else [],
        "district": district_of(wish),
        "next_url": wish.but(after=last).query if last else "",
        "first_url": wish.but().query if wish.after else "",
        **offered(request, found, give, many),
        "query": wish.query,
        "decisions": my_decisions(request.user, found.name),
    }
    return show(request, "reviews/queue.html", context, title=found.many, status=status)


def district_of(wish: Wish) -> str:
    """The name of the district to which the list is narrowed, or ""; the page of the team leads here."""
    if not wish.district:
        return ""
    key = "" if wish.district == NONE else wish.district
    return names_of("district", [key]).get(key, key)


def offered(request: HttpRequest, kind: Kind, give: GiveForm | None, many: ManyForm | None) -> dict[str, Any]:
    """What this person may do with the rows, those that are ticked, and the forms for them."""
    user, is_application = request.user, kind.name == "application"
    may_decide = user.role in PARTNERS
    found = {
        "may_endorse": is_application and user.role in OEC,
        "may_check": kind.name == "evidence",
        "give": (give or GiveForm(user=user, auto_id="give_%s")) if user.role in LEADS else None,
        "many": (many or ManyForm(user=user, auto_id="many_%s")) if is_application and may_decide else None,
    }
    return {"ticked": ticked(request), "ticks": any(found.values()), "may_decide": may_decide, **found}


def groups(kind: Kind, user: Any, wish: Wish) -> list[dict[str, Any]]:
    """The tabs with their counts."""
    found = queues.counts(kind, user)
    return [
        {"word": GROUP_WORDS[name], "count": found[name], "url": Wish(group=name).query, "is_current": wish.group == name}
        for name in GROUPS
    ]


def saved_links(request: HttpRequest, kind: Kind, wish: Wish) -> dict[str, Any]:
    """The saved filters of this queue that still say something, and the address that saves the present one."""
    lines = saving.lines(request.user, [field.pk for field in fields()] if kind.field else [], kind)
    here, may_save = wish.but().query, request.user.role in PARTNERS
    shown = [{"row": line.row, "url": line.query, "is_current": line.query == here} for line in lines if not line.is_old]
    is_new = here != "?" and not any(one["is_current"] for one in shown)
    return {"saved": shown, "save_query": here if is_new and may_save else "", "may_save": may_save and bool(lines)}


def clock_links(wish: Wish) -> list[dict[str, Any]]:
    """All, late, due today, escalated."""
    none = {"late": False, "today": False, "escalated": False}
    words = {"late": _("Late"), "today": _("Due today"), "escalated": _("Escalated")}
    links = [
        {"word": word, "url": wish.but(**none | {name: True}).query, "is_current": getattr(wish, name)} for name, word in words.items()
    ]
    is_all = not any(link["is_current"] for link in links)
    return [{"word": _("All"), "url": wish.but(**none).query, "is_current": is_all}, *links]


@role_required(*PARTNERS)
@require_POST
def open_case(request: HttpRequest, kind: str, public_id: object) -> HttpResponse:
    """Claim the case and show it; a case that a colleague holds is shown without its forms."""
    found = kind_or_404(request, kind)
    subject = subject_or_404(request, found, public_id)
    try:
        claims.take(found.name, subject.public_id, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("admin:desk_case", kind=found.name, public_id=subject.public_id)


@role_required(*PARTNERS)
@require_POST
def put_back(request: HttpRequest, kind: str, public_id: object) -> HttpResponse:
    """Let the case go and return to the queue, or open the one that comes after it."""
    found = kind_or_404(request, kind)
    subject = subject_or_404(request, found, public_id)
    claims.put_back(found.name, subject.public_id, by=request.user)
    if "next" in request.POST:
        return to_next(request, found, after=queues.place_of(subject))
    return redirect("admin:desk_queue", kind=found.name)


@role_required(*PARTNERS)
@require_POST
def open_next(request: HttpRequest, kind: str) -> HttpResponse:
    """Claim the most urgent free case of this queue."""
    return to_next(request, kind_or_404(request, kind))


def to_next(request: HttpRequest, kind: Kind, after: Place | None = None) -> HttpResponse:
    """The next free case, claimed; or the queue when nothing is left. Tries again when a colleague was quicker."""
    for _try in range(5):
        subject = queues.next_of(kind, request.user, after)
        if subject is None:
            break
        try:
            claims.take(kind.name, subject.public_id, by=request.user)
        except Refused:
            continue
        return redirect("admin:desk_case", kind=kind.name, public_id=subject.public_id)
    words = _("This was the last one of the queue.") if after else _("Nothing is left in this queue that nobody holds.")
    messages.info(request, words)
    return redirect("admin:desk_queue", kind=kind.name)


@role_required(*PARTNERS)
@require_POST
def open_oldest(request: HttpRequest) -> HttpResponse:
    """Claim the most urgent free case over all queues."""
    found = queues.oldest(request.user)
    if found is None:
        messages.info(request, _("Nothing is due. All queues are empty."))
        return redirect("admin:index")
    return to_next(request, found[0])
