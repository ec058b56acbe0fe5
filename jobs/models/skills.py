"""The vocabulary of skills, and which of them a vacancy asks for."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobs.models.standards import SswField
from jobs.models.vacancy import Vacancy


class Level(models.IntegerChoices):
    """How well, in the words of the IT Skill Standard's first four levels (domain section 5)."""

    LEARNING = 1, _("I know the basics")
    GUIDED = 2, _("I work with it under guidance")
    ALONE = 3, _("I work with it alone")
    LEADS = 4, _("I lead others in it")


class Skill(models.Model):
    """One skill of the curated vocabulary; loaded from jobs/data/skills.csv, never typed by candidates."""

    code = models.CharField(max_length=40, primary_key=True)
    group = models.CharField(max_length=32)
    name_en = models.CharField(max_length=80)
    name_ja = models.CharField(max_length=80)
    name_ur = models.CharField(max_length=80, blank=True)
    isco = models.CharField(max_length=8, blank=True)
    field = models.ForeignKey(SswField, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return {"ja": self.name_ja, "ur": self.name_ur}.get(get_language() or "en") or self.name_en


class SkillWord(models.Model):
    """One way people write a skill (name or synonym, any language), in the normal form of jobs/search.py."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["skill", "word"], name="skill_word_once")]
        indexes = [models.Index(fields=["word"], name="skill_word_starts", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.word


class VacancySkill(models.Model):
    """A skill that a vacancy requires or welcomes, from a level up."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="wanted_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+", verbose_name=_("skill"))
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.GUIDED)
    is_required = models.BooleanField(_("required"), default=False)

    class Meta:
        ordering = ["-is_required", "skill__order"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "skill"], name="vacancy_skill_once"),
            models.CheckConstraint(name="vacancy_skill_level_known", condition=models.Q(level__in=[1, 2, 3, 4])),
        ]

    def __str__(self) -> str:
        return f"{self.skill} ({self.level})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The vacancy is found by its skills at once; after bulk_create call write_search_terms of the vacancy."""
        super().save(*args, **kwargs)
        self.vacancy.write_search_terms()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = super().delete(*args, **kwargs)
        self.vacancy.write_search_terms()
        return gone


class Question(models.Model):
    """What the employer asks an applicant, at most three; never about what N5 forbids (jobs/wording.py looks at the text)."""

    MOST = 3

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    text_ja = models.CharField(_("question in Japanese"), max_length=300)
    text_en = models.CharField(_("question in English"), max_length=300, blank=True)
    text_ur = models.CharField(_("question in Urdu"), max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "order"], name="question_once_per_place"),
            models.CheckConstraint(name="question_at_most_three", condition=models.Q(order__gte=1, order__lte=3)),
        ]

    def __str__(self) -> str:
        return {"ja": self.text_ja, "ur": self.text_ur}.get(get_language() or "en") or self.text_en or self.text_ja
