"""What is needed to board and what is known after landing; the whole checklist comes with its own issue."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from vault.fields import EncryptedField


class DepartureQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "DepartureQuerySet":
        return self.filter(application__in=Application.objects.visible_to(user))


class Departure(models.Model):
    """One row per accepted application. The visa number is identity and stays encrypted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="+")
    protector_number = models.CharField(_("Protector registration number"), max_length=40)
    visa_number = EncryptedField(_("visa number"), max_length=40)
    flight_number = models.CharField(_("flight"), max_length=12, blank=True)
    flight_on = models.DateField(_("flight date"))
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        constraints = [
            models.CheckConstraint(
                name="departure_arrives_after_flight", condition=models.Q(arrived_on=None) | models.Q(arrived_on__gte=models.F("flight_on"))
            )
        ]

    def __str__(self) -> str:
        return str(self.application)
