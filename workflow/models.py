"""The journal, what follows from it, and the clock's data."""

import uuid
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflow.steps import Step

MAX_ATTEMPTS = 12
LEASE = timedelta(seconds=30)


class Stateful(models.Model):
    """A thing with a life: its table of steps, who must act next, and until when. `state` moves only in `advance`."""

    KIND = ""
    STEPS: tuple[Step, ...] = ()
    OWNERS: dict[str, str] = {}
    COMPANY = ""  # the way to the number of the employer's organisation, where employers must act
    TERMS: dict[str, str] = {}  # states whose time is not that of their owner: a second signature
    BOUND: tuple[str, ...] = ()  # columns that say whose it is: a step taken on a page from before they moved is refused

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    owner = models.CharField(_("who must act"), max_length=16, blank=True, default="", editable=False, db_index=True)
    waiting_since = models.DateTimeField(_("waiting since"), default=timezone.now, editable=False)
    due_on = models.DateField(_("due"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def owner_of(self, state: str) -> str:
        """Who must act in this state: by the table, unless the thing itself says which of two desks has it."""
        return self.OWNERS.get(state, "")

    @classmethod
    def awaited(cls, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Those of these rows in which somebody really waits for their owner."""
        return rows

    def company_of(self, owner: str) -> int | None:
        """Which employer must act, by the number of its organisation."""
        return reduce(getattr, self.COMPANY.split("__"), self) if owner == "employer" and self.COMPANY else None  # type: ignore[return-value]

    @classmethod
    def of_house(cls, rows: "models.QuerySet[Any]", owner: str, company: int | None = None) -> "models.QuerySet[Any]":
        """Those of these rows that lie with a desk, or with this employer."""
        if owner != "employer":
            return rows.filter(owner=owner)
        return rows.filter(owner=owner, **{cls.COMPANY: company}) if cls.COMPANY else rows.none()

    def term_of(self, state: str) -> str:
        """By which time limit this state runs: its owner's, unless the table names another."""
        return self.TERMS.get(state) or self.owner_of(state)


class EntryQuerySet(models.QuerySet):
    def about(self, subject: Stateful) -> "EntryQuerySet":
        """The history of one subject, oldest first."""
        return self.filter(subject_kind=subject.KIND, subject_id=subject.pk).order_by("seq")

    def waiting(self) -> "EntryQuerySet":
        """News from which nothing has been planned yet."""
        return self.filter(planned_at=None)


class Entry(models.Model):
    """One step that was taken: history and outbox in one row. Facts are append-only: the database refuses to change or delete them."""

    kind = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.BigIntegerField()
    subject_ref = models.UUIDField()
    seq = models.PositiveIntegerField()
    source_state = models.CharField(max_length=20, blank=True)
    target_state = models.CharField(max_length=20, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_role = models.CharField(max_length=20)
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=16, blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    planned_at = models.DateTimeField(null=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id", "seq"], name="entry_seq_once_per_subject")]
        indexes = [
            models.Index(fields=["id"], name="entry_waiting", condition=Q(planned_at=None)),
            models.Index(fields=["at"], name="entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.seq}"


class Note(models.Model):
    """The words somebody wrote with a step. Apart from the entry, so that erasing a person can blank them."""

    class Reach(models.TextChoices):
        OWN = "own", _("my organisation only")
        PARTNERS = "partners", _("OEC and Inter-SES")
        EMPLOYER = "employer", _("also the employer")
        CANDIDATE = "candidate", _("also the candidate")

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="note")
    text = models.TextField(max_length=4000)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.PARTNERS)
    salt = models.BinaryField(default=b"", editable=False)  # both by a trigger: the digest outlives the words, the salt goes with them
    digest = models.BinaryField(default=b"", editable=False)


class Origin(models.Model):
    """Where a step came from: door and shortened network address. A trigger of the journal writes it; erasing blanks the network."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="origin")
    door = models.CharField(max_length=8, blank=True)  # empty: by hand in the database
    network = models.CharField(max_length=43, blank=True)
    salt = models.BinaryField(default=b"", editable=False)
    digest = models.BinaryField(default=b"", editable=False)


class CaseNoteQuerySet(models.QuerySet):
    def about(self, subject: Stateful) -> "CaseNoteQuerySet":
        """What was written about one subject, oldest first."""
        return self.filter(subject_kind=subject.KIND, subject_ref=subject.public_id).order_by("pk")


class CaseNote(models.Model):
    """Words about a case without a step: they move nothing and stop no clock. Written once; only erasing a person blanks them."""

    Reach = Note.Reach

    subject_kind = models.CharField(max_length=32)
    subject_ref = models.UUIDField()
    text = models.TextField(_("note"), max_length=2000, blank=True)
    reach = models.CharField(_("who may read it"), max_length=10, choices=Note.Reach.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    actor_role = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)
    salt = models.BinaryField(default=b"", editable=False)  # both by a trigger, as with a note of a step
    digest = models.BinaryField(default=b"", editable=False)

    objects = CaseNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [models.CheckConstraint(name="case_note_never_for_candidates", condition=~Q(reach="candidate"))]
        indexes = [models.Index(fields=["subject_ref", "id"], name="case_note_of_case")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_ref}"


class ReactionQuerySet(models.QuerySet):
    def due(self, now: datetime) -> "ReactionQuerySet":
        """Planned work whose time has come and that nobody holds."""
        return self.filter(done_at=None, dead_at=None, due_at__lte=now).filter(Q(lease_until=None) | Q(lease_until__lt=now))

    def open(self) -> "ReactionQuerySet":
        """Work not done and not given up."""
        return self.filter(done_at=None, dead_at=None)


class Reaction(models.Model):
    """One thing to do because of one entry. Done is what the consumer recorded, never what was published."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reactions")
    name = models.CharField(max_length=64)
    due_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="reaction_once_per_entry")]
        indexes = [models.Index(fields=["due_at"], name="reaction_open", condition=Q(done_at=None, dead_at=None))]

    def __str__(self) -> str:
        return f"{self.name} ({self.entry_id})"


class Heartbeat(models.Model):
    """Written by a canary task after a round trip through the broker; the health page reads it, so the web process needs no broker."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()


class Slot(models.Model):
    """A periodic job ran in this slot: two beats do no harm."""

    job = models.CharField(max_length=64)
    slot = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="slot_once_per_job")]


class FormKey(models.Model):
    """A form that was sent. The same key again is answered with the first answer, not done twice."""

    key = models.CharField(max_length=64, primary_key=True)
    session = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    location = models.CharField(max_length=500, blank=True)


class Holiday(models.Model):
    """A day off in Pakistan or Japan; provisional where the moon decides."""

    country = models.CharField(max_length=2, choices=[("PK", _("Pakistan")), ("JP", _("Japan"))])
    day = models.DateField()
    name = models.CharField(max_length=80)
    is_provisional = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["country", "day"], name="holiday_once_per_country")]

    def __str__(self) -> str:
        return f"{self.country} {self.day} {self.name}"


class Term(models.Model):
    """How many working days an owner has, from a day on; silence and its warning count the days of the calendar."""

    owner = models.CharField(_("of what"), max_length=32)
    working_days = models.PositiveSmallIntegerField(_("days"))
    valid_from = models.DateField(default=date(2026, 1, 1))

    class Meta:
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")
        constraints = [models.UniqueConstraint(fields=["owner", "valid_from"], name="term_once_per_day")]

    def __str__(self) -> str:
        return f"{self.owner}: {self.working_days}"


class ReminderQuerySet(models.QuerySet):
    def about(self, subject: Stateful) -> "ReminderQuerySet":
        """What the clock said about one subject, oldest first."""
        return self.filter(subject_kind=subject.KIND, subject_id=subject.pk).order_by("pk")

    def of(self, what: str) -> "ReminderQuerySet":
        """Of one sort: nudge, warn or escalate."""
        return self.filter(what=what)


class Reminder(models.Model):
    """The clock spoke about a case: the owner was reminded, warned, or those above were told. Once per case, sort and due day."""

    class What(models.TextChoices):
        NUDGE = "nudge", _("reminded before the due day")
        WARN = "warn", _("warned that silence ends it")
        ESCALATE = "escalate", _("shown to those who lead, past its day")

    KIND = "reminder"

    subject_kind = models.CharField(max_length=32)
    subject_id = models.BigIntegerField()
    subject_ref = models.UUIDField()
    what = models.CharField(max_length=8, choices=What.choices)
    owner = models.CharField(max_length=16)
    due_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "what", "due_on"], name="reminder_once_per_due_day"),
            models.CheckConstraint(name="reminder_has_an_owner", condition=~Q(owner="")),
        ]
        indexes = [
            models.Index(fields=["subject_ref"], name="reminder_of_case"),
            models.Index(fields=["owner", "at"], name="reminder_escalated", condition=Q(what="escalate")),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}.{self.what} {self.due_on}"
