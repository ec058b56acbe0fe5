"""The page behind the personal link that Inter-SES sent to a company."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import wait_words
from accounts.limits import TooMany, take
from accounts.network import network
from accounts.roles import Role
from outreach.invitations import find, keep
from outreach.models import LeadInvitation
from workflow.steps import Reason, Refused


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Says who is invited; the button keeps the invitation for this browser and goes on to the sign-up."""
    try:
        take(("invitation.network", network(request)))
        invitation = _good(token)
    except TooMany as refusal:
        return render(request, "outreach/invitation_over.html", {"reason": wait_words(refusal)}, status=429)
    except Refused as refusal:
        return render(request, "outreach/invitation_over.html", {"reason": refusal}, status=410)
    if request.method != "POST":
        is_other = request.user.is_authenticated and request.user.role != Role.EMPLOYER
        return render(request, "outreach/invited.html", {"lead": invitation.lead, "until": invitation.expires_at, "is_other": is_other})
    keep(request, invitation)
    return redirect("employer:register" if request.user.is_authenticated else "employer_signup")


def _good(token: str) -> LeadInvitation:
    """The invitation of this link; raises Refused with what to do when it is used up or too old."""
    invitation = find(token)
    if invitation is not None and invitation.used_at is not None:
        raise Refused(Reason("company_invitation_used"))
    if invitation is None or not invitation.is_good:
        raise Refused(Reason("company_invitation_over"))
    return invitation
