"""An import: the file, how far it is, and what was found. Its rows wait in a table of their own until all are merged at once."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OEC
from vault.fields import EncryptedField


class RegisterImportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "RegisterImportQuerySet":
        """OEC alone."""
        return self if user.role in OEC else self.none()


class RegisterImport(models.Model):
    """One file. Its bytes are sealed with a key of their own, and the key goes when the work is done."""

    class Stage(models.TextChoices):
        SENT = "sent", _("columns are to be checked")
        READING = "reading", _("being read")
        MERGING = "merging", _("being taken over")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("refused")

    AT_WORK = (Stage.READING, Stage.MERGING)
    OVER = (Stage.DONE, Stage.CANCELLED, Stage.FAILED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("register"), max_length=20, default="oec")
    file_name = models.CharField(_("file"), max_length=150)
    size = models.PositiveIntegerField(_("bytes"))
    wrapped_key = EncryptedField(null=True, editable=False, holds="bytes", keys="file")
    layout = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.SENT)
    cursor = models.PositiveIntegerField(default=0)
    share = models.FloatField(default=0)
    counts = models.JSONField(default=dict)
    fault = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("sent by"))
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(models.Value(1), name="import_one_at_work", condition=Q(stage__in=["reading", "merging"])),
            models.CheckConstraint(name="import_ended_has_no_key", condition=Q(ended_at=None) | Q(wrapped_key__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def context(self) -> str:
        """What the bytes are bound to."""
        return f"{self._meta.db_table}.bytes.{self.public_id}"

    @property
    def is_over(self) -> bool:
        return self.stage in self.OVER

    @property
    def rows_per_second(self) -> int:
        """By the clock, from the start of the work."""
        end = self.ended_at or timezone.now()
        return round(self.cursor / max(1.0, (end - self.started_at).total_seconds())) if self.started_at else 0


class Staged(models.Model):
    """One good row before the merge; identity is sealed for the entry that it becomes."""

    load = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8)
    entry_id = models.UUIDField()
    cnic = models.BinaryField(null=True)
    cnic_index = models.BinaryField()
    birth_date = models.BinaryField(null=True)
    fingerprint = models.BinaryField()
    number = models.CharField(max_length=40, null=True)
    full_name = models.CharField(max_length=160)
    phone = models.CharField(max_length=16)
    email = models.CharField(max_length=254)
    district_id = models.BigIntegerField(null=True)
    education_level = models.CharField(max_length=60)
    education_subject = models.CharField(max_length=120)
    trade = models.CharField(max_length=120)
    experience_years = models.PositiveSmallIntegerField(null=True)
    japanese = models.CharField(max_length=40)
    sex = models.CharField(max_length=1, default="")


class Problem(models.Model):
    """What was wrong in a row: its number, the column and a code; never the value."""

    load = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="problems", db_index=False)
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=20)
    code = models.CharField(max_length=32)

    class Meta:
        ordering = ["row", "id"]
        indexes = [models.Index(fields=["load", "row"], name="problem_by_row")]
