"""Claims: a draft that waits for its code, and the case at OEC's counter when the number on file is gone."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OEC
from candidates.identity import canonical_cnic
from candidates.models import Profile
from register.models.entry import RegisterEntry
from register.states import CLAIM_OWNERS, CLAIM_STEPS, CLAIM_TERMS, ClaimState
from vault.fields import BlindIndexField, EncryptedField
from workflow.models import Stateful

DRAFT_LIVES = timedelta(minutes=40)


class Draft(models.Model):
    """What somebody typed, sealed, until the code is right or forty minutes have passed. Everybody's draft looks the same."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cnic = EncryptedField()
    birth_date = EncryptedField(holds="date")
    full_name = EncryptedField(null=True)
    code = EncryptedField(null=True)  # only until the worker has sent it
    language = models.CharField(max_length=2, default="en")
    kind = models.CharField(max_length=12, default="code")
    contact_kind = models.CharField(max_length=5, blank=True)
    address = EncryptedField(null=True)
    details = models.JSONField(default=dict)
    entry = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, null=True, related_name="+")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="draft_waiting", condition=Q(looked_at=None))]


class RegisterClaimQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "RegisterClaimQuerySet":
        """OEC alone; the person learns of it by letter and at the counter."""
        return self if user.role in OEC else self.none()


class RegisterClaim(Stateful):
    """Somebody says: this is me, and my number is gone; or: somebody else has taken my CNIC."""

    class Kind(models.TextChoices):
        LOST = "lost", _("The number is gone")
        JAPAN = "japan", _("I am in Japan now")
        DISPUTE = "dispute", _("Somebody else uses my CNIC")

    class Seen(models.TextChoices):
        ORIGINAL = "original", _("The original card, at the counter")
        EMBASSY = "embassy", _("A letter of the embassy in Japan")

    State = ClaimState
    KIND = "claim"
    STEPS = CLAIM_STEPS
    OWNERS = CLAIM_OWNERS
    TERMS = CLAIM_TERMS

    reference = models.CharField(_("reference"), max_length=16, unique=True, editable=False)
    kind = models.CharField(_("what happened"), max_length=8, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=[(s.value, s.value) for s in ClaimState], default=ClaimState.OPENED, editable=False
    )
    full_name = models.CharField(_("full name"), max_length=160)
    cnic = EncryptedField(_("CNIC"), null=True)
    cnic_index = BlindIndexField(source="cnic", canonical=canonical_cnic)
    birth_date = EncryptedField(_("date of birth"), holds="date", null=True)
    contact_kind = models.CharField(max_length=5)
    address = models.CharField(_("new phone or e-mail"), max_length=254)
    language = models.CharField(max_length=2, default="en")
    claimant = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(RegisterEntry, on_delete=models.SET_NULL, null=True, related_name="+")
    profile = models.ForeignKey(Profile, on_delete=models.SET_NULL, null=True, related_name="+")
    seen_how = models.CharField(_("how the card was seen"), max_length=10, choices=Seen.choices, blank=True, editable=False)
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    objects = RegisterClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="claim_checked_says_how",
                condition=~Q(state__in=["checked", "settled"]) | (~Q(seen_how="") & Q(seen_by__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.reference
