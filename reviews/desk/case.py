"""One screen per decision: the facts, the history, and what this person may decide now."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import OEC, PARTNERS, READERS, Role
from applications.models import Offer
from applications.states import ApplicationState
from applications.transitions import summary_mark
from candidates.models import Evidence
from reviews import assignments, claims, comparing, decisions, preview, queues, whole
from reviews.desk.page import kind_or_404, subject_or_404
from reviews.desk.queue import to_next
from reviews.facts import FACTS, read_whole
from reviews.forms import HandOnForm, NoteForm, SummaryForm
from reviews.identity import PURPOSE
from reviews.kinds import Kind
from reviews.models import Decision
from reviews.state_words import OWNERS, STEPS
from reviews.timeline import history
from reviews.verbs import Verb, open_verbs, verb_of
from vault.views import serve, serve_page
from workflow.models import Stateful
from workflow.steps import Refused

KEYS = {  # a accepts, r asks again or sends back, x refuses
    **dict.fromkeys(("verify", "endorse", "present", "vet", "publish", "confirm_attestation", "assent", "vet_change", "reinstate"), "a"),
    **dict.fromkeys(("reject", "send_back", "refer_back", "object", "send_back_attestation"), "r"),
    **dict.fromkeys(("not_select", "refuse_change", "suspend"), "x"),
}
PERSON_OF = {"application": lambda row: row.candidate_id, "evidence": lambda row: row.profile_id}


@role_required(*READERS)
@require_safe
def case(request: HttpRequest, kind: str, public_id: object) -> HttpResponse:
    """The facts for a decision; the forms only in a case that this person has opened."""
    found = kind_or_404(request, kind)
    return page(request, found, subject_or_404(request, found, public_id))


def page(
    request: HttpRequest, kind: Kind, subject: Any, *, failed: "tuple[Verb, forms.Form] | None" = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The decision page; `failed` is the form that did not go through, with all that was typed."""
    read_whole(kind.name, subject)
    user, holder = request.user, claims.holder_of(kind.name, subject.public_id)
    is_claimed = holder is not None and holder.user_id == user.pk
    pending = decisions.pending_of(kind.name, subject.public_id)
    verbs = open_verbs(kind.name, subject, user) if user.role in PARTNERS else []
    is_offered = is_claimed and not pending
    context = {
        **headline(kind, subject, user),
        "claim": holder,
        "held_minutes": claims.minutes(holder) if holder else 0,
        "is_claimed": is_claimed,
        "may_claim": bool(verbs) and not pending and (holder is None or is_claimed),
        "pending": pending,
        "pending_step": STEPS.get(f"{kind.name}.{pending.step}", pending.step) if pending else "",
        "verbs": offered(kind, subject, user, verbs, failed) if is_offered else [],
        **gone(failed, verbs if is_offered else []),
        "history": history(subject, user) if isinstance(subject, Stateful) else [],
        "facts": FACTS[kind.name](subject, user, is_claimed),
        **beside(kind, subject, user),
    }
    if kind.name == "evidence" and context["facts"].get("may_open"):
        context["reading"] = comparing.form_of(subject)
    context |= more
    title = _("%(kind)s %(reference)s") % {"kind": kind.one, "reference": context["reference"]}
    return show(request, "reviews/case.html", context, title=title, status=status)


def beside(kind: Kind, subject: Any, user: Any) -> dict[str, Any]:
    """What can be done beside deciding: go on, write a note, hand the case on, prepare the summary while OEC checks."""
    may_go_on = user.role in PARTNERS
    may_prepare = kind.name == "application" and user.role == Role.INTER_SES and subject.state == ApplicationState.SUBMITTED
    return {
        "may_go_on": may_go_on,
        "hand_on": HandOnForm(auto_id="hand_on_%s"),
        "note": NoteForm(subject=subject, auto_id="note_%s") if may_go_on and isinstance(subject, Stateful) else None,
        "prepare": SummaryForm(initial={"summary_ja": subject.summary_ja}, auto_id="prepare_%s") if may_prepare else None,
        "seen": summary_mark(subject.summary_ja) if may_prepare else "",
    }


def headline(kind: Kind, subject: Any, user: Any) -> dict[str, Any]:
    """What stands over the case: what it is, its state, whose turn it is and until when."""
    return {
        "kind": kind,
        "subject": subject,
        "reference": kind.reference(subject),
        "what": kind.what(subject),
        "tag": kind.tag(subject),
        "late": queues.lateness(subject.due_on, queues.owner_day(user)),
        "owner": OWNERS.get(subject.owner, ""),
        "officer": assignments.officer_of(kind, subject.public_id, user),
        "pair": whole.open_pair(PERSON_OF[kind.name](subject), user) if kind.name in PERSON_OF else None,
        "version": getattr(subject, "version", 0),
        "facts_template": f"reviews/_{kind.name}.html",
    }


def offered(kind: Kind, subject: Any, user: Any, verbs: list[Verb], failed: "tuple[Verb, forms.Form] | None") -> list[dict[str, Any]]:
    """Each open decision with its form; the one that failed keeps what was typed and stands open."""
    shown = []
    for place, verb in enumerate(verbs):
        is_failed = failed is not None and failed[0].name == verb.name
        form = failed[1] if failed and is_failed else verb.form(subject, user, auto_id=f"{verb.name}_%s")
        more = {"key": KEYS.get(verb.name, ""), "has_letter": preview.has_letter(kind, verb)}
        shown.append({"verb": verb, "form": form, **more, "is_open": is_failed or (failed is None and place == 0)})
    return shown


