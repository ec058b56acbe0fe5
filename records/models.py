"""What the database wrote down by itself about fields, the seals over the logs, and who asked whom for what."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS
from reviews.timeline import WATCHERS


class FieldChangeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "FieldChangeQuerySet":
        """The desk's readers; whose values they may see is decided column by column (records/reach.py)."""
        return self if user.role in READERS else self.none()


class FieldChange(models.Model):
    """One column of one row was changed. Triggers write it; the database refuses to change it, but for blanking its values.

    A new row is one line whose `new` holds all first values as JSON; a change or a deletion is one line for each column.
    """

    class What(models.TextChoices):
        ADDED = "I", _("added")
        CHANGED = "U", _("changed")
        DELETED = "D", _("deleted")

    at = models.DateTimeField()
    xact = models.BigIntegerField()
    what = models.CharField(max_length=1, choices=What.choices)
    of = models.CharField(max_length=40)
    row = models.BigIntegerField()
    within = models.BigIntegerField(null=True)
    field = models.CharField(max_length=40, blank=True)
    old = models.TextField(null=True)
    new = models.TextField(null=True)
    is_hidden = models.BooleanField(default=False)
    actor = models.ForeignKey(User, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", db_index=False)
    door = models.CharField(max_length=8, blank=True)  # empty: by hand in the database
    salt = models.BinaryField(default=b"", editable=False)
    digest = models.BinaryField(default=b"", editable=False)

    objects = FieldChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a field")
        verbose_name_plural = _("changes of fields")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="fieldchange_hidden_has_no_value", condition=Q(is_hidden=False) | Q(old=None, new=None)),
        ]
        indexes = [
            models.Index(fields=["of", "row", "id"], name="fieldchange_row"),
            models.Index(fields=["of", "within", "id"], name="fieldchange_within", condition=Q(within__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.row} {self.field}"


class SealQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SealQuerySet":
        return self if user.role in WATCHERS else self.none()


class Seal(models.Model):
    """A stretch of one log, sealed afterwards: the digest of each of its rows, chained to the seal before."""

    log = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    from_id = models.BigIntegerField()
    to_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    rows = models.BinaryField()  # 8 bytes of id and 32 of digest for each row
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["log", "number"]
        constraints = [
            models.UniqueConstraint(fields=["log", "number"], name="seal_number_once"),
            models.CheckConstraint(name="seal_goes_forward", condition=Q(from_id__lte=models.F("to_id"), number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.log} {self.number}"


class Visit(models.Model):
    """Somebody at the desk opened a person's page, searched, or took a file out. What was searched for is not kept."""

    class What(models.TextChoices):
        PERSON = "person", _("opened a person's page")
        SEARCH = "search", _("searched for people")
        EXPORT = "export", _("took a file out")

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    page = models.CharField(max_length=60)
    subject_ref = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(fields=["user", "at", "id"], name="visit_by_user"),
            models.Index(fields=["subject_ref", "at", "id"], name="visit_of_subject", condition=Q(subject_ref__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.page}"


class InquiryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "InquiryQuerySet":
        """Supervisors of OEC and the auditor see each other's: who watches is watched."""
        return self if user.role in WATCHERS else self.none()


class Inquiry(models.Model):
    """Somebody asked what an account saw, or who looked at a person; why, and for which time. It stays as it was asked."""

    class What(models.TextChoices):
        SAW = "saw", _("What did this account see?")
        SEEN = "seen", _("Who looked at this person?")

    class Clock(models.TextChoices):
        PAKISTAN = "Asia/Karachi", _("Pakistan time")
        JAPAN = "Asia/Tokyo", _("Japan time")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(_("what do you ask?"), max_length=4, choices=What.choices, default=What.SAW)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("until"))
    clock = models.CharField(_("clock"), max_length=12, choices=Clock.choices, default=Clock.PAKISTAN)
    reason = models.CharField(_("why do you ask?"), max_length=400)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["-id"]
        indexes = [models.Index(fields=["by", "at", "id"], name="inquiry_by_user")]
        constraints = [
            models.CheckConstraint(name="inquiry_ends_after_start", condition=Q(until__gt=models.F("since"))),
            models.CheckConstraint(name="inquiry_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
