"""Interview rounds and the times to choose from; UTC inside, shown in both zones."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models.application import Application


class OfApplication(models.QuerySet):
    def visible_to(self, user: User) -> "OfApplication":
        return self.filter(application__in=Application.objects.visible_to(user))


class Interview(models.Model):
    """One round that the employer invites to."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="interviews")
    round = models.PositiveSmallIntegerField(default=1)
    place = models.CharField(_("link or place"), max_length=300, blank=True)
    message = models.CharField(_("message to the candidate"), max_length=1000, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OfApplication.as_manager()

    class Meta:
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["application", "round"], name="interview_once_per_round")]

    def __str__(self) -> str:
        return f"{self.application} #{self.round}"

    @property
    def chosen(self) -> "Slot | None":
        """The time that the candidate confirmed."""
        return next((slot for slot in self.slots.all() if slot.is_chosen), None)


class Slot(models.Model):
    """A time the employer proposes."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    is_chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "starts_at"], name="slot_time_once"),
            models.UniqueConstraint(fields=["interview"], name="slot_one_chosen", condition=models.Q(is_chosen=True)),
        ]
