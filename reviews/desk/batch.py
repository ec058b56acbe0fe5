"""Many decided on one page, signed on one page by another person, and what became of each (ux.md S5)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import PARTNERS, READERS
from applications.models import Application
from applications.words import GROUND_WORDS
from reviews import batches, many, queues, rules
from reviews.desk.case import version_of
from reviews.desk.draft import Draft, letters_of, named_in
from reviews.desk.many import ManyForm, SignForm, WhyForm, ticked, too_many
from reviews.desk.queue import not_done
from reviews.kinds import KINDS
from reviews.models import Batch, Decision
from reviews.state_words import BATCH, STEPS
from reviews.states import BatchState
from reviews.timeline import history
from reviews.wishes import Wish
from workflow.steps import Refused, open_steps

LOOK_AGAIN, SHOWN = 3, 50
KIND = KINDS["application"]


# ── deciding ───────────────────────────────────────────────────────────────────────────────────────────
@role_required(*PARTNERS)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """The page that names them; then the letters; then the decisions, and who could not be decided."""
    start = ManyForm(request.POST, user=request.user, auto_id="many_%s")
    if not start.is_valid():
        return not_done(request, KIND, _("Choose what to decide together, and for whom."), many=start)
    refs = [] if "named" in request.POST else meant(request, start)
    if words := too_many(max(len(refs), len(named_in(request.POST.getlist("named")))), rules.AT_ONCE):
        return not_done(request, KIND, words, many=start)
    draft = Draft(request, many.MANY[start.cleaned_data["step"]], refs)
    if not draft.lines:
        return not_done(request, KIND, _("Tick at least one application first."), many=start)
    if not draft.is_typed or not draft.is_whole or "decide" not in request.POST:
        return draft_page(request, draft)
    return decided(request, draft)


def meant(request: HttpRequest, start: ManyForm) -> list[Any]:
    """Whom the ticks name; without a tick the first of the list, or all that wait for this desk at one job."""
    said = start.cleaned_data
    if refs := ticked(request):
        return refs
    rows = queues.in_group(KIND, request.user, "todo")
    if said["job"]:
        rows = rows.filter(vacancy__reference__iexact=said["job"].strip())
    elif said["count"]:
        rows = queues.narrowed(rows, Wish.read(request.GET, KIND), KIND, request.user)
    else:
        return []
    return list(queues.in_order(rows).values_list("public_id", flat=True)[: said["count"] or queues.MOST])


def draft_page(request: HttpRequest, draft: Draft, *, status: int = 200, is_result: bool = False) -> HttpResponse:
    """Everybody by name with what keeps them back, the words for all and for one, and the letters when they were asked for."""
    is_wrong = draft.is_typed and not is_result and not draft.is_whole
    if not is_result:
        draft.look()
    wants_letters = draft.is_typed and not is_wrong and not is_result
    context = {
        "draft": draft,
        "step": draft.many.verb,
        "letters": draft.letters() if wants_letters else [],
        "is_seen": wants_letters,
        "is_result": is_result,
        "query": f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else "",
    }
    title = _("Not decided") if is_result else _("%(step)s: decide together") % {"step": draft.many.verb.label}
    return show(request, "reviews/batch_new.html", context, title=title, status=422 if is_wrong else status)


def decided(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Written down for the second signature; who could not be decided is named with the reason, and what was typed stays."""
    versions = {line.subject.public_id: line.version for line in draft.chosen}
    name = draft.name.cleaned_data["name"]
    batch, faults = batches.decide(draft.many, draft.sayings(), by=request.user, versions=versions, name=name)
    for line in draft.chosen:
        line.reasons = faults.get(line.subject.public_id, [])
    if batch:
        n = len(draft.ready)
        words = ngettext("%(n)s case is decided in %(ref)s.", "%(n)s cases are decided in %(ref)s.", n) % {"n": n, "ref": batch.reference}
        messages.success(request, f"{words} {_('Another person signs it. Until then nothing moves and nobody is told.')}")
    if not faults and batch:
        return redirect("admin:desk_batch", public_id=batch.public_id)
    draft.lines = [line for line in draft.chosen if line.reasons]
    return draft_page(request, draft, status=409, is_result=True)


