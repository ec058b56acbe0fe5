"""Months that were counted: figures of stages, and how long each stage took. Counts only, nobody is named."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS
from reporting.periods import moments

SETTLES = timedelta(minutes=10)  # a step that began in a month is in the journal by then


class Readable(models.QuerySet):
    def visible_to(self, user: User) -> "Readable":
        """OEC, Inter-SES and the auditor."""
        return self if user.role in READERS else self.none()


class CountedMonth(models.Model):
    """A month of Pakistan's calendar by its first day. A closed month is counted once, and again when somebody asks."""

    first = models.DateField(_("month"), primary_key=True)
    counted_at = models.DateTimeField(_("counted"), null=True)
    asked_at = models.DateTimeField(_("asked to be counted again"), null=True)

    objects = Readable.as_manager()

    class Meta:
        verbose_name = _("counted month")
        verbose_name_plural = _("counted months")
        ordering = ["-first"]
        constraints = [models.CheckConstraint(name="counted_month_begins_on_its_first", condition=Q(first__day=1))]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    def is_final(self) -> bool:
        """It was over when it was counted, and nobody asked again."""
        return self.counted_at is not None and self.asked_at is None and self.counted_at >= settled_at(self)


def settled_at(month: CountedMonth) -> datetime:
    """From when on a count of this month is the last."""
    return moments(month.first)[1] + SETTLES


class Figure(models.Model):
    """How many reached a stage in a month, of one province, field, sex, prefecture or employer; `by` "all" is everybody.

    Each application counts in the month in which it first came there, so that months add up. `people` are those for whom it was the first.
    """

    month = models.ForeignKey(CountedMonth, on_delete=models.CASCADE, related_name="figures", db_index=False)
    stage = models.CharField(max_length=12)
    by = models.CharField(max_length=10)
    key = models.CharField(max_length=32, blank=True)
    people = models.PositiveIntegerField()
    count = models.PositiveIntegerField()

    objects = Readable.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "by", "stage", "key"], name="figure_once"),
            models.CheckConstraint(name="figure_people_at_most_all", condition=Q(people__lte=models.F("count"))),
        ]

    def __str__(self) -> str:
        return f"{self.month_id:%Y-%m} {self.stage} {self.by} {self.key}: {self.count}"


class Pace(models.Model):
    """How many working days those who left a state in this month had stood in it, in the middle; for "filled" plain days."""

    month = models.ForeignKey(CountedMonth, on_delete=models.CASCADE, related_name="paces", db_index=False)
    stage = models.CharField(max_length=32)
    by = models.CharField(max_length=10)
    key = models.CharField(max_length=32, blank=True)
    cases = models.PositiveIntegerField()
    days = models.DecimalField(max_digits=6, decimal_places=1)

    objects = Readable.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "by", "stage", "key"], name="pace_once"),
            models.CheckConstraint(name="pace_has_cases", condition=Q(cases__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.month_id:%Y-%m} {self.stage} {self.by} {self.key}: {self.days}"
