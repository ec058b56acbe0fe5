"""Stored files, and who looked at what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import EncryptedField
from vault.kinds import EXTENSION


class FileState(models.TextChoices):
    RECEIVED = "received", _("received")
    CHECKING = "checking", _("being checked")
    CLEAN = "clean", _("checked")
    REFUSED = "refused", _("refused")
    ERROR = "error", _("could not be kept")
    ERASED = "erased", _("erased")


class StoredFileQuerySet(models.QuerySet):
    def clean(self):
        """Files that may be served."""
        return self.filter(state=FileState.CLEAN)

    def being_checked(self):
        """Files that still wait for the virus check, oldest first."""
        return self.filter(state=FileState.CHECKING).order_by("pk")


class StoredFile(models.Model):
    """One file a person gave, written anew, sealed with its own key. Only `clean` is ever served."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=32)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    original_name = EncryptedField(_("name given"), null=True, max_length=150)
    media_type = models.CharField(_("type"), max_length=40, blank=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    pages = models.PositiveSmallIntegerField(_("pages"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    wrapped_key = EncryptedField(null=True, editable=False, holds="bytes", keys="file")
    state = models.CharField(_("state"), max_length=10, choices=FileState, default=FileState.RECEIVED, editable=False)
    refusal = models.CharField(_("why refused"), max_length=20, blank=True, editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    scanned_at = models.DateTimeField(_("virus check"), null=True, editable=False)

    is_blurred = False  # said of a fresh upload only

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="storedfile_kept_has_key_and_hash",
                condition=~Q(state__in=["checking", "clean"]) | (Q(wrapped_key__isnull=False) & ~Q(sha256="") & Q(size__gt=0)),
            ),
            models.CheckConstraint(
                name="storedfile_erased_has_no_key",
                condition=~Q(state__in=["erased", "refused", "error"]) | Q(wrapped_key__isnull=True),
            ),
            models.CheckConstraint(name="storedfile_refused_says_why", condition=~Q(state="refused") | ~Q(refusal="")),
        ]
        indexes = [models.Index(fields=["id"], name="storedfile_checking", condition=Q(state="checking"))]

    def __str__(self):
        return f"{self.kind} {self.public_id.hex[:8]}"

    @property
    def is_clean(self):
        """May be served."""
        return self.state == FileState.CLEAN

    @property
    def neutral_name(self):
        """A file name that tells nothing about the person."""
        return f"document-{self.public_id.hex[:8]}.{EXTENSION.get(self.media_type, 'bin')}"

    @property
    def context(self):
        """What the bytes are bound to."""
        return f"{self._meta.db_table}.bytes.{self.public_id}"


class AccessRecordQuerySet(models.QuerySet):
    def about(self, person):
        """Every look at this person's identity values and files, newest first: one query on one index."""
        return self.filter(person=person).order_by("-at", "-id")


class AccessRecord(models.Model):
    """Somebody looked at one identity value or file of `person`. The database refuses to change or delete it."""

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    user_role = models.CharField(_("role"), max_length=20)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("about whom")
    )
    subject_type = models.CharField(_("of what"), max_length=64)
    subject_id = models.UUIDField()
    field = models.CharField(_("field or file"), max_length=64)
    purpose = models.CharField(_("purpose"), max_length=32)
    note = models.CharField(_("reason in words"), max_length=300, blank=True)
    case = models.CharField(_("case"), max_length=64, blank=True)

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("access record")
        verbose_name_plural = _("access records")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="accessrecord_says_what_and_why", condition=~Q(field="") & ~Q(purpose=""))]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="accessrecord_subject"),
            models.Index(fields=["at", "id"], name="accessrecord_at"),
            models.Index(fields=["user", "at"], name="accessrecord_user"),
            models.Index(fields=["person", "at"], name="accessrecord_person"),
        ]

    def __str__(self):
        return f"{self.subject_type} {self.field}"


def record_access(user, subject, *, field, purpose, note="", case="", person=None):
    """One row for one view of `subject` (anything with public_id), before it is shown; an error must stop the view.

    `person` is whom it is about; left out, it is the subject's `owner` (a file) or `user` (a profile).
    """
    record = access_to(user, subject, field=field, purpose=purpose, note=note, case=case, person=person)
    record.save(force_insert=True)
    return record


def record_accesses(user, subjects, **said):
    """The same for many in one statement."""
    return AccessRecord.objects.bulk_create([access_to(user, subject, **said) for subject in subjects])


def access_to(user, subject, *, field, purpose, note="", case="", person=None):
    """The row, not yet written."""
    return AccessRecord(
        user=user,
        user_role=getattr(user, "role", ""),
        person=person or getattr(subject, "owner", None) or getattr(subject, "user", None),
        subject_type=subject._meta.label_lower,
        subject_id=subject.public_id,
        field=field,
        purpose=purpose,
        note=note[:300],
        case=case,
    )
