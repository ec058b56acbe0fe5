"""A file that leaves the house: what was asked for, how far it is, and what stands in it, sealed piece by piece until the key goes."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import SecondSignature, User
from exports.kinds import kind_of, open_to
from vault.fields import EncryptedField

PEOPLE = "people"


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ExportQuerySet":
        """Only who asked, as long as their role may have such a file; a second person reads what it is on the page of the signature."""
        return self.filter(created_by=user, kind__in=open_to(user.role))

    def of_people(self) -> "ExportQuerySet":
        """Lists with names, which two sign."""
        return self.filter(kind=PEOPLE)

    def files(self) -> "ExportQuerySet":
        """Everything else: files without a second signature."""
        return self.exclude(kind=PEOPLE)

    def same_as(self, export: "Export") -> "ExportQuerySet":
        """What the same person asked for in the same words."""
        return self.filter(created_by=export.created_by_id, kind=export.kind, wanted=export.wanted, form=export.form)


class Export(models.Model):
    """One file. Its pieces are sealed with a key of their own; when the key goes, every backup of them is dead."""

    class Stage(models.TextChoices):
        WAITING = "waiting", _("waits for a signature")
        WRITING = "writing", _("being written")
        READY = "ready", _("ready to download")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("not made")
        EXPIRED = "expired", _("erased, its time is over")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    kind = models.CharField(_("kind"), max_length=24, default=PEOPLE)  # exports/kinds.py
    form = models.CharField(_("format"), max_length=4, blank=True)  # csv or xlsx; of a list of people both are made when it is taken
    signature = models.OneToOneField(SecondSignature, on_delete=models.PROTECT, null=True, related_name="+")
    wanted = models.JSONField(default=dict)  # what was looked for, as codes
    columns = ArrayField(models.CharField(max_length=20), default=list)  # of a list of people
    with_identity = models.BooleanField(_("CNIC, passport and date of birth in full"), default=False)
    counted = models.PositiveIntegerField(_("people, when it was asked for"), default=0)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.WAITING)
    cursor = models.BigIntegerField(default=0)  # the key of the last row that stands in it
    rows = models.PositiveIntegerField(_("lines"), default=0)
    percent = models.PositiveSmallIntegerField(_("per cent written"), default=0)
    binding = models.JSONField(default=dict)  # what its writer has to remember between two pieces (paper/binding.py)
    size = models.BigIntegerField(_("bytes"), default=0)
    wrapped_key = EncryptedField(null=True, editable=False, holds="bytes", keys="file")
    fault = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)  # since something was written
    worked_at = models.DateTimeField(_("worked on"), null=True)
    expires_at = models.DateTimeField(_("kept until"), null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("file that leaves the house")
        verbose_name_plural = _("files that leave the house")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["created_by"], name="export_one_at_a_time", condition=Q(stage__in=["waiting", "writing"], kind="people")
            ),
            models.UniqueConstraint(
                fields=["created_by", "kind", "wanted", "form"], name="export_same_once_while_written", condition=Q(stage="writing")
            ),
            models.CheckConstraint(name="export_kept_has_key", condition=~Q(stage__in=["writing", "ready"]) | Q(wrapped_key__isnull=False)),
            models.CheckConstraint(
                name="export_over_has_no_key", condition=~Q(stage__in=["cancelled", "failed", "expired"]) | Q(wrapped_key__isnull=True)
            ),
            models.CheckConstraint(name="export_ready_has_end", condition=~Q(stage="ready") | Q(expires_at__isnull=False)),
            models.CheckConstraint(
                name="export_signed_before_written",
                condition=~Q(stage__in=["writing", "ready"], kind="people") | Q(signature__isnull=False),
            ),
            models.CheckConstraint(
                name="export_of_people_in_both_forms", condition=Q(kind="people", form="") | (~Q(kind="people") & ~Q(form=""))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {str(self.public_id)[:8]}"

    @property
    def context(self) -> str:
        """What the bytes are bound to."""
        return f"{self._meta.db_table}.bytes.{self.public_id}"

    @property
    def title(self) -> str:
        """What it is called, for who asked."""
        return kind_of(self.kind).title(self)

    @property
    def is_over(self) -> bool:
        """Its three days are over, whether it was erased already or not."""
        return self.expires_at is None or self.expires_at <= timezone.now()


class Piece(models.Model):
    """Some hundreds of lines, sealed; in the order of their numbers."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="piece_once")]
