"""How many candidates there are, counted without anybody's name (outreach/talent.py fills it)."""

from django.db import models
from django.utils import timezone

from outreach.words import READY


class TalentCell(models.Model):
    """People with one skill (of one group, of one field) and level of Japanese, by proof and start. Exact: never shown as is."""

    class Kind(models.TextChoices):
        ALL = "all"
        GROUP = "group"
        SKILL = "skill"
        FIELD = "field"

    kind = models.CharField(max_length=5, choices=Kind.choices)
    code = models.CharField(max_length=40, blank=True)
    japanese = models.CharField(max_length=2, blank=True)
    is_proved = models.BooleanField()
    ready = models.CharField(max_length=6, choices=list(READY.items()))
    people = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code", "japanese", "is_proved", "ready"], name="talent_cell_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.japanese}: {self.people}"
