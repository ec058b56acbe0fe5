"""What a candidate agreed to, in which words and language, and when it was taken back."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS, Role
from candidates.models import Profile
from jobs.models import Employer


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ConsentQuerySet":
        if user.role in READERS:
            return self
        return self.filter(candidate__user=user) if user.role == Role.CANDIDATE else self.none()

    def live(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """One purpose, one receiver, one version of the words (APPI 28, N11, N15)."""

    class Purpose(models.TextChoices):
        PARTNERS = "partners", _("OEC and Inter-SES may use my file to find me work in Japan")
        PRESENT = "present", _("My file may be shown without my name to this employer")
        NAME = "name", _("My name and contact may be shown to this employer for the interview")

    candidate = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("receiver"))
    text_version = models.CharField(max_length=16)
    language = models.CharField(max_length=2)
    source = models.CharField(max_length=16, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "purpose", "employer"], name="consent_one_live", condition=Q(withdrawn_at=None), nulls_distinct=False
            ),
            models.CheckConstraint(name="consent_names_receiver", condition=Q(purpose="partners") | Q(employer__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.text_version})"
