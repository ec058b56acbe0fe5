"""The one sign-in page, the code page, and who of a family is signing in."""

from collections.abc import Callable

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import proofs
from accounts.adapter import is_local
from accounts.backends import at
from accounts.contact import Contact, Kind
from accounts.forms import CodeForm, EitherForm, EmailForm, OldPasswordForm, PhoneForm, SignInForm
from accounts.limits import TooMany
from accounts.models import User
from accounts.proofs import Proof, Purpose
from accounts.roles import DESK, Role
from accounts.signing import people_with_password, sign_in
from accounts.views.account import change_contact
from accounts.views.pages import show
from accounts.views.signup import employer_proved, phone_proved

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@get_or_post
def login(request: HttpRequest) -> HttpResponse:
    """Password or code; the answer never tells whether an account exists."""
    if request.user.is_authenticated:
        return redirect(_next(request) or "after_login")
    form = SignInForm(request.POST) if request.method == "POST" else SignInForm(initial={"next": _next(request)})
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/login.html", form)
    try:
        return by_code(request, form) if form.wants_code else by_password(request, form)
    except TooMany as refusal:
        return show(request, "accounts/login.html", form, refusal=refusal)


def by_code(request: HttpRequest, form: SignInForm) -> HttpResponse:
    proofs.begin(request, Purpose.SIGN_IN, form.cleaned_data["login"], next=form.cleaned_data["next"])
    return redirect("account_code")


def by_password(request: HttpRequest, form: SignInForm) -> HttpResponse:
    contact: Contact = form.cleaned_data["login"]
    found = people_with_password(request, contact, form.cleaned_data["password"])
    if not found:
        form.add_error(None, _("The phone, e-mail or password is not right. You can also sign in with a code."))
        return show(request, "accounts/login.html", form)
    if len(found) == 1:
        return sign_in(request, found[0], method="password", next_url=form.cleaned_data["next"])
    data = {"people": [str(user.public_id) for user in found], "method": "password", "next": form.cleaned_data["next"]}
    proofs.keep(request, Proof(Purpose.SIGN_IN, contact.kind, contact.value, is_proved=True, data=data))
    return redirect("account_who")


def _next(request: HttpRequest) -> str:
    wish = request.GET.get("next") or request.POST.get("next") or ""
    return wish if is_local(request, wish) else ""


@login_not_required
@never_cache
@get_or_post
def code(request: HttpRequest) -> HttpResponse:
    """Type the code that was sent."""
    proof = proofs.current(request)
    if proof is None or proof.is_proved:
        return _over(request)
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            answer = proofs.check(request, form.cleaned_data["code"])
        except TooMany as refusal:
            return show(request, "accounts/code.html", form, refusal=refusal, proof=proof)
        if answer == proofs.Answer.OVER:
            return _over(request)
        if answer == proofs.Answer.RIGHT:
            return NEXT[Purpose(proof.purpose)](request, proof)
        form.add_error("code", _("This code is not right. Check the newest message."))
    return show(request, "accounts/code.html", form, proof=proof)


