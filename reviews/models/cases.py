"""Who looks at a case, and decisions that wait for their release so that they can be taken back."""

import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OWNER_OF, PARTNERS, PARTY_OF, READERS
from candidates.models import Profile
from reviews.states import BATCH_STEPS, BATCH_TERMS, OPEN_BATCH, SIGNED_STATES, SIGNERS, BatchState
from support.models import Office
from workflow.models import Note, Stateful
from workflow.ranges import between
from workflow.steps import Reason


class Claim(models.Model):
    """An officer opened a case and holds it for a while; this is the recorded reason to see its identity data."""

    subject_kind = models.CharField(max_length=32)
    subject_ref = models.UUIDField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_ref"], name="claim_one_open", condition=Q(released_at=None))
        ]
        indexes = [models.Index(fields=["user", "at"], name="claim_by_user")]


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "AssignmentQuerySet":
        return self if user.role in READERS else self.none()

    def standing(self) -> "AssignmentQuerySet":
        return self.filter(ended_at=None)

    def counting(self, user: User) -> "AssignmentQuerySet":
        """Those to somebody who works here still: a case of one who left is shared again by itself."""
        return self.standing().filter(officer__is_active=True, officer__role__in=roles_beside(user.role))


def roles_beside(role: str) -> list[str]:
    """The roles of this role's party; of both partners for one who belongs to neither."""
    party = PARTY_OF.get(role)  # type: ignore[call-overload]
    return [str(other) for other, its in PARTY_OF.items() if (its == party if party else other in PARTNERS)]


class Assignment(models.Model):
    """A case that the party's lead gave to one officer; without one it stands in the shared pool."""

    subject_kind = models.CharField(max_length=32)
    subject_ref = models.UUIDField()
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # nobody: the system, by load
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_ref"], name="assignment_one_standing", condition=Q(ended_at=None))
        ]
        indexes = [models.Index(fields=["officer", "subject_kind"], name="assignment_of_officer", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_ref}"


class Recusal(models.Model):
    """An officer said that they know the person of a case, a relative for example: they do not decide it."""

    subject_kind = models.CharField(max_length=32)
    subject_ref = models.UUIDField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("case handed on")
        verbose_name_plural = _("cases handed on")
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_ref", "user"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_ref}"


class DeputyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "DeputyQuerySet":
        """Those of the own party; an auditor reads those of both."""
        return self.filter(officer__role__in=roles_beside(user.role)) if user.role in READERS else self.none()

    def standing(self) -> "DeputyQuerySet":
        return self.filter(ended_at=None)

    def on(self, day: date) -> "DeputyQuerySet":
        """Those that hold on this day; they end by themselves."""
        return self.standing().filter(first_day__lte=day, last_day__gte=day)

    def from_now(self, day: date) -> "DeputyQuerySet":
        """Those that hold on this day or later."""
        return self.standing().filter(last_day__gte=day)


class Deputy(models.Model):
    """A colleague stands in for an officer on these days: the officer's cases and morning letters are theirs too."""

    KIND = "deputy"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who is away"))
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("who stands in"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(name="deputy_is_another_person", condition=~Q(officer=models.F("deputy"))),
            models.CheckConstraint(name="deputy_ends_after_it_begins", condition=Q(last_day__gte=models.F("first_day"))),
            ExclusionConstraint(
                name="deputy_one_at_a_time",
                expressions=[
                    (between("officer", "officer", "int8range"), RangeOperators.OVERLAPS),
                    (between("first_day", "last_day", "daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.first_day} {self.last_day}"


class Remit(models.Model):
    """Which cases an officer takes when the system gives them: of these fields, from the province of this office. Empty: of all."""

    officer = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=32), default=list, blank=True, verbose_name=_("fields"))
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("office"))

    def __str__(self) -> str:
        return f"{self.officer_id}"


class Balance(models.Model):
    """From this moment the system gives the free cases of a queue by load, or does not. The newest row counts; none: off."""

    subject_kind = models.CharField(max_length=32)
    owner = models.CharField(max_length=16)
    is_on = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["owner", "subject_kind", "-at"], name="balance_newest")]

    def __str__(self) -> str:
        return f"{self.owner} {self.subject_kind} {self.is_on}"


class Digest(models.Model):
    """What lay before an officer one morning, in numbers; one a day."""

    KIND = "digest"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"


class CallQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "CallQuerySet":
        """Who may see the person at the desk."""
        return self.filter(profile__in=Profile.objects.visible_to(user)) if user.role in READERS else self.none()


class Call(models.Model):
    """A telephone call with a person, so that colleagues know what was tried."""

    class Outcome(models.TextChoices):
        SPOKE = "spoke", _("spoke with the person")
        FAMILY = "family", _("spoke with the family")
        NO_ANSWER = "no_answer", _("no answer")
        OFF = "off", _("switched off or not reachable")
        WRONG = "wrong", _("wrong number")
        LATER = "later", _("asked to call later")

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("what happened"), max_length=10, choices=Outcome.choices)
    note = models.CharField(_("note for the staff"), max_length=400, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-at"]
        indexes = [models.Index(fields=["profile", "-at"], name="call_of_person")]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.outcome}"


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "BatchQuerySet":
        """Those of the own organisation; an auditor reads those of both partners."""
        if user.role not in READERS:
            return self.none()
        desk = OWNER_OF.get(user.role)  # type: ignore[call-overload]
        return self.filter(desk=desk) if desk else self

    def to_sign_by(self, user: User) -> "BatchQuerySet":
        """Those that wait for this person's signature: decided by somebody else of the own organisation."""
        rows = self.visible_to(user).filter(state=BatchState.DECIDED).exclude(by=user)
        return rows if user.role in SIGNERS else self.none()

    def due(self) -> "BatchQuerySet":
        """Those whose time has come, and those that were begun."""
        return self.filter(Q(state=BatchState.RELEASING) | Q(state=BatchState.SIGNED, release_at__lte=timezone.now()))


