"""How many places Japan has in a field, by date, and how many of them went to people through this portal."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS
from jobs.models import SswField


class FieldQuotaQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "FieldQuotaQuerySet":
        """The partners and the auditor."""
        return self if user.role in READERS else self.none()


class FieldQuota(models.Model):
    """The places of one field for all countries together, from a day on. Never changed: a newer row replaces it (domain.md, caps, S09)."""

    field = models.ForeignKey(SswField, on_delete=models.PROTECT, related_name="quotas", verbose_name=_("field"))
    valid_from = models.DateField(_("holds from"))
    places = models.PositiveIntegerField(_("places"), help_text=_("For people from all countries together."))
    source = models.CharField(_("source"), max_length=160, help_text=_("The decision or page where the number stands."))
    as_of = models.DateField(_("looked up on"))
    is_sure = models.BooleanField(_("checked against the original"), default=False)
    entered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FieldQuotaQuerySet.as_manager()

    class Meta:
        verbose_name = _("quota of a field")
        verbose_name_plural = _("quotas of fields")
        ordering = ["field", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(name="field_quota_has_places", condition=Q(places__gt=0)),
            models.CheckConstraint(name="field_quota_has_source", condition=~Q(source="")),
            models.UniqueConstraint(
                name="field_quota_once",
                fields=["field", "valid_from", "places", "source", "as_of", "is_sure"],
                violation_error_message=_("This number is already here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_id} {self.valid_from} {self.places}"


class FieldUse(models.Model):
    """People of this portal in one field, counted by a task (programmes/quotas.py)."""

    field = models.OneToOneField(SswField, on_delete=models.CASCADE, primary_key=True, related_name="use")
    accepted = models.PositiveIntegerField()
    departed = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field_id} {self.accepted} + {self.departed}"
