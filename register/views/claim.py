"""Claim what OEC has: number and birthday, the same answer for everybody, the code, and in; or a case for the counter."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import proofs
from accounts.forms import CodeForm
from accounts.limits import TooMany, take
from accounts.models import User
from accounts.proofs import Answer, Proof, Purpose
from accounts.roles import Role
from accounts.signing import sign_in
from accounts.views.pages import show
from accounts.views.signup import signup_limits
from register import claiming, transitions
from register.forms import ClaimForm, CounterClaimForm
from register.models import Draft, RegisterClaim
from workflow.steps import Refused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
MARK = "claim_reference"


@login_not_required
@never_cache
@sensitive_post_parameters("cnic")
@get_or_post
def claim(request: HttpRequest) -> HttpResponse:
    """Number and birthday. What is on file is not looked up here."""
    form = ClaimForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return show(request, "register/claim.html", form)
    try:
        claiming.begin(request, cnic=form.cleaned_data["cnic"], birth=form.cleaned_data["birth_date"])
    except TooMany as refusal:
        return show(request, "register/claim.html", form, refusal=refusal)
    return redirect("register:claim_code")


@login_not_required
@never_cache
@get_or_post
def code(request: HttpRequest) -> HttpResponse:
    """Type the code that came, if one came."""
    proof = proofs.current(request)
    draft = claiming.draft_of(proof)
    if proof is None or draft is None:
        return _over(request)
    if proof.is_proved:
        return redirect("register:claim_done")
    form = CodeForm(request.POST or None)
    address = proof.address if draft.kind != "code" else ""
    if form.is_bound and form.is_valid():
        try:
            answer = proofs.check(request, form.cleaned_data["code"])
        except TooMany as refusal:
            return show(request, "register/code.html", form, refusal=refusal, address=address)
        if answer == Answer.OVER:
            return _over(request)
        if answer == Answer.RIGHT:
            return go_on(request, proofs.current(request) or proof, draft)
        form.add_error("code", _("This code is not right. Check the newest message."))
    return show(request, "register/code.html", form, address=address)


def _over(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This code does not work any more. Begin again."))
    return redirect("register:claim")


@login_not_required
@never_cache
@get_or_post
def done(request: HttpRequest) -> HttpResponse:
    """The code was right: a case for the counter, the old account, or a new one from what OEC has."""
    proof = proofs.current(request)
    draft = claiming.draft_of(proof)
    if proof is None or draft is None or not proof.is_proved:
        return _over(request)
    people = claiming.relatives(draft, request.user)
    if request.method != "POST":
        return show(request, "register/who.html", people=people, name=draft.entry.full_name if draft.entry else "")
    chosen = next((user for user in people if str(user.public_id) == request.POST.get("person")), None)
    return go_on(request, proof, draft, chosen=chosen, has_chosen=True)


def go_on(request: HttpRequest, proof: Proof, draft: Draft, *, chosen: User | None = None, has_chosen: bool = False) -> HttpResponse:
    """A case for the counter, the account that is there, or a new one from what OEC has."""
    if draft.kind != "code":
        return open_case(request, proof, draft)
    draft = claiming.draft_of(proof) or draft  # looked up since the page was opened
    if draft.profile and draft.profile.user.is_active:
        user = draft.profile.user
        draft.delete()
        return sign_in(request, user, method="code")
    if draft.entry is None:
        return _over(request)
    if not has_chosen and claiming.relatives(draft, request.user):
        return redirect("register:claim_done")
    return take_over(request, proof, draft, chosen)


def take_over(request: HttpRequest, proof: Proof, draft: Draft, chosen: User | None) -> HttpResponse:
    """The entry becomes the profile of this session's person, of the one chosen, or of a new account."""
    is_in = request.user.is_authenticated and request.user.role == Role.CANDIDATE
    try:
        if chosen is None and not is_in:
            take(*signup_limits(request))
        user = transitions.take_entry(draft, user=request.user if is_in else chosen)
    except TooMany as refusal:
        return show(request, "register/claim.html", ClaimForm({}), refusal=refusal)
    except Refused as refusal:
        proofs.forget(request)
        messages.error(request, str(refusal))
        return redirect("register:claim")
    messages.success(request, _("This is yours now. Check what OEC had of you."))
    if is_in:
        proofs.forget(request)
        return redirect("candidates:profile")
    return sign_in(request, user, method="code")


@login_not_required
@never_cache
@sensitive_post_parameters("cnic")
@get_or_post
def counter(request: HttpRequest) -> HttpResponse:
    """The number on file is gone: a case that OEC settles with the card in hand."""
    form = CounterClaimForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if not form.is_bound or not form.is_valid():
        return show(request, "register/counter_claim.html", form)
    said = form.cleaned_data
    draft = Draft(kind=said["kind"], cnic=said["cnic"], birth_date=said["birth_date"], full_name=said["full_name"])
    draft.language, draft.looked_at = (get_language() or "en")[:2], draft.created_at
    draft.contact_kind, draft.address = said["contact"].kind, said["contact"].value
    try:
        take(*signup_limits(request))
        proofs.begin(request, Purpose.CLAIM, said["contact"], draft=str(draft.public_id))
    except TooMany as refusal:
        return show(request, "register/counter_claim.html", form, refusal=refusal)
    draft.save()
    return redirect("register:claim_code")


def open_case(request: HttpRequest, proof: Proof, draft: Draft) -> HttpResponse:
    """The case, opened once: a page that is opened again shows it again."""
    user = request.user if getattr(request.user, "role", "") == Role.CANDIDATE else None
    claim = transitions.open_claim(
        kind=draft.kind, name=draft.full_name, cnic=draft.cnic, birth=draft.birth_date,
        contact=proof.contact, language=draft.language, claimant=user,
    )  # fmt: skip
    draft.delete()
    proofs.forget(request)
    request.session[MARK] = claim.reference
    return redirect("register:claim_opened")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def opened(request: HttpRequest) -> HttpResponse:
    """The reference to bring, and where to."""
    found = RegisterClaim.objects.filter(reference=request.session.get(MARK, "")).first()
    return redirect("register:claim") if found is None else show(request, "register/opened.html", claim=found, offices=offices())


def offices() -> Any:
    """OEC's offices, where an app knows them (settings.OFFICES names a function)."""
    source = getattr(settings, "OFFICES", "")
    return import_string(source)() if source else []
