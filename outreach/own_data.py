"""What outreach keeps of a person: the contact data of a company's first person from before it registered."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from accounts.models import User
from outreach.models import Lead, LeadInvitation, LeadNote
from vault.plain import rows

HOLDS = {Lead: "leads"}
LEFT_OUT = {
    LeadNote: "what Inter-SES noted about the talks with a company",
    LeadInvitation: "when a company was invited; a digest and dates only",
}
CONTACT = ("contact_name", "contact_email", "contact_phone")


def of(user: User) -> Any:
    """Leads whose contact this person is: registered by the invitation, or with the same address."""
    own = Lead.objects.filter(contact_user=user)
    return (own | Lead.objects.filter(Lead._meta.get_field("email_index").matching(user.email or ""))).order_by("pk")


def export(user: User) -> dict[str, Any]:
    """The company and the contact data; plans of Inter-SES and who does them stay at the desk."""
    return {"leads": rows(of(user), "responsible", "next_step", "next_on", "owner", "due_on", "key_ja", "key_en", "contact_user")}


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for public_id in of(user).values_list("public_id", flat=True):
        yield "outreach.lead", public_id


@transaction.atomic
def erase(user: User, keep: frozenset[str]) -> None:
    """The company stays a lead; who spoke for it goes, and what was noted of the talks with that person is blanked."""
    found = list(of(user))
    LeadNote.objects.filter(lead__in=found).update(text="")
    for lead in found:
        lead.contact_user = None
        for name in CONTACT:
            setattr(lead, name, None)
        lead.save(update_fields=[*CONTACT, "email_index", "contact_user"])
