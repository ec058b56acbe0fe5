"""The English beside the Japanese of a vacancy: what is missing, what went stale when its source changed, and how it is kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from jobs import questions
from jobs.models import Question, Vacancy, VacancyVersion
from jobs.rules import SHORT_TEXTS
from jobs.states import VacancyState
from jobs.versions import content_of, label_of

LONG = ("title", "duties", "requirements", "pr")
COLUMNS = {f"{name}_ja": f"{name}_en" for name in LONG} | {name: f"{name}_en" for name in (*SHORT_TEXTS, "workplace_address")}
QUESTIONS = {f"question_{place}_ja": f"question_{place}_en" for place in questions.PLACES}  # rows of their own, by the form's names
PAIRS = COLUMNS | QUESTIONS
WANTED_IN = (VacancyState.SUBMITTED, VacancyState.VETTED, VacancyState.PUBLISHED, VacancyState.PAUSED)


@dataclass(frozen=True)
class Text:
    """One Japanese text with its English; stale when the Japanese changed after the English was written."""

    source: str
    target: str
    japanese: str
    english: str
    is_stale: bool

    @property
    def label(self) -> str:
        return _("Question %(n)s") % {"n": self.source.split("_")[1]} if self.source in QUESTIONS else label_of(self.source)

    @property
    def is_open(self) -> bool:
        return self.is_stale or not self.english


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def texts_of(vacancy: Vacancy) -> list[Text]:
    """Every Japanese text that says something."""
    stale = set(vacancy.english_of.get("stale", []))
    said = values(vacancy)
    rows = ((source, target, said[source], said[target]) for source, target in PAIRS.items())
    return [Text(*row, is_stale=row[0] in stale and bool(row[3])) for row in rows if row[2]]


def marks(english_of: Mapping[str, Any], before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Any]:
    """The marks after a save: English that was written now is fresh, English whose source changed is stale. Values by column."""
    of, stale = dict(english_of.get("of", {})), set(english_of.get("stale", []))
    for source, target in PAIRS.items():
        if source not in after and target not in after:
            continue
        now = after.get(source, before.get(source, ""))
        english, old = after.get(target, before.get(target, "")), before.get(target, "")
        if not english:
            of.pop(source, None)
            stale.discard(source)
        elif english != old or (source not in of and now == before.get(source, "")):
            of[source] = fingerprint(now)
            stale.discard(source)
        elif of.get(source, fingerprint(before.get(source, ""))) != fingerprint(now):
            stale.add(source)
        else:
            stale.discard(source)
    return {"of": of, "stale": sorted(stale)}


def values(vacancy: Vacancy) -> dict[str, str]:
    """The texts of both languages by column, and those of the questions by the form's names."""
    asked = questions.texts_of(vacancy)
    columns = {name: getattr(vacancy, name) for pair in COLUMNS.items() for name in pair}
    return columns | {name: asked.get(name, "") for pair in QUESTIONS.items() for name in pair}


def waiting() -> QuerySet[Vacancy]:
    """Vacancies whose English is missing or stale, those that candidates read first."""
    gap = Q(english_of__stale__0__isnull=False)
    for source, target in COLUMNS.items():
        gap |= ~Q(**{source: ""}) & Q(**{target: ""})
    gap |= Exists(Question.objects.filter(vacancy=OuterRef("pk"), text_en=""))
    rows = Vacancy.objects.filter(gap, state__in=WANTED_IN).select_related("employer").prefetch_related("questions")
    return rows.order_by("-published_at", "due_on", "pk")


@transaction.atomic
def keep(vacancy: Vacancy, english: Mapping[str, str]) -> int:
    """Save English texts by column; how many changed. The public version holds the same words."""
    row = Vacancy.objects.select_for_update(of=("self",), no_key=True).select_related("employer", "prefecture", "field").get(pk=vacancy.pk)
    before = values(row)
    said = {name: text.strip() for name, text in english.items() if name in PAIRS.values() and text.strip() != before[name]}
    for name, text in said.items():
        if name in COLUMNS.values():
            setattr(row, name, text)
        else:
            row.questions.filter(order=name.split("_")[1]).update(text_en=text)
    row.english_of = marks(row.english_of, before, {**said, **{source: before[source] for source in PAIRS if PAIRS[source] in english}})
    row.save()
    VacancyVersion.objects.filter(vacancy=row, state=VacancyVersion.State.LIVE).update(content=content_of(row))
    return len(said)
