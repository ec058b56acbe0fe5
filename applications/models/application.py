"""A candidate applies for a vacancy: once."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import PARTNERS, READERS, Role
from applications.states import OPEN, OWNERS, PLACED, SEEN_BY_EMPLOYER, SELECTING, STEPS, ApplicationState
from candidates.models import District, Profile
from jobs.models import Question, SswField, Vacancy
from workflow.models import Stateful


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ApplicationQuerySet":
        """A candidate the own; the desk's readers what was sent; an employer what was presented to it."""
        if user.role == Role.CANDIDATE:
            return self.filter(candidate__user=user)
        if user.role in READERS:
            return self.exclude(state=ApplicationState.DRAFT)
        if user.role == Role.EMPLOYER:
            return self.filter(vacancy__employer__party__in=user.parties()).filter(
                Q(state__in=SEEN_BY_EMPLOYER) | Q(presented_at__isnull=False)
            )
        return self.none()

    def open(self) -> "ApplicationQuerySet":
        return self.filter(state__in=OPEN)

    def placed(self) -> "ApplicationQuerySet":
        return self.filter(state__in=PLACED)

    def on_reserve(self) -> "ApplicationQuerySet":
        """Presented or interviewing while all seats are taken (補欠): a freed seat serves them."""
        return self.filter(state__in=SELECTING, vacancy__seats_taken__gte=F("vacancy__seats"))


class Application(Stateful):
    """Unique per candidate and vacancy. What was submitted is frozen in its snapshots."""

    KIND, STEPS, OWNERS, BOUND = "application", STEPS, OWNERS, ("candidate_id",)
    COMPANY = "vacancy__employer__party_id"

    candidate = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="applications", verbose_name=_("candidate"))
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications", verbose_name=_("vacancy"))
    reference = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in ApplicationState], default=ApplicationState.DRAFT, editable=False
    )
    motivation = models.TextField(_("why this job?"), max_length=2000, blank=True)
    summary_ja = models.TextField(_("summary for the employer, in Japanese"), max_length=2000, blank=True)
    override_reason = models.CharField(_("why it is endorsed against the verdict"), max_length=600, blank=True)
    returned_note = models.CharField(_("what to correct"), max_length=2000, blank=True)
    close_reason = models.CharField(_("reason"), max_length=32, blank=True)
    reason_is_shared = models.BooleanField(default=False)
    vacancy_version = models.PositiveIntegerField(null=True, blank=True, editable=False)  # what the vacancy said when it was sent
    # Its vacancy's, written by the database alone (migration 0013): the queue of one field is read along an index.
    field = models.ForeignKey(SswField, on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False)
    # Its candidate's, in the same way (migration 0015).
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False)
    restore_to = models.CharField(max_length=16, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    presented_at = models.DateTimeField(null=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(fields=["candidate", "vacancy"], name="application_once_per_vacancy"),
            models.UniqueConstraint(
                fields=["candidate"], name="application_one_accepted_per_person", condition=Q(state__in=["accepted", "departed"])
            ),
            models.CheckConstraint(
                name="application_sent_has_date",
                condition=Q(state__in=["draft", "withdrawn", "closed", "superseded"]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_accepted_has_date",
                condition=~Q(state__in=["accepted", "departed", "arrived"]) | Q(accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_open_has_owner", condition=~Q(state__in=list(OWNERS)) | (~Q(owner="") & Q(due_on__isnull=False))
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on", "waiting_since", "id"], name="application_queue", condition=~Q(owner="")),
            models.Index(
                fields=["owner", "state", "due_on", "waiting_since", "id"], name="application_queue_state", condition=~Q(owner="")
            ),
            models.Index(
                fields=["owner", "field", "due_on", "waiting_since", "id"], name="application_queue_field", condition=~Q(owner="")
            ),
            models.Index(
                fields=["owner", "district", "due_on", "waiting_since", "id"], name="application_queue_district", condition=~Q(owner="")
            ),
            models.Index(fields=["vacancy", "state"], name="application_by_vacancy"),
            models.Index(
                fields=["id"], name="application_lost", condition=Q(state__in=[str(s) for s in OWNERS]) & (Q(owner="") | Q(due_on=None))
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def awaited(cls, rows: "models.QuerySet[Application]") -> "models.QuerySet[Application]":
        """Who stands on the reserve waits for a seat, not for the employer."""
        return rows.exclude(state__in=SELECTING, owner="employer", vacancy__seats_taken__gte=F("vacancy__seats"))

    @property
    def is_on_reserve(self) -> bool:
        """All seats are taken while this one still stands (補欠)."""
        return self.state in SELECTING and self.vacancy.seats_left <= 0

    def get_absolute_url(self) -> str:
        return reverse("applications:detail", args=[self.public_id])


class SnapshotQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SnapshotQuerySet":
        """The partners and the candidate; employers see their own presentation of it, made without identity."""
        if user.role in PARTNERS:
            return self
        return self.filter(application__candidate__user=user) if user.role == Role.CANDIDATE else self.none()


class Snapshot(models.Model):
    """The profile as submitted: no identity values, evidence by id and hash. The database refuses to change it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="snapshots")
    version = models.PositiveIntegerField()
    taken_at = models.DateTimeField(auto_now_add=True)
    content = models.JSONField()

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["application", "version"], name="snapshot_once_per_version")]

    def __str__(self) -> str:
        return f"{self.application} v{self.version}"


class Answer(models.Model):
    """What the candidate answered to one question of the employer; frozen in the snapshot when sent."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("answer"), max_length=1000, blank=True)

    class Meta:
        ordering = ["question__order"]
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="answer_once_per_question")]

    def __str__(self) -> str:
        return f"{self.application} {self.question_id}"
