"""A recommended candidate as an employer may know one: rows of a database view that has no column with identity."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from applications.states import SELECTING, ApplicationState
from jobs.models import Employer, Vacancy

ON_A_SHORTLIST = (ApplicationState.PRESENTED, ApplicationState.INTERVIEWING, ApplicationState.OFFERED)


class PresentedQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PresentedQuerySet":
        """An employer what was presented to it; Inter-SES, which presented it; nobody else."""
        if user.role == Role.INTER_SES:
            return self
        return self.filter(employer__party__in=user.parties()) if user.role == Role.EMPLOYER else self.none()

    def standing(self) -> "PresentedQuerySet":
        """Those about whom the employer still decides, and whose consent to be shown is live."""
        return self.filter(state__in=ON_A_SHORTLIST, is_shown=True)


class PresentedCandidate(models.Model):
    """One presented application: facts of the newest snapshot under allowed names only, empty once the candidate is gone (N5, N7)."""

    public_id = models.UUIDField(editable=False)
    reference = models.CharField(max_length=20, editable=False)
    number = models.CharField(max_length=16, editable=False)  # the candidate's
    vacancy = models.ForeignKey(Vacancy, on_delete=models.DO_NOTHING, related_name="+")
    employer = models.ForeignKey(Employer, on_delete=models.DO_NOTHING, related_name="+")
    version = models.PositiveIntegerField(editable=False)
    state = models.CharField(max_length=16, editable=False)
    close_reason = models.CharField(max_length=32, editable=False)
    owner = models.CharField(max_length=16, editable=False)
    waiting_since = models.DateTimeField(editable=False)
    due_on = models.DateField(null=True, editable=False)
    presented_at = models.DateTimeField(editable=False)
    is_shown = models.BooleanField(editable=False)  # still a candidate here, and the consent to be shown is live
    taken_on = models.DateField(null=True, editable=False)  # the day of the facts
    summary_ja = models.TextField(editable=False)
    skills = ArrayField(models.CharField(max_length=40), editable=False)
    skill_levels = models.JSONField(editable=False)
    english_level = models.CharField(max_length=2, editable=False)
    can_start_on = models.DateField(null=True, editable=False)
    about = models.TextField(editable=False)
    motivation = models.TextField(editable=False)
    answers = models.JSONField(editable=False)
    educations = models.JSONField(editable=False)
    experiences = models.JSONField(editable=False)  # months, never days; no company
    tests = models.JSONField(editable=False)

    objects = PresentedQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "presented_candidate"
        verbose_name = _("recommended candidate")
        verbose_name_plural = _("recommended candidates")

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise TypeError("a view is read only")

    @property
    def is_on_reserve(self) -> bool:
        """All seats are taken while this one still stands (補欠)."""
        return self.state in SELECTING and self.vacancy.seats_left <= 0
