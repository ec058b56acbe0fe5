"""A company registered: the lead behind it is found, by the invitation or by the corporate number."""

from contextlib import suppress

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from jobs.models import Employer
from outreach import transitions
from outreach.invitations import SESSION_KEY, current
from outreach.models import Lead, LeadInvitation
from workflow.steps import Refused


def company_registered(request: HttpRequest, employer: Employer) -> None:
    """Called by the page that registers (settings.COMPANY_REGISTERED). A lead that moves just now spoils no registration."""
    row = current(request)
    request.session.pop(SESSION_KEY, None)
    if row is not None:
        with suppress(Refused):
            use(row, employer, person=request.user)


@transaction.atomic
def use(invitation: LeadInvitation, employer: Employer, *, person: User) -> None:
    """Use the invitation up and give the lead its company. Of two at once one has it."""
    if LeadInvitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=timezone.now()):
        transitions.register(invitation.lead, employer=employer, person=person)


def link_by_number(employer: Employer) -> None:
    """A company that came without its link is the lead with its corporate number; one that is linked already stays so."""
    if Lead.objects.filter(employer=employer).exists():
        return
    lead = (
        Lead.objects.filter(corporate_number=employer.corporate_number, employer=None).exclude(corporate_number="").order_by("pk").first()
    )
    if lead:
        transitions.register(lead, employer=employer)
