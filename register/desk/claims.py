"""Claims at the desk: the card in one officer's hand, a second person's word, and the new number holds."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import OEC
from register import transitions
from register.forms import CheckForm, RefuseForm, SettleForm
from register.models import RegisterClaim
from register.states import CLAIM_STEPS
from vault.masking import mask_cnic, mask_email, mask_phone
from vault.models import record_access
from workflow.admin import timeline
from workflow.steps import Refused, open_steps

MOST = 100
STATES = {
    "opened": ("", "clock", gettext_lazy("waits for the card")),
    "checked": ("", "clock", gettext_lazy("card seen, waits for the second person")),
    "settled": ("ok", "check", gettext_lazy("settled")),
    "refused": ("bad", "cross", gettext_lazy("refused")),
    "lapsed": ("", "cross", gettext_lazy("nobody came")),
}
STEPS: dict[str, tuple[Any, type[forms.Form], Callable[..., object]]] = {
    "check": (gettext_lazy("I have seen the card"), CheckForm, transitions.check),
    "settle": (gettext_lazy("Confirm as the second person"), SettleForm, transitions.settle),
    "refuse": (gettext_lazy("Refuse"), RefuseForm, transitions.refuse),
}


@role_required(*OEC)
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Open claims first, by due day."""
    rows = RegisterClaim.objects.visible_to(request.user).order_by("-owner", "due_on", "pk")[:MOST]
    shown = [{"claim": row, "tag": STATES[row.state]} for row in rows]
    return show(request, "register/claims.html", {"rows": shown}, title=_("Claims"))


@role_required(*OEC)
@require_safe
def claim(request: HttpRequest, public_id: object) -> HttpResponse:
    """One claim, identity masked."""
    return page(request, get_object_or_404(RegisterClaim.objects.visible_to(request.user), public_id=public_id))


def page(request: HttpRequest, found: RegisterClaim, failed: tuple[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
    profile, entry = transitions.target_of(found)
    if on_file := profile or entry:
        record_access(request.user, on_file, field="cnic+birth_date", purpose="claim", case=found.reference)
    steps = []
    for step in open_steps(CLAIM_STEPS, state=found.state, role=request.user.role):
        label, form_class, _act = STEPS[step.name]
        is_failed = failed is not None and failed[0] == step.name
        form = failed[1] if failed and is_failed else form_class(auto_id=f"{step.name}_%s")
        steps.append({"name": step.name, "label": label, "form": form, "is_open": is_failed})
    context = {
        "claim": found, "steps": steps, "tag": STATES[found.state], "cnic": mask_cnic(found.cnic), "address": masked(found.address),
        "profile": profile, "entry": entry, "timeline": timeline(found, request.user),
        "old": masked(profile.user.phone or profile.user.email or "") if profile else masked(entry.phone) if entry else "",
        "birth_agrees": any(row is not None and row.birth_date == found.birth_date for row in (profile, entry)),
    }  # fmt: skip
    return show(request, "register/case.html", context, title=_("Claim %(reference)s") % {"reference": found.reference}, status=status)


def masked(address: str) -> str:
    return mask_email(address) if "@" in address else mask_phone(address)


@role_required(*OEC)
@require_POST
def decide(request: HttpRequest, public_id: object, step: str) -> HttpResponse:
    """Take one step, or say why not."""
    if step not in STEPS:
        raise Http404
    found = get_object_or_404(RegisterClaim.objects.visible_to(request.user), public_id=public_id)
    _label, form_class, act = STEPS[step]
    form = form_class(request.POST, auto_id=f"{step}_%s")
    if not form.is_valid():
        return page(request, found, (step, form), 422)
    try:
        act(found, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        found.refresh_from_db()
        form.add_error(None, refusal.said())
        return page(request, found, (step, form), 409)
    messages.success(request, _("Saved."))
    return redirect("admin:register_claim", public_id=found.public_id)
