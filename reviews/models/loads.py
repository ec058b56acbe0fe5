"""What waits at a desk, by field and district of the cases; counted by a task, so that no page walks a long list."""

from django.db import models

from accounts.models import User
from accounts.roles import OWNER_OF, READERS


class LoadQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "LoadQuerySet":
        """Of the own desk; an auditor reads both."""
        desk = OWNER_OF.get(user.role)  # type: ignore[call-overload]
        return self.none() if user.role not in READERS else self.filter(desk=desk) if desk else self


class Load(models.Model):
    """Of one queue the cases of one field or district: to do, late, due today, escalated."""

    class By(models.TextChoices):
        FIELD = "field", "field"
        DISTRICT = "district", "district"

    desk = models.CharField(max_length=16)
    subject_kind = models.CharField(max_length=32)
    by = models.CharField(max_length=8, choices=By.choices)
    key = models.CharField(max_length=32, blank=True)  # of the field or district; empty where a case has none
    open = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    today = models.PositiveIntegerField()
    escalated = models.PositiveIntegerField()

    objects = LoadQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "subject_kind", "by", "key"], name="load_once")]

    def __str__(self) -> str:
        return f"{self.desk} {self.subject_kind} {self.by} {self.key}"
