"""The phone of a walk-in: a code goes to it, and the person reads it out at the counter."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from accounts import proofs
from accounts.access import role_required
from accounts.contact import Contact
from accounts.desk.page import show
from accounts.forms import CodeForm, PhoneForm, wait_words
from accounts.journal import journal
from accounts.limits import TooMany
from accounts.models import User
from accounts.proofs import Answer, Proof, Purpose
from accounts.roles import OEC
from candidates.models import Profile
from reviews.desk.page import profile_or_404
from vault.masking import mask_phone
from workflow.steps import Reason, Refused


def may_confirm(profile: Profile) -> bool:
    """An account that nobody can open yet: no confirmed phone and no e-mail. Any other changes its number by a claim (two officers)."""
    return profile.user.is_active and not profile.user.phone_verified and not profile.user.email


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, public_id: object) -> HttpResponse:
    """Send the code, then type what the person reads out."""
    profile = profile_or_404(request, public_id)
    if not may_confirm(profile):
        messages.info(request, _("This phone is confirmed already, or the person has an e-mail. A lost number is a claim."))
        return redirect("admin:desk_person", public_id=profile.public_id)
    if request.method == "POST" and "code" in request.POST:
        return check(request, profile)
    if request.method == "POST":
        return send(request, profile)
    return page(request, profile)


def page(
    request: HttpRequest, profile: Profile, *, number: PhoneForm | None = None, code: CodeForm | None = None, status: int = 200
) -> HttpResponse:
    """The number, and the box for the code while one is under way."""
    proof = waiting(request, profile)
    context = {
        "profile": profile,
        "number": number or PhoneForm(initial={"contact": proof.address if proof else profile.user.phone}, auto_id="number_%s"),
        "code": (code or CodeForm()) if proof else None,
        "sent_to": mask_phone(proof.address) if proof else "",
    }
    return show(request, "reviews/phone.html", context, title=_("Confirm the phone"), status=status)


def waiting(request: HttpRequest, profile: Profile) -> Proof | None:
    """The code that is under way for this very person."""
    proof = proofs.current(request)
    is_theirs = proof is not None and proof.purpose == Purpose.COUNTER and proof.data.get("person") == str(profile.public_id)
    return proof if is_theirs else None


def send(request: HttpRequest, profile: Profile) -> HttpResponse:
    """A code in the person's language."""
    form = PhoneForm(request.POST, auto_id="number_%s")
    if not form.is_valid():
        return page(request, profile, number=form, status=422)
    try:
        with override(profile.user.language):
            proofs.begin(request, Purpose.COUNTER, form.cleaned_data["contact"], person=str(profile.public_id))
    except TooMany as refusal:
        form.add_error(None, wait_words(refusal))
        return page(request, profile, number=form, status=429)
    return redirect("admin:desk_phone", public_id=profile.public_id)


def check(request: HttpRequest, profile: Profile) -> HttpResponse:
    """The code that was read out."""
    proof, form = waiting(request, profile), CodeForm(request.POST)
    if proof is None:
        return over(request, profile)
    if not form.is_valid():
        return page(request, profile, code=form, status=422)
    try:
        answer = proofs.check(request, form.cleaned_data["code"])
    except TooMany as refusal:
        form.add_error(None, wait_words(refusal))
        return page(request, profile, code=form, status=429)
    if answer == Answer.WRONG:
        form.add_error("code", _("This code is not right. Check the newest message."))
        return page(request, profile, code=form, status=422)
    proofs.forget(request)
    return confirmed(request, profile, proof.contact) if answer == Answer.RIGHT else over(request, profile)


def over(request: HttpRequest, profile: Profile) -> HttpResponse:
    messages.error(request, _("This code does not work any more. Send a new one."))
    return redirect("admin:desk_phone", public_id=profile.public_id)


def confirmed(request: HttpRequest, profile: Profile, contact: Contact) -> HttpResponse:
    """Say that the phone counts from now on."""
    try:
        confirm(profile.user, contact, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The phone is confirmed. The person can sign in with it."))
    return redirect("admin:desk_person", public_id=profile.public_id)


@transaction.atomic
def confirm(user: User, contact: Contact, *, by: User) -> None:
    """The phone counts; raises Refused when the account got a phone or an e-mail meanwhile."""
    unopened = User.objects.filter(pk=user.pk, phone_verified=False, email=None)
    if not unopened.update(phone=contact.value, phone_verified=True):
        raise Refused(Reason("changed_meanwhile"))
    journal(user, "change_phone", by=by, data={"source": "walk_in"})