class Batch(Stateful):
    """Decisions on many cases by one person, named on one page for another person's signature, and released as one."""

    KIND, STEPS, TERMS = "batch", BATCH_STEPS, BATCH_TERMS
    OWNERS = {state: "oec" for state in OPEN_BATCH}

    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in BatchState], default=BatchState.DECIDED, editable=False
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    desk = models.CharField(_("organisation"), max_length=16, choices=[("oec", _("OEC")), ("inter_ses", _("Inter-SES"))])
    subject_kind = models.CharField(max_length=32)
    step = models.CharField(max_length=32)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by"))
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("signed by"))
    release_at = models.DateTimeField(_("release"), null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of decisions")
        verbose_name_plural = _("batches of decisions")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(name="batch_signed_by_another", condition=Q(signed_by=None) | ~Q(signed_by=F("by"))),
            models.CheckConstraint(
                name="batch_signed_says_who_and_when",
                condition=~Q(state__in=SIGNED_STATES) | Q(signed_by__isnull=False, release_at__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_unsigned_has_no_time", condition=Q(state__in=SIGNED_STATES) | Q(signed_by=None, release_at=None)
            ),
        ]
        indexes = [models.Index(fields=["desk", "state"], name="batch_of_desk")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """A number for talking about it at the desk."""
        return f"B-{self.created_at:%Y}-{self.pk:05d}"

    def owner_of(self, state: str) -> str:
        """The organisation that decided signs, and looks after the release."""
        return self.desk if super().owner_of(state) else ""


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "DecisionQuerySet":
        return self if user.role in READERS else self.none()

    def pending(self) -> "DecisionQuerySet":
        return self.filter(released_at=None, undone_at=None, refused_at=None)

    def due(self) -> "DecisionQuerySet":
        """Those whose ten minutes are over; what belongs to a batch waits for the batch."""
        return self.pending().filter(batch=None, release_at__lte=timezone.now())

    def of_release(self) -> "DecisionQuerySet":
        """Those of batches that are being released."""
        return self.pending().filter(batch__state=BatchState.RELEASING)


class Decision(models.Model):
    """A step of the desk that is decided now and taken later: 10 minutes for send_back and not_select (product.md)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject_kind = models.CharField(max_length=32)
    subject_ref = models.UUIDField()
    step = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=32, blank=True)
    is_shared = models.BooleanField(default=True)
    note = models.TextField(max_length=4000, blank=True)
    remarks = models.JSONField(default=dict, blank=True)
    reach = models.CharField(max_length=10, choices=Note.Reach.choices, default=Note.Reach.PARTNERS)
    decided_at = models.DateTimeField(default=timezone.now)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="decisions")
    release_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=400, blank=True)
    refused_for = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_ref"],
                name="decision_one_pending",
                condition=Q(released_at=None, undone_at=None, refused_at=None),
            ),
            models.CheckConstraint(name="decision_alone_has_time", condition=Q(batch__isnull=False) | Q(release_at__isnull=False)),
        ]
        indexes = [models.Index(fields=["release_at"], name="decision_due", condition=Q(released_at=None, undone_at=None, refused_at=None))]

    def __str__(self) -> str:
        return f"{self.step} ({self.decided_at:%Y-%m-%d %H:%M})"

    @property
    def refusal_words(self) -> str:
        """Why it was not carried out, in the language of who reads."""
        reasons = (Reason(code, tuple((name, value) for name, value in values)) for code, values in self.refused_for)
        return " ".join(reason.cited for reason in reasons) or self.refusal
