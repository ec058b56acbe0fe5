"""A list of people: what was looked for, how far it is, and its rows, sealed piece by piece until the key goes."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import SecondSignature, User
from accounts.roles import OEC
from vault.fields import EncryptedField


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ExportQuerySet":
        """Only the officer who asked; the second person reads what it is on the page of the signature."""
        return self.filter(created_by=user) if user.role in OEC else self.none()


class Export(models.Model):
    """One list. Its pieces are sealed with a key of their own; when the key goes, every backup of them is dead."""

    class Stage(models.TextChoices):
        WAITING = "waiting", _("waits for a signature")
        WRITING = "writing", _("being written")
        READY = "ready", _("ready to download")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("refused")
        EXPIRED = "expired", _("erased, its time is over")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    signature = models.OneToOneField(SecondSignature, on_delete=models.PROTECT, null=True, related_name="+")
    wanted = models.JSONField(default=dict)  # what was looked for, as codes
    columns = ArrayField(models.CharField(max_length=20))
    with_identity = models.BooleanField(_("CNIC, passport and date of birth in full"), default=False)
    counted = models.PositiveIntegerField(_("people, when it was asked for"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.WAITING)
    cursor = models.BigIntegerField(default=0)  # the last profile that stands in it
    rows = models.PositiveIntegerField(_("people"), default=0)
    wrapped_key = EncryptedField(null=True, editable=False, holds="bytes", keys="file")
    fault = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(_("kept until"), null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["created_by"], name="export_one_at_a_time", condition=Q(stage__in=["waiting", "writing"])),
            models.CheckConstraint(name="export_kept_has_key", condition=~Q(stage__in=["writing", "ready"]) | Q(wrapped_key__isnull=False)),
            models.CheckConstraint(
                name="export_over_has_no_key", condition=~Q(stage__in=["cancelled", "failed", "expired"]) | Q(wrapped_key__isnull=True)
            ),
            models.CheckConstraint(name="export_ready_has_end", condition=~Q(stage="ready") | Q(expires_at__isnull=False)),
            models.CheckConstraint(
                name="export_signed_before_written", condition=~Q(stage__in=["writing", "ready"]) | Q(signature__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {str(self.public_id)[:8]}"

    @property
    def context(self) -> str:
        """What the bytes are bound to."""
        return f"{self._meta.db_table}.bytes.{self.public_id}"


class Piece(models.Model):
    """Some hundreds of rows, sealed."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="piece_once")]