def gone(failed: "tuple[Verb, forms.Form] | None", verbs: list[Verb]) -> dict[str, Any]:
    """A decision that is not offered any more: why it was not taken, and what was typed, so that nothing is lost."""
    if failed is None or failed[0] in verbs:
        return {}
    form = failed[1]
    typed = [(field.label, form[name].value()) for name, field in form.fields.items() if isinstance(field, forms.CharField)]
    return {"gone": form.non_field_errors(), "lost": [(label, value) for label, value in typed if value]}


@role_required(*PARTNERS)
@require_POST
def decide(request: HttpRequest, kind: str, public_id: object, step: str) -> HttpResponse:
    """Take or write down one decision; what does not go through is shown again with everything that was typed."""
    found = kind_or_404(request, kind)
    subject, verb = subject_or_404(request, found, public_id), verb_of(found.name, step)
    if verb is None:
        raise Http404
    form = verb.form(subject, request.user, data=request.POST, auto_id=f"{verb.name}_%s")
    if not form.is_valid():
        return page(request, found, subject, failed=(verb, form), status=422)
    if "preview" in request.POST and preview.has_letter(found, verb):
        shown = preview.letters_of(found, subject, verb, verb.said(form))
        return page(request, found, subject, failed=(verb, form), letters=shown)
    try:
        waiting = decisions.decide(found, subject, verb, by=request.user, version=version_of(request), said=verb.said(form))
    except Refused as refusal:
        form.add_error(None, refusal.said())
        return page(request, found, subject_or_404(request, found, public_id), failed=(verb, form), status=409)
    say(request, found, subject, verb, waiting)
    return to_next(request, found) if request.POST.get("next") else redirect("admin:desk_queue", kind=found.name)


def version_of(request: HttpRequest) -> int:
    """The version that the person decided on; what cannot be read is no version."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def say(request: HttpRequest, kind: Kind, subject: Any, verb: Verb, waiting: Decision | None) -> None:
    """What happened, in one sentence."""
    values = {"reference": kind.reference(subject), "step": STEPS.get(f"{kind.name}.{verb.name}", verb.label)}
    if waiting:
        messages.success(request, _("%(reference)s: %(step)s. The letter leaves in 10 minutes; until then you can undo it.") % values)
    else:
        messages.success(request, _("%(reference)s: %(step)s.") % values)


@role_required(*PARTNERS)
@require_safe
def before(request: HttpRequest, kind: str, public_id: object) -> HttpResponse:
    """The case that this person had open before this one; it is shown, and opened only by the button on it."""
    found = kind_or_404(request, kind)
    subject = subject_or_404(request, found, public_id)
    claim = claims.before(found.name, subject.public_id, request.user)
    if claim is None:
        messages.info(request, _("You opened no case before this one."))
    return redirect("admin:desk_case", kind=found.name, public_id=claim.subject_ref if claim else subject.public_id)


@role_required(*OEC)
@require_POST
def compare(request: HttpRequest, public_id: object) -> HttpResponse:
    """What the officer reads on the document beside what was typed; shown, never kept, in a case that this officer has opened."""
    found = kind_or_404(request, "evidence")
    paper = subject_or_404(request, found, public_id)
    if not claims.is_held_by(request.user, "evidence", paper.public_id):
        raise PermissionDenied
    form = comparing.form_of(paper, request.POST)
    if form is None:
        raise Http404
    is_read = form.is_valid()
    rows = comparing.compared(paper, form) if is_read else []
    return page(request, found, paper, status=200 if is_read else 422, reading=form, comparison=rows)


@role_required(*PARTNERS)
@require_POST
def undo(request: HttpRequest, public_id: object) -> HttpResponse:
    """Take a pending decision back; only the person who decided."""
    row = get_object_or_404(Decision.objects.visible_to(request.user), public_id=public_id)
    try:
        decisions.undo(row, by=request.user)
        messages.success(request, _("Taken back. Nobody was told, and the case is open again."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk_case", kind=row.subject_kind, public_id=row.subject_ref)


@role_required(Role.INTER_SES)
@require_safe
def offer_document(request: HttpRequest, public_id: object) -> HttpResponse:
    """The employer's own paper with an offer, for the look before it goes to the candidate."""
    rows = Offer.objects.visible_to(request.user).select_related("document", "application")
    offer = get_object_or_404(rows, public_id=public_id, document__isnull=False)
    return serve(request, offer.document, purpose="offer", case=offer.application.reference)


@role_required(*OEC)
@require_safe
def document_page(request: HttpRequest, public_id: object, number: int) -> HttpResponse:
    """One page of a document as a picture, in a case that this officer has opened; the view is recorded first."""
    paper = get_object_or_404(Evidence.objects.visible_to(request.user).select_related("file", "profile"), public_id=public_id)
    if not claims.is_held_by(request.user, "evidence", paper.public_id):
        raise PermissionDenied
    return serve_page(request, paper.file, number, purpose=PURPOSE, case=f"{paper.profile.reference} {paper.kind}")
