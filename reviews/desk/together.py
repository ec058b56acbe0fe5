"""Many applications endorsed together: named on one page first, then each on its own; one that cannot be does not stop the rest."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import OEC
from applications import rules
from applications import transitions as applications
from applications.models import Application
from applications.states import ApplicationState
from reviews import decisions
from reviews.desk.many import ticked, too_many
from reviews.desk.page import kind_or_404
from reviews.desk.queue import not_done
from reviews.kinds import KINDS
from reviews.verbs import verb_of
from workflow.steps import Reason, Refused

MOST = 50


def of_these(refs: list[str], request: HttpRequest) -> list[Application]:
    """The applications that were ticked and that this officer may see, in a fixed order."""
    return list(KINDS["application"].visible_to(request.user).filter(public_id__in=refs).order_by("due_on", "pk"))


def reasons_against(application: Application) -> list[Any]:
    """What keeps it from being endorsed; against a verdict of no it is opened alone, because the reason is written down."""
    if application.state != ApplicationState.SUBMITTED:
        return [Reason("step_not_open")]
    return rules.endorse_blockers(**applications.needs_of_endorsement(application))  # type: ignore[arg-type]


@role_required(*OEC)
@require_POST
def endorse(request: HttpRequest) -> HttpResponse:
    """First the page that names them, with what keeps some of them back; with `confirm` the steps, and what became of each."""
    kind, refs = kind_or_404(request, "application"), ticked(request)
    words = too_many(len(refs), MOST)
    rows = [] if words else of_these(refs, request)
    if not rows:
        return not_done(request, kind, words or _("Tick at least one application first."))
    lines = [line_of(row) for row in rows]
    if "confirm" not in request.POST:
        return page(request, lines)
    versions = dict(zip(request.POST.getlist("row"), request.POST.getlist("version"), strict=False))
    done = [line for line in lines if not line["reasons"] and endorsed(request, line, versions.get(str(line["application"].public_id), ""))]
    if done:
        words = ngettext("%(n)s application is endorsed.", "%(n)s applications are endorsed.", len(done))
        messages.success(request, words % {"n": len(done)})
    left = [line for line in lines if line not in done]
    return page(request, left, is_result=True) if left else redirect("admin:desk_queue", kind=kind.name)


def line_of(application: Application) -> dict[str, Any]:
    return {"application": application, "reasons": reasons_against(application)}


def endorsed(request: HttpRequest, line: dict[str, Any], version: str) -> bool:
    """Take the step on the version that was shown; a refusal stands in the line."""
    application, verb = line["application"], verb_of("application", "endorse")
    shown = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1
    try:
        decisions.decide(KINDS["application"], application, verb, by=request.user, version=shown, said={"note": ""})  # type: ignore[arg-type]
    except Refused as refusal:
        line["reasons"] = refusal.reasons
        return False
    return True


def page(request: HttpRequest, lines: list[dict[str, Any]], *, is_result: bool = False) -> HttpResponse:
    ready = [line for line in lines if not line["reasons"]]
    title = _("Not endorsed") if is_result else _("Endorse together")
    context = {"lines": lines, "ready": ready, "is_result": is_result}
    return show(request, "reviews/together.html", context, title=title, status=409 if is_result else 200)
