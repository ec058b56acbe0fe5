"""A test on a day at a place, and who is booked for it. What is recorded here proves nothing: proof is verified evidence."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS, Role
from candidates.models import TestResult
from jobs.models import SswField
from programmes.models.member import Member
from programmes.models.programme import Programme
from programmes.states import BOOKING_STEPS, BookingState
from programmes.words import BOOKING_TAGS
from workflow.models import Stateful

B = BookingState
Kind = TestResult.Kind
LEVELLED = (Kind.JLPT, Kind.NAT)  # tests that are sat at a level
LEVELS = [("", _("none")), *((level, level) for level in ("N5", "N4", "N3", "N2", "N1"))]


class SittingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SittingQuerySet":
        return self if user.role in READERS else self.none()


class Sitting(models.Model):
    """Which test, when, where."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="sittings", editable=False)
    kind = models.CharField(_("test"), max_length=12, choices=[(k.value, k.label) for k in Kind if k != Kind.IELTS], default=Kind.JFT)
    level = models.CharField(_("level"), max_length=2, choices=LEVELS, blank=True)
    field = models.ForeignKey(SswField, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("SSW field"))
    held_on = models.DateField(_("day of the test"))
    place = models.CharField(_("place"), max_length=160)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="sitting_says_where", condition=~Q(place="")),
            models.UniqueConstraint(
                name="sitting_once",
                fields=["programme", "kind", "level", "field", "held_on", "place"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.get_kind_display()), self.level, str(self.field or "")]))

    def get_absolute_url(self) -> str:
        return reverse("admin:desk_sitting", args=[self.public_id])


class BookingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "BookingQuerySet":
        """The partners and the auditor; a candidate the own."""
        if user.role in READERS:
            return self
        return self.filter(member__profile__user=user) if user.role == Role.CANDIDATE else self.none()


class Booking(Stateful):
    """One person at one test."""

    KIND, STEPS = "booking", BOOKING_STEPS

    state = models.CharField(_("result"), max_length=16, choices=[(s.value, s.value) for s in B], default=B.BOOKED, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="bookings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="bookings")
    score = models.DecimalField(_("total score"), max_digits=5, decimal_places=1, null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booked test")
        verbose_name_plural = _("booked tests")
        constraints = [
            models.UniqueConstraint(name="booking_once", fields=["sitting", "member"]),
            models.CheckConstraint(
                name="booking_score_has_result", condition=Q(score=None) | Q(state__in=[B.PASSED.value, B.FAILED.value])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.member_id}"

    @property
    def tag(self) -> tuple[str, str, object]:
        return BOOKING_TAGS[self.state]
