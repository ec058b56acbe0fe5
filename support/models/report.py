"""A report of a demand for money; the person who reports may stay unknown."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from support.states import OPEN_REPORT, REPORT_STEPS, Desk, ReportState
from support.words import HOW, OUTCOMES, REPORT_TAGS, SAID_TO_BE
from vault.fields import EncryptedField
from vault.models import StoredFile
from workflow.models import Stateful


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ReportQuerySet":
        """OEC's supervisors what their desk has; the auditor all, and alone those about OEC's own staff."""
        if user.role == Role.AUDITOR:
            return self
        return self.filter(desk=Desk.OEC) if user.role == Role.OEC_SUPERVISOR else self.none()

    def open(self) -> "ReportQuerySet":
        return self.filter(state__in=OPEN_REPORT)


class Report(Stateful):
    """Received, examined, settled or ended without a finding; each end has its reason."""

    KIND, STEPS, OWNERS = "report", REPORT_STEPS, {state: Desk.OEC for state in OPEN_REPORT}

    reference = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    how = models.CharField(_("how the money was asked for"), max_length=8, choices=list(HOW.items()))
    said_to_be = models.CharField(_("who asked"), max_length=10, choices=list(SAID_TO_BE.items()), default="unknown")
    amount = models.PositiveIntegerField(_("how much, in rupees"), null=True, blank=True)
    job_number = models.CharField(_("number of the job"), max_length=40, blank=True)
    their_contact = EncryptedField(_("phone, WhatsApp or name of the person who asked"), null=True, max_length=200)
    place = models.CharField(_("where and when"), max_length=200, blank=True)
    text = models.TextField(_("what happened"), max_length=4000, blank=True)
    photo = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reply_to = EncryptedField(_("reply address"), null=True, max_length=254)
    language = models.CharField(max_length=2, default="en")
    desk = models.CharField(_("with"), max_length=10, choices=[(desk.value, desk.value) for desk in Desk], default=Desk.OEC, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=[(s.value, s.value) for s in ReportState], default=ReportState.RECEIVED, editable=False
    )
    outcome = models.CharField(_("how it ended"), max_length=12, choices=list(OUTCOMES.items()), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a demand for money")
        verbose_name_plural = _("reports of a demand for money")
        constraints = [
            models.CheckConstraint(
                name="report_open_has_owner",
                condition=~Q(state__in=["received", "examined"]) | (~Q(owner="") & Q(due_on__isnull=False)),
            ),
            models.CheckConstraint(name="report_ended_says_how", condition=~Q(state__in=["settled", "dismissed"]) | ~Q(outcome="")),
        ]
        indexes = [models.Index(fields=["desk", "due_on", "id"], name="report_queue", condition=Q(state__in=["received", "examined"]))]

    def __str__(self) -> str:
        return self.reference

    def owner_of(self, state: str) -> str:
        """The desk that has it, while it is open."""
        return str(self.desk) if state in self.OWNERS else ""

    @property
    def tag(self) -> tuple[str, str, object]:
        return REPORT_TAGS[self.state]


class ReportNote(models.Model):
    """What an examiner wrote down about a report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.pk}"
