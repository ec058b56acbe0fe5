"""What the records keep of a person: earlier values of the fields of their rows. Blanked when the person is erased; the lines stay."""

from typing import Any

from django.db.models import Q

from accounts.models import User
from applications.models import Application
from candidates.models import Profile
from records.models import FieldChange, Inquiry, Visit

HOLDS: dict[Any, str] = {}
LEFT_OUT = {
    FieldChange: "earlier values of fields whose present values are in the copy, and who changed them",
    Visit: "which pages somebody of the staff opened; looks at a person are in who_looked",
    Inquiry: "what a supervisor or the auditor asked about the work of the staff",
}
PARTS = (
    "candidates_education", "candidates_experience", "candidates_testresult", "candidates_profileskill", "candidates_evidence",
)  # fmt: skip


def rows_of(user: User) -> Q:
    """The account, the profile with its lists and papers, and the offers to this person."""
    found = Q(of="accounts_user", row=user.pk) | Q(of="accounts_membership", within=user.pk)
    for profile in Profile.objects.filter(user=user):
        offers = list(Application.objects.filter(candidate=profile).values_list("pk", flat=True))
        found |= Q(of="candidates_profile", row=profile.pk) | Q(of__in=PARTS, within=profile.pk)
        found |= Q(of="applications_offer", within__in=offers)
    return found


def export(user: User) -> dict[str, Any]:
    """Nothing of its own: the present values stand in the other sections."""
    return {}


def erase(user: User, keep: frozenset[str]) -> None:
    """Last of all, so that what the other apps erased a moment ago is blanked too."""
    FieldChange.objects.filter(rows_of(user)).exclude(old=None, new=None).update(old=None, new=None)
