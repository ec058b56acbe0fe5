"""Proof, brought once and verified once by OEC, used by every application."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OEC, Role
from candidates.models.profile import District, Education, Experience, Profile, TestResult
from candidates.states import EVIDENCE_OWNERS, EVIDENCE_STEPS, EvidenceKind, EvidenceState
from vault.models import StoredFile
from workflow.models import Stateful

KIND_NAMES = {
    EvidenceKind.CNIC: _("CNIC, both sides"),
    EvidenceKind.PASSPORT: _("Passport"),
    EvidenceKind.DEGREE: _("Degree or certificate"),
    EvidenceKind.TRANSCRIPT: _("Transcript"),
    EvidenceKind.TEST: _("Test result"),
    EvidenceKind.EXPERIENCE: _("Experience letter"),
}


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "EvidenceQuerySet":
        """OEC checks evidence, a candidate sees the own. Inter-SES and employers work with the verdict, not with papers."""
        if user.role in OEC:
            return self
        return self.filter(profile__user=user) if user.role == Role.CANDIDATE else self.none()

    def standing(self) -> "EvidenceQuerySet":
        """Proof that counts or may yet count."""
        return self.filter(state__in=[EvidenceState.RECEIVED, EvidenceState.VERIFIED])


class Evidence(Stateful):
    """One document. How it was checked, by whom and with what reference stands on the row."""

    KIND, STEPS, OWNERS, BOUND = "evidence", EVIDENCE_STEPS, EVIDENCE_OWNERS, ("profile_id",)

    class How(models.TextChoices):
        ORIGINAL = "original", _("original seen")
        REGISTER = "register", _("looked up in the issuer's register")
        QR = "qr", _("QR or verification code")
        ISSUER = "issuer", _("issuer called or written to")

    class Side(models.TextChoices):
        WHOLE = "", _("the whole document")
        FRONT = "front", _("front side")
        BACK = "back", _("back side")

    class Fault(models.TextChoices):
        UNREADABLE = "unreadable", _("It cannot be read")
        WRONG_DOCUMENT = "wrong_document", _("It is another document")
        NAME_DIFFERS = "name_differs", _("The name differs from the CNIC")
        DATE_DIFFERS = "date_differs", _("A date differs from the profile")
        OUT_OF_DATE = "out_of_date", _("It is not valid any more")
        NOT_CONFIRMED = "not_confirmed", _("The issuer does not confirm it")

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("document"), max_length=12, choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    education = models.ForeignKey(Education, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence")
    experience = models.ForeignKey(Experience, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence")
    test = models.ForeignKey(TestResult, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence")
    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in EvidenceState], default=EvidenceState.RECEIVED, editable=False
    )
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    checked_how = models.CharField(_("how it was checked"), max_length=12, choices=How.choices, blank=True)
    checked_reference = models.CharField(_("reference of the check"), max_length=120, blank=True)
    checked_link = models.URLField(_("link to the check"), max_length=400, blank=True)
    fault = models.CharField(_("what is wrong"), max_length=16, choices=Fault.choices, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    # Its person's, written by the database alone (migration 0008): the queue of one district is read along an index.
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False)

    is_known = False  # said of an upload that we already had

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["kind", "-created_at"]
        constraints = [
            models.CheckConstraint(
                name="evidence_verified_says_how",
                condition=~Q(state=EvidenceState.VERIFIED) | (~Q(checked_how="") & Q(checked_by__isnull=False)),
            ),
            models.CheckConstraint(name="evidence_rejected_says_why", condition=~Q(state=EvidenceState.REJECTED) | ~Q(fault="")),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on", "waiting_since", "id"], name="evidence_queue", condition=~Q(owner="")),
            models.Index(
                fields=["owner", "district", "due_on", "waiting_since", "id"], name="evidence_queue_district", condition=~Q(owner="")
            ),
            models.Index(
                fields=["id"], name="evidence_lost", condition=Q(state__in=[EvidenceState.RECEIVED.value]) & (Q(owner="") | Q(due_on=None))
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
