"""What a company enters once for all its vacancies, and the 求人票 it sends instead of typing."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from jobs.models.employer import Employer
from jobs.models.standards import Prefecture
from jobs.models.terms import Smoking, Terms
from jobs.models.vacancy import Vacancy
from vault.models import StoredFile


class OfCompany(models.QuerySet):
    def visible_to(self, user: User) -> "OfCompany":
        """As the company they belong to."""
        return self.filter(employer__in=Employer.objects.visible_to(user))


class UsualTerms(Terms):
    """The company's usual terms; a new vacancy starts from a copy of them and stands on its own from then on."""

    employer = models.OneToOneField(Employer, on_delete=models.CASCADE, related_name="usual_terms")
    changed_at = models.DateTimeField(auto_now=True)

    objects = OfCompany.as_manager()

    class Meta:
        verbose_name = _("usual terms")
        verbose_name_plural = _("usual terms")

    def __str__(self) -> str:
        return str(self.employer)


class Workplace(models.Model):
    """A place of work of the company; its prefecture decides the minimum wage."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="workplaces")
    name = models.CharField(_("name of the workplace"), max_length=80)
    prefecture = models.ForeignKey(Prefecture, on_delete=models.PROTECT, verbose_name=_("prefecture"), related_name="+")
    address = models.CharField(_("address"), max_length=240)
    address_en = models.CharField(_("address in Latin letters"), max_length=240, blank=True)
    change_range = models.CharField(_("how far the workplace may change"), max_length=400, blank=True)
    change_range_en = models.CharField(_("how far the workplace may change, in English"), max_length=400, blank=True)
    smoking = models.CharField(_("measures against passive smoking"), max_length=16, choices=Smoking.choices, blank=True)
    order = models.PositiveSmallIntegerField(default=1)

    objects = OfCompany.as_manager()

    class Meta:
        verbose_name = _("workplace")
        verbose_name_plural = _("workplaces")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["employer", "name"], name="workplace_named_once")]

    def __str__(self) -> str:
        return self.name


class SentSheetQuerySet(OfCompany):
    def visible_to(self, user: User) -> "SentSheetQuerySet":
        """The company that sent it, and Inter-SES who enters it."""
        return self.all() if user.role == Role.INTER_SES else super().visible_to(user) if user.role == Role.EMPLOYER else self.none()

    def waiting(self) -> "SentSheetQuerySet":
        return self.filter(vacancy=None, refused_why="")


class SentSheet(models.Model):
    """A 求人票 as a file: Inter-SES enters it as a draft on the employer's behalf, the employer confirms by sending the draft."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="sent_sheets")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    note = models.CharField(_("what we should know"), max_length=600, blank=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.SET_NULL, null=True, blank=True, related_name="sheets")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_why = models.CharField(_("why it cannot be entered"), max_length=600, blank=True)

    objects = SentSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent job sheet")
        verbose_name_plural = _("sent job sheets")
        ordering = ["sent_at"]
        indexes = [models.Index(fields=["sent_at"], name="sent_sheet_waiting", condition=Q(vacancy=None, refused_why=""))]

    def __str__(self) -> str:
        return f"{self.employer} {self.sent_at:%Y-%m-%d}"