# ── signing, and what became of it ─────────────────────────────────────────────────────────────────────
@role_required(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Those that wait for this person's signature, and the last ones."""
    rows = Batch.objects.visible_to(request.user).select_related("by", "signed_by").order_by("-pk")
    to_sign = list(Batch.objects.to_sign_by(request.user).select_related("by").order_by("due_on", "pk")[:SHOWN])
    context = {"to_sign": [headed(row) for row in to_sign], "rows": [headed(row) for row in rows[:SHOWN]]}
    return show(request, "reviews/batches.html", context, title=_("Batches of decisions"))


def headed(batch: Batch) -> dict[str, Any]:
    return {"batch": batch, "tag": BATCH[batch.state], "step": STEPS[f"{batch.subject_kind}.{batch.step}"]}


@role_required(*READERS)
@require_safe
def batch(request: HttpRequest, public_id: object) -> HttpResponse:
    """One page that names everybody, with the letters and what changed since the decision."""
    return batch_page(request, batch_or_404(request, public_id))


def batch_or_404(request: HttpRequest, public_id: object) -> Batch:
    return get_object_or_404(Batch.objects.visible_to(request.user).select_related("by", "signed_by"), public_id=public_id)


def batch_page(request: HttpRequest, row: Batch, *, failed: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    """The page of a batch; `failed` are the forms that did not go through, with what was typed."""
    lines = lines_of(row, request.user)
    own_forms = {"sign": SignForm(auto_id="sign_%s"), "send_back": WhyForm(auto_id="back_%s"), "take_out": WhyForm(auto_id="out_%s")}
    context = {
        **headed(row),
        "lines": lines,
        "counts": batches.counts(row),
        "worked": sum(not line["is_waiting"] for line in lines),
        "shows_names": request.user.role in PARTNERS,
        "moved": sum(line["is_moved"] for line in lines),
        "letters": letters(row, lines) if row.state == BatchState.DECIDED else [],
        "may": allowed(row, request.user),
        "forms": own_forms | (failed or {}),
        "history": history(row, request.user),
    }
    response = show(request, "reviews/batch.html", context, title=_("Batch %(ref)s") % {"ref": row.reference}, status=status)
    if row.state == BatchState.RELEASING or (row.state == BatchState.SIGNED and row.release_at <= timezone.now()):
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


def lines_of(row: Batch, user: Any) -> list[dict[str, Any]]:
    """Each case with its decision, whether it moved since, and what became of it; two queries for any number."""
    subjects = batches.subjects_of(row, user)
    return [
        {
            "decision": decision,
            "subject": (subject := subjects.get(decision.subject_ref)),
            "tag": KIND.tag(subject) if subject else None,
            "is_waiting": not (decision.released_at or decision.undone_at or decision.refused_at),
            "is_moved": subject is not None and not decision.released_at and subject.version != decision.version,
            "reason": words_of(decision),
        }
        for decision in row.decisions.order_by("pk")
    ]


def words_of(decision: Decision) -> Any:
    """The coded reason in words, and what was written."""
    said = [str(GROUND_WORDS[decision.reason])] if decision.reason in GROUND_WORDS else []
    return [*said, decision.note, *decision.remarks.values()]


def letters(row: Batch, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The letters that the release will cause."""
    waiting = [line for line in lines if line["is_waiting"] and isinstance(line["subject"], Application)]
    said = [
        (line["subject"], {"reason": line["decision"].reason, "shared": line["decision"].is_shared, "note": line["decision"].note})
        for line in waiting
    ]
    return letters_of(many.MANY[row.step], said)


def allowed(row: Batch, user: Any) -> set[str]:
    """The steps that this person may take on the batch now."""
    names = {step.name for step in open_steps(Batch.STEPS, state=row.state, role=str(user.role))}
    own = {"withdraw", "take_out"} if row.by_id == user.pk else set()
    second = {"sign", "send_back", "take_out"} if not batches.second_blockers(row, user) else set()
    return names & (own | second | ({"stop"} if row.signed_by_id == user.pk else set()))


TAKE: dict[str, Callable[..., object]] = {
    "sign": lambda row, request, said, **how: batches.sign(row, release_at=said["at"], **how),
    "send_back": lambda row, request, said, **how: batches.send_back(row, note=said["note"], **how),
    "take_out": lambda row, request, said, **how: batches.take_out(row, ticked(request), note=said["note"], **how),
    "withdraw": lambda row, request, said, **how: batches.withdraw(row, **how),
    "stop": lambda row, request, said, **how: batches.stop(row, **how),
}


@role_required(*PARTNERS)
@require_POST
def step(request: HttpRequest, public_id: object, name: str) -> HttpResponse:
    """Sign, send back, take single cases out, withdraw or stop; what does not go through is shown again as it was typed."""
    row = batch_or_404(request, public_id)
    if name not in TAKE:
        raise Http404
    form = {"sign": SignForm, "send_back": WhyForm, "take_out": WhyForm}.get(name, forms.Form)(request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return batch_page(request, row, failed={name: form}, status=422)
    try:
        TAKE[name](row, request, form.cleaned_data, by=request.user, version=version_of(request))
    except Refused as refusal:
        form.add_error(None, refusal.said())
        return batch_page(request, batch_or_404(request, public_id), failed={name: form}, status=409)
    messages.success(request, STEPS[f"batch.{name}"])
    return redirect("admin:desk_batch", public_id=row.public_id)
