"""The vocabulary of skills as people look for it: by any name, in any script."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, IntegerField, Min, Q, Value, When
from django.utils.translation import gettext_lazy as _

from jobs.models import Level, Skill, SkillWord, Vacancy, VacancySkill
from jobs.search import normal, squeezed

LONGEST, MOST_WORDS = 80, 400
GROUPS = {
    "language": _("Programming languages"),
    "web": _("Web and front end"),
    "backend": _("Back end and frameworks"),
    "mobile": _("Mobile apps"),
    "blockchain": _("Blockchain"),
    "database": _("Databases"),
    "cloud": _("Cloud and operations"),
    "data": _("Data"),
    "ai": _("Artificial intelligence"),
    "security": _("Security"),
    "testing": _("Testing and quality"),
    "network": _("Networks and telecommunication"),
    "embedded": _("Embedded systems and electronics"),
    "design": _("Design, games and media"),
    "practice": _("How software is made"),
    "management": _("Management and business systems"),
    "trade": _("Trades of the SSW fields"),
}


def found(text: str, limit: int = 20) -> list[Skill]:
    """Skills called so or containing it: the exact name first, then beginnings, then the rest; one query, none for nothing."""
    plain, tight = normal(text)[:LONGEST], squeezed(text)[:LONGEST]
    if not tight:
        return []
    ranks = [
        When(words__word__in=[plain, tight], then=Value(0)),
        When(Q(words__word__startswith=plain) | Q(words__word__startswith=tight), then=Value(1)),
    ]
    rank = Min(Case(*ranks, default=Value(2), output_field=IntegerField()))
    holds = Q(words__word__contains=plain) | Q(words__word__contains=tight)
    return list(Skill.objects.filter(holds).annotate(rank=rank).order_by("rank", "order", "code")[:limit])


def known(words: Iterable[str]) -> dict[str, Skill]:
    """Which of these words name a skill, in their order (a word of two meanings names the first of the vocabulary); one query."""
    asked = {word: squeezed(word)[:LONGEST] for word in list(words)[:MOST_WORDS]}
    rows = SkillWord.objects.filter(word__in=set(asked.values()) - {""}).select_related("skill").order_by("-skill__order", "-skill__code")
    by_word = {row.word: row.skill for row in rows}
    return {word: by_word[tight] for word, tight in asked.items() if tight in by_word}


def spellings(*names: str) -> set[str]:
    """The normal forms under which a skill with these names and synonyms is kept."""
    return {form[:LONGEST] for name in names for form in (normal(name), squeezed(name)) if form}


@dataclass(frozen=True)
class Wanted:
    """A skill as an employer names it, the level from which it counts, and whether it is required."""

    name: str
    level: int
    is_required: bool


def wanted(vacancy: Vacancy) -> list[Wanted]:
    """What the vacancy asks for: skills of the vocabulary, then words that the vocabulary does not hold yet."""
    rows = vacancy.wanted_skills.select_related("skill") if vacancy.pk else ()
    named = [Wanted(str(row.skill), row.level, row.is_required) for row in rows]
    told = set(known(vacancy.skills))
    return named + [Wanted(word, Level.GUIDED, False) for word in vacancy.skills if word not in told]


@transaction.atomic
def keep(vacancy: Vacancy, rows: Iterable[Wanted]) -> None:
    """Save exactly these; words that name no skill stay with the vacancy as words."""
    asked = {row.name: row for row in rows}
    skills = known(asked)
    vacancy.wanted_skills.exclude(skill__in=skills.values()).delete()
    for name, skill in skills.items():
        values = {"level": asked[name].level, "is_required": asked[name].is_required}
        VacancySkill.objects.update_or_create(vacancy=vacancy, skill=skill, defaults=values)
    Vacancy.objects.filter(pk=vacancy.pk).update(skills=list(asked))


def recognise(vacancy: Vacancy) -> None:
    """The vocabulary's skills among the vacancy's words become rows, so that the filter finds it; rows of words that are gone go."""
    named = list(dict.fromkeys(known(vacancy.skills).values()))
    vacancy.wanted_skills.exclude(skill__in=named).delete()
    there = set(vacancy.wanted_skills.values_list("skill_id", flat=True))
    for skill in named:
        if skill.pk not in there:
            VacancySkill.objects.create(vacancy=vacancy, skill=skill)
