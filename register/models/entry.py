"""One person in OEC's register, as OEC wrote it down: not a user, until the person claims it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OEC
from candidates.identity import canonical_cnic
from candidates.models import District, Profile
from register.models.loading import RegisterImport
from vault.fields import BlindIndexField, EncryptedField

SEXES = [("f", _("female")), ("m", _("male")), ("x", _("X"))]  # as on the CNIC; never read from its last digit (domain.md 3.3)


class RegisterEntryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "RegisterEntryQuerySet":
        """OEC alone."""
        return self if user.role in OEC else self.none()

    def open(self) -> "RegisterEntryQuerySet":
        """Nobody has claimed it."""
        return self.filter(claimed_at=None)

    def with_cnic(self, cnic: str) -> "RegisterEntryQuerySet":
        """The entry of this canonical number."""
        return self.filter(self.model._meta.get_field("cnic_index").matching(cnic))


class RegisterEntry(models.Model):
    """CNIC and exact birth date are encrypted and bound to this row; the father's name is never kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("register"), max_length=20, default="oec")
    number = models.CharField(_("OEC's number"), max_length=40, null=True, blank=True)
    full_name = models.CharField(_("full name"), max_length=160)
    cnic = EncryptedField(_("CNIC"))
    cnic_index = BlindIndexField(source="cnic", canonical=canonical_cnic, unique=True, null=False)
    birth_date = EncryptedField(_("date of birth"), holds="date", null=True, blank=True)
    phone = models.CharField(_("mobile phone"), max_length=16, blank=True, db_index=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district"))
    education_level = models.CharField(_("education"), max_length=60, blank=True)
    education_subject = models.CharField(_("subject"), max_length=120, blank=True)
    trade = models.CharField(_("trade"), max_length=120, blank=True)
    experience_years = models.PositiveSmallIntegerField(_("years of work"), null=True, blank=True)
    japanese = models.CharField(_("Japanese"), max_length=40, blank=True)
    sex = models.CharField(_("sex, for the figures only"), max_length=1, choices=SEXES, blank=True, default="")
    fingerprint = models.BinaryField(max_length=32, editable=False)
    load = models.ForeignKey(RegisterImport, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    imported_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.ForeignKey(Profile, on_delete=models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the register")
        verbose_name_plural = _("entries of the register")
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="entry_number_once_per_source"),
            models.CheckConstraint(
                name="entry_claimed_by_somebody_at_some_time",
                condition=Q(claimed_by=None, claimed_at=None) | Q(claimed_by__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(name="entry_sex_as_on_the_card", condition=Q(sex__in=["", "f", "m", "x"])),
        ]

    def __str__(self) -> str:
        return self.number or self.public_id.hex[:8]