def _over(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This code does not work any more. Ask for a new one."))
    return redirect("account_home" if request.user.is_authenticated else "account_login")


@login_not_required
@never_cache
@get_or_post
def code_again(request: HttpRequest) -> HttpResponse:
    """The code did not come: correct the number or address, or send again."""
    proof = proofs.current(request)
    if proof is None or proof.is_proved:
        return _over(request)
    kinds = {Purpose.SIGN_UP: PhoneForm, Purpose.EMPLOYER: EmailForm, Purpose.SIGN_IN: EitherForm}
    form_class = kinds.get(Purpose(proof.purpose), PhoneForm if proof.kind == Kind.PHONE else EmailForm)
    form = form_class(request.POST or None, initial={"contact": proof.address})
    if proof.purpose == Purpose.FRESH:
        form = form_class({"contact": proof.address}) if request.method == "POST" else form
        form.fields["contact"].disabled = True
        form.initial = {"contact": proof.address}
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/code_again.html", form)
    contact = proof.contact if proof.purpose == Purpose.FRESH else form.cleaned_data["contact"]
    try:
        proofs.begin(request, Purpose(proof.purpose), contact, **proof.data)
    except TooMany as refusal:
        return show(request, "accounts/code_again.html", form, refusal=refusal)
    messages.success(request, _("We sent a new code. Only the newest one works."))
    return redirect("account_code")


def sign_in_proved(request: HttpRequest, proof: Proof) -> HttpResponse:
    """The code was right: one person, several, or nobody yet."""
    people = list(at(proof.contact, proved=True))
    if len(people) == 1:
        return sign_in(request, people[0], method="code", next_url=proof.data.get("next", ""))
    if people:
        return redirect("account_who")
    if proof.kind == Kind.PHONE:
        messages.info(request, _("No account uses this number yet. You can make one now."))
        return redirect("account_signup_name")
    messages.info(request, _("No account uses this e-mail yet. Sign up with your phone, or register your company."))
    return redirect("account_signup")


def fresh_proved(request: HttpRequest, proof: Proof) -> HttpResponse:
    """The person of this session has proved who they are again."""
    proofs.forget(request)
    if not request.user.is_authenticated or proof.data.get("person") != str(request.user.public_id):
        return redirect("account_login")
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return redirect(proof.data.get("next") or "account_home")


def claim_proved(request: HttpRequest, proof: Proof) -> HttpResponse:
    """OEC's register stands on a higher floor: its page goes on."""
    return redirect("register:claim_done")


def counter_proved(request: HttpRequest, proof: Proof) -> HttpResponse:
    """This code belongs into the page of OEC's counter; here it opens nothing."""
    return _over(request)


NEXT: dict[Purpose, Callable[[HttpRequest, Proof], HttpResponse]] = {
    Purpose.SIGN_IN: sign_in_proved,
    Purpose.SIGN_UP: phone_proved,
    Purpose.EMPLOYER: employer_proved,
    Purpose.CHANGE: change_contact,
    Purpose.FRESH: fresh_proved,
    Purpose.CLAIM: claim_proved,
    Purpose.COUNTER: counter_proved,
}


@login_not_required
@never_cache
@get_or_post
def who(request: HttpRequest) -> HttpResponse:
    """A family shares one phone: who is signing in? Only after the code or the password was right."""
    proof = proofs.current(request)
    if proof is None or not proof.is_proved:
        return _over(request)
    people = _people(proof)
    if request.method == "POST":
        chosen = next((user for user in people if str(user.public_id) == request.POST.get("person")), None)
        if chosen:
            return sign_in(request, chosen, method=proof.data.get("method", "code"), next_url=proof.data.get("next", ""))
        messages.error(request, _("Choose one of these people."))
    return show(request, "accounts/who.html", people=people, may_sign_up=proof.kind == Kind.PHONE and "people" not in proof.data)


def _people(proof: Proof) -> list[User]:
    """Those whose password was right, or all whose confirmed phone or e-mail this is."""
    if "people" in proof.data:
        return list(User.objects.filter(is_active=True, public_id__in=proof.data["people"]).order_by("pk"))
    return list(at(proof.contact, proved=True))


@never_cache
@sensitive_post_parameters("password")
@get_or_post
def reauthenticate(request: HttpRequest) -> HttpResponse:
    """Prove it again before something delicate: with the second factor if there is one, else with password or code."""
    wish = _next(request)
    for name, kind in (("mfa_reauthenticate", Authenticator.Type.TOTP), ("mfa_reauthenticate_webauthn", Authenticator.Type.WEBAUTHN)):
        if is_mfa_enabled(request.user, [kind]):
            return redirect(reverse(name, query={"next": wish or reverse("account_home")}))
    form = OldPasswordForm(request.POST or None)
    try:
        if request.POST.get("way") == "code":
            return _fresh_code(request, wish)
        if form.is_bound and form.is_valid() and _is_own_password(request, form):
            record_authentication(request, request.user, method="password", reauthenticated=True)
            return redirect(wish or "account_home")
    except TooMany as refusal:
        form.is_valid()
        return show(request, "accounts/reauthenticate.html", form, refusal=refusal, next=wish)
    return show(request, "accounts/reauthenticate.html", form, next=wish)


def _is_own_password(request: HttpRequest, form: OldPasswordForm) -> bool:
    contact = own_contact(request.user)
    is_right = request.user in people_with_password(request, contact, form.cleaned_data["password"])
    if not is_right:
        form.add_error("password", _("This password is not right."))
    return is_right


def own_contact(user: User) -> Contact:
    by_phone = user.phone and (user.phone_verified or not user.email)
    return Contact(Kind.PHONE, user.phone) if by_phone else Contact(Kind.EMAIL, user.email or "")


def _fresh_code(request: HttpRequest, wish: str) -> HttpResponse:
    proofs.begin(request, Purpose.FRESH, own_contact(request.user), person=str(request.user.public_id), next=wish)
    return redirect("account_code")


HOMES = {Role.CANDIDATE: "candidates:home", Role.EMPLOYER: "employer:home"}


@require_safe
def after_login(request: HttpRequest) -> HttpResponse:
    """To the home of the role."""
    name = "admin:index" if request.user.role in DESK else HOMES.get(request.user.role, "account_home")
    try:
        return redirect(reverse(name))
    except NoReverseMatch:
        return redirect("account_home")
