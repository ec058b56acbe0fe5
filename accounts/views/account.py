"""The own account: name, language, phone, e-mail, password."""

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import proofs
from accounts.contact import Contact, Kind
from accounts.forms import EmailForm, NewPasswordForm, PersonForm, PhoneForm, WaysForm
from accounts.journal import journal
from accounts.limits import TooMany
from accounts.middleware import REAL_FACTORS
from accounts.models import User
from accounts.parties import owned_by
from accounts.people import end_sessions
from accounts.proofs import Proof, Purpose
from accounts.quiet import PAKISTAN, zone_of
from accounts.views.pages import show

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@get_or_post
def home(request: HttpRequest) -> HttpResponse:
    """Name and language here; the rest has its own pages."""
    form = PersonForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        with override(form.cleaned_data["language"]):
            return redirect("account_home")
    facts = {"has_factor": is_mfa_enabled(request.user, REAL_FACTORS), "company": owned_by(request.user)}
    return show(request, "accounts/home.html", form, **facts)


@never_cache
@get_or_post
def ways(request: HttpRequest) -> HttpResponse:
    """Language, the way by which news comes, and the hours without SMS."""
    form = WaysForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_bound and form.is_valid():
        user = form.save(commit=False)
        user.save(update_fields=[*form.cleaned_data])
        messages.success(request, _("Saved."))
        with override(user.language):
            return redirect("account_ways")
    return show(request, "accounts/ways.html", form, is_in_japan=zone_of(request.user.role) != PAKISTAN)


@never_cache
@get_or_post
def contact(request: HttpRequest, kind: str) -> HttpResponse:
    """A new phone or e-mail: it counts once its code was typed."""
    if kind not in (Kind.PHONE, Kind.EMAIL):
        raise Http404
    form = (PhoneForm if kind == Kind.PHONE else EmailForm)(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/contact.html", form, kind=kind, claim=address_of("register:claim"))
    try:
        proofs.begin(request, Purpose.CHANGE, form.cleaned_data["contact"], person=str(request.user.public_id))
    except TooMany as refusal:
        return show(request, "accounts/contact.html", form, refusal=refusal, kind=kind, claim=address_of("register:claim"))
    return redirect("account_code")


def address_of(name: str) -> str:
    """A page of another app, or nothing where that app has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def change_contact(request: HttpRequest, proof: Proof) -> HttpResponse:
    """The code was right: the phone or e-mail is this person's now; the old one is told."""
    proofs.forget(request)
    if not request.user.is_authenticated or proof.data.get("person") != str(request.user.public_id):
        return redirect("account_login")
    try:
        keep_contact(User.objects.get(pk=request.user.pk), proof.contact)
    except IntegrityError:
        messages.error(request, _("Another account uses this e-mail. Sign in with it, or type another e-mail."))
        return redirect("account_contact", kind=proof.kind)
    messages.success(request, _("Saved."))
    return redirect("account_home")


@transaction.atomic
def keep_contact(user: User, new: Contact) -> None:
    old = user.phone if new.kind == Kind.PHONE else user.email
    if new.kind == Kind.PHONE:
        user.phone, user.phone_verified = new.value, True
    else:
        user.email = new.value
    user.save(update_fields=["phone", "phone_verified", "email"])
    journal(user, f"change_{new.kind}", by=user)
    if old and old != new.value:
        get_adapter().tell(user, "contact_changed", address=old)


@never_cache
@sensitive_post_parameters("password")
@get_or_post
def password(request: HttpRequest) -> HttpResponse:
    """A new password; every other session ends."""
    form = NewPasswordForm(request.POST or None, user=request.user)
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/password.html", form)
    with transaction.atomic():
        request.user.set_password(form.cleaned_data["password"])
        request.user.save(update_fields=["password"])
        journal(request.user, "change_password", by=request.user)
        get_adapter().tell(request.user, "password_changed")
    end_sessions(request.user, but=request.session.session_key)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your password is saved."))
    return redirect(reverse("account_home"))
