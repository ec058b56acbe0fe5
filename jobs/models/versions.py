"""What was promised when: the versions of a published vacancy, and how often its page was opened."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from jobs.models.vacancy import Vacancy


class VacancyVersion(models.Model):
    """All that a vacancy said from a day on. A proposed one waits for Inter-SES while the live one stays public (product.md)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Inter-SES is looking")
        LIVE = "live", _("public now")
        PAST = "past", _("replaced")
        REFUSED = "refused", _("not taken over")
        WITHDRAWN = "withdrawn", _("taken back")

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED, editable=False)
    content = models.JSONField()  # by column name, as jobs/versions.py writes and reads it
    changed = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(_("what should change"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("version of a vacancy")
        verbose_name_plural = _("versions of vacancies")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "number"], name="vacancy_version_once"),
            models.UniqueConstraint(fields=["vacancy"], name="vacancy_one_live_version", condition=Q(state="live")),
            models.UniqueConstraint(fields=["vacancy"], name="vacancy_one_proposed_version", condition=Q(state="proposed")),
            models.CheckConstraint(name="vacancy_version_refused_says_why", condition=~Q(state="refused") | ~Q(remark="")),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} v{self.number}"


class VacancyDay(models.Model):
    """How often the page of a vacancy was opened on a day in Tokyo; only a sum, nobody is followed."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    seen = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vacancy", "day"], name="vacancy_day_once")]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.day} {self.seen}"
