"""Who came to which lesson. A correction is a new row: the last one counts, the ones before stay as they were said."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.roles import READERS, Role
from programmes.models.member import Member


class Mark(models.TextChoices):
    PRESENT = "present", pgettext_lazy("lesson", "Present")
    ABSENT = "absent", pgettext_lazy("lesson", "Absent")
    EXCUSED = "excused", pgettext_lazy("lesson", "Excused")
    NONE = "none", pgettext_lazy("lesson", "Taken back")


TAGS = {
    Mark.PRESENT: ("ok", "check", Mark.PRESENT.label),
    Mark.ABSENT: ("act", "cross", Mark.ABSENT.label),
    Mark.EXCUSED: ("plain", "dash", Mark.EXCUSED.label),
    Mark.NONE: ("plain", "dash", Mark.NONE.label),
}


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "AttendanceQuerySet":
        """The partners and the auditor (by number only); a candidate the own."""
        if user.role in READERS:
            return self
        return self.filter(member__profile__user=user) if user.role == Role.CANDIDATE else self.none()

    def counting(self) -> "AttendanceQuerySet":
        """What counts: the last word about each person and lesson, unless it was taken back."""
        after = Attendance.objects.filter(member=OuterRef("member"), held_on=OuterRef("held_on"), number__gt=OuterRef("number"))
        return self.filter(~Exists(after)).exclude(mark=Mark.NONE)


class Attendance(models.Model):
    """One person, one lesson, one word about it; `number` counts the corrections."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendance")
    held_on = models.DateField(_("day of the lesson"))
    number = models.PositiveSmallIntegerField(default=1)
    mark = models.CharField(_("attendance"), max_length=8, choices=Mark.choices)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance at a lesson")
        verbose_name_plural = _("attendance at lessons")
        constraints = [
            models.UniqueConstraint(name="attendance_each_word_once", fields=["member", "held_on", "number"]),
            models.CheckConstraint(name="attendance_is_a_known_word", condition=Q(mark__in=Mark.values)),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.held_on} {self.mark}"

    @property
    def tag(self) -> tuple[str, str, object]:
        return TAGS[Mark(self.mark)]
