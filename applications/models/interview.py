"""Interview rounds and the times to choose from; UTC inside, shown in both zones."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models.application import Application

MARKS = [("◎", _("◎ very good")), ("○", _("○ good")), ("△", _("△ in part")), ("×", _("× not enough"))]


class OfApplication(models.QuerySet):
    def visible_to(self, user: User) -> "OfApplication":
        return self.filter(application__in=Application.objects.visible_to(user))


class Interview(models.Model):
    """One round that the employer invites to, with its card of four points once it was held."""

    class Form(models.TextChoices):
        VIDEO = "video", _("by video")
        PHONE = "phone", _("by phone")
        PLACE = "place", _("in person")

    class Outcome(models.TextChoices):
        NEXT = "next", _("another round")
        OFFER = "offer", _("we want to make an offer")
        OPEN = "open", _("not decided yet")
        NO = "no", _("we do not go on")
        ABSENT = "absent", _("the candidate did not come")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="interviews")
    round = models.PositiveSmallIntegerField(default=1)
    form = models.CharField(_("how you meet"), max_length=8, choices=Form.choices, default=Form.VIDEO)
    place = models.CharField(_("link or place"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("how long, in minutes"), default=60)
    is_technical_test = models.BooleanField(_("technical test"), default=False)
    has_interpreter = models.BooleanField(_("Inter-SES brings an interpreter"), default=False)
    message = models.CharField(_("message to the candidate"), max_length=1000, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, editable=False)
    moves = models.PositiveSmallIntegerField(default=0, editable=False)  # how often new times took the place of the old ones
    declined_at = models.DateTimeField(null=True, editable=False)  # the candidate can attend at none of these times
    declined_note = models.CharField(_("when the candidate can attend"), max_length=600, blank=True)
    mark_skill = models.CharField(_("skill"), max_length=1, choices=MARKS, blank=True)
    mark_language = models.CharField(_("language"), max_length=1, choices=MARKS, blank=True)
    mark_talk = models.CharField(_("working with others"), max_length=1, choices=MARKS, blank=True)
    mark_will = models.CharField(_("will to come and stay"), max_length=1, choices=MARKS, blank=True)
    outcome = models.CharField(_("what comes next"), max_length=12, choices=Outcome.choices, blank=True)
    outcome_note = models.CharField(_("note on the interview"), max_length=1000, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfApplication.as_manager()

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="interview_once_per_round"),
            models.CheckConstraint(name="interview_outcome_has_date", condition=models.Q(outcome="") | models.Q(outcome_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.application} #{self.round}"

    @property
    def is_over(self) -> bool:
        """The time that was chosen is past: the employer may say how it went."""
        return bool(self.confirmed_at and self.chosen and self.chosen.starts_at <= timezone.now())

    @property
    def waits_for_times(self) -> bool:
        """The candidate waits for other times."""
        return bool(self.declined_at and not self.confirmed_at)

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
