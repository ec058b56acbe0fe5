"""Sign-up: phone, code, name for candidates; e-mail, code for a company's first person. An account is made only after the code."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import proofs
from accounts.adapter import is_local
from accounts.backends import at
from accounts.contact import Kind
from accounts.devices import device
from accounts.forms import EmployerForm, NameForm, PhoneForm
from accounts.journal import journal
from accounts.limits import TooMany, take
from accounts.models import User
from accounts.network import network
from accounts.proofs import Proof, Purpose
from accounts.roles import Role
from accounts.signing import sign_in
from accounts.views.pages import show

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@get_or_post
def signup(request: HttpRequest) -> HttpResponse:
    """Page 1 of 3 for candidates: the phone."""
    if request.user.is_authenticated:
        return redirect("after_login")
    form = PhoneForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/signup.html", form)
    wish = request.GET.get("next", "")
    try:
        proofs.begin(request, Purpose.SIGN_UP, form.cleaned_data["contact"], next=wish if is_local(request, wish) else "")
    except TooMany as refusal:
        return show(request, "accounts/signup.html", form, refusal=refusal)
    return redirect("account_code")


def phone_proved(request: HttpRequest, proof: Proof) -> HttpResponse:
    """The phone is theirs. If somebody has an account with it, ask who this is: a family may share one phone."""
    return redirect("account_who" if at(proof.contact, proved=True).exists() else "account_signup_name")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@get_or_post
def signup_name(request: HttpRequest) -> HttpResponse:
    """Page 3 of 3: the name, and a password if wanted. Makes the account."""
    proof = proofs.current(request)
    if proof is None or not proof.is_proved or proof.kind != Kind.PHONE or "people" in proof.data:
        return redirect("after_login" if request.user.is_authenticated else "account_signup")
    form = NameForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/signup_name.html", form, phone=proof.address)
    try:
        take(*signup_limits(request))
    except TooMany as refusal:
        return show(request, "accounts/signup_name.html", form, refusal=refusal, phone=proof.address)
    user = make_candidate(proof, form)
    return sign_in(request, user, method="code", next_url=proof.data.get("next", ""))


def signup_limits(request: HttpRequest) -> list[tuple[str, str]]:
    return [("signup.network", network(request)), ("signup.device", device(request).key)]


@transaction.atomic
def make_candidate(proof: Proof, form: NameForm) -> User:
    user = User.objects.create_user(
        role=Role.CANDIDATE,
        phone=proof.address,
        phone_verified=True,
        full_name=form.cleaned_data["full_name"],
        password=form.cleaned_data["password"] or None,
        language=(get_language() or "en")[:2],
    )
    journal(user, "sign_up", by=user)
    return user


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@get_or_post
def employer_signup(request: HttpRequest) -> HttpResponse:
    """The first person of a company: name, e-mail, password; then the code. The password waits as a hash."""
    if request.user.is_authenticated:
        return redirect("after_login")
    form = EmployerForm(request.POST or None, initial=import_string(settings.COMPANY_START)(request))
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/signup_employer.html", form)
    data = {"name": form.cleaned_data["full_name"], "password": make_password(form.cleaned_data["password"])}
    try:
        take(*signup_limits(request))
        proofs.begin(request, Purpose.EMPLOYER, form.cleaned_data["email"], **data)
    except TooMany as refusal:
        return show(request, "accounts/signup_employer.html", form, refusal=refusal)
    return redirect("account_code")


def employer_proved(request: HttpRequest, proof: Proof) -> HttpResponse:
    """The mailbox is theirs. A known e-mail signs in to its own account; its password stays as it was."""
    user = User.objects.filter(email=proof.address).first() or make_employer(proof)
    if user is None or not user.is_active:
        proofs.forget(request)
        messages.error(request, _("This account is closed. Call us if you think this is a mistake."))
        return redirect("account_login")
    if user.password != proof.data["password"]:
        messages.info(request, _("You had an account already. Its password did not change."))
        return sign_in(request, user, method="code")
    return sign_in(request, user, method="code", next_url=company_page())


def make_employer(proof: Proof) -> User | None:
    """The new account; the other one, if two pages made it at the same moment."""
    try:
        with transaction.atomic():
            user = User(role=Role.EMPLOYER, email=proof.address, full_name=proof.data["name"], language=(get_language() or "ja")[:2])
            user.password = proof.data["password"]
            user.save()
            journal(user, "sign_up", by=user)
            return user
    except IntegrityError:
        return User.objects.filter(email=proof.address).first()


def company_page() -> str:
    """Where the company's facts are asked for; its app stands on a higher floor, so it is known by name only."""
    try:
        return reverse("employer:register")
    except NoReverseMatch:
        return ""
