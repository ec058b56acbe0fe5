"""Invitations: to come in by one, and for an employer's owner to make one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import invitations
from accounts.access import role_required
from accounts.contact import Contact
from accounts.forms import ColleagueForm, InvitedForm, wait_words
from accounts.limits import TooMany, take
from accounts.models import Invitation, Membership, Party, User
from accounts.network import network
from accounts.parties import leave, make_owner, owned_by
from accounts.roles import Role
from accounts.signing import sign_in
from accounts.views.pages import show
from workflow.steps import Reason, Refused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@get_or_post
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: name and password, then in. The link itself proves the e-mail."""
    try:
        take(("invitation.network", network(request)))
        invitation = _good(token)
    except TooMany as refusal:
        return render(request, "accounts/invitation_over.html", {"reason": wait_words(refusal)}, status=429)
    except Refused as refusal:
        return render(request, "accounts/invitation_over.html", {"reason": refusal}, status=410)
    if User.objects.filter(email=invitation.email).exists():
        return join_known(request, token, invitation)
    invited = User(role=invitation.role, email=invitation.email, full_name=invitation.full_name)
    form = InvitedForm(request.POST or None, invited=invited, initial={"full_name": invitation.full_name})
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/invitation.html", form, invitation=invitation)
    return _come_in(request, token, name=form.cleaned_data["full_name"], password=form.cleaned_data["password"])


def join_known(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """Somebody who has an account of this kind only says yes."""
    return _come_in(request, token) if request.method == "POST" else show(request, "accounts/invitation.html", invitation=invitation)


def _good(token: str) -> Invitation:
    invitation = invitations.find(token) if len(token) <= 100 else None
    if invitation is None:
        raise Refused(Reason("invitation_over"))
    return invitation


def _come_in(request: HttpRequest, token: str, **given: str) -> HttpResponse:
    try:
        user = invitations.accept(token, **given)
    except Refused as refusal:
        return render(request, "accounts/invitation_over.html", {"reason": refusal}, status=410)
    except IntegrityError:
        return redirect(request.path)
    if request.user.is_authenticated:
        messages.success(request, _("You joined."))
        return redirect("after_login")
    return sign_in(request, user, method="invitation")


def _own_party(request: HttpRequest) -> Party:
    party = owned_by(request.user)
    if party is None:
        raise PermissionDenied
    return party


@never_cache
@role_required(Role.EMPLOYER)
@get_or_post
def colleagues(request: HttpRequest) -> HttpResponse:
    """Who acts for the company; an owner invites, and ends memberships."""
    party = _own_party(request)
    form = ColleagueForm(request.POST or None)
    people = Membership.objects.visible_to(request.user).live().filter(party=party).select_related("user").order_by("pk")
    if not form.is_bound or not form.is_valid():
        return show(request, "accounts/colleagues.html", form, party=party, people=people)
    try:
        take(("invite.person", str(request.user.pk)))
    except TooMany as refusal:
        return show(request, "accounts/colleagues.html", form, refusal=refusal, party=party, people=people)
    address: Contact = form.cleaned_data["email"]
    invitations.send(
        email=address.value,
        name=form.cleaned_data["full_name"],
        role=Role.EMPLOYER,
        by=request.user,
        party=party,
        language=(get_language() or "ja")[:2],
    )
    messages.success(request, _("The invitation is on its way. It works for 72 hours."))
    return redirect("account_colleagues")


def _membership(request: HttpRequest, public_id: str) -> Membership:
    mine = Membership.objects.visible_to(request.user).live().filter(party=_own_party(request))
    return get_object_or_404(mine.select_related("party", "user"), user__public_id=public_id)


@require_POST
@role_required(Role.EMPLOYER)
def end_membership(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        leave(_membership(request, public_id), by=request.user)
        messages.success(request, _("This person does not act for your company any more."))
    except Refused as refusal:
        messages.error(request, refusal)
    return redirect("account_colleagues" if owned_by(request.user) else "account_home")


@require_POST
@role_required(Role.EMPLOYER)
def add_owner(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        make_owner(_membership(request, public_id), by=request.user)
        messages.success(request, _("Saved."))
    except Refused as refusal:
        messages.error(request, refusal)
    return redirect("account_colleagues")
