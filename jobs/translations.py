"""The English beside the Japanese of a vacancy: what is missing, what went stale when its source changed, and how it is kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from jobs.models import Vacancy, VacancyVersion
from jobs.rules import SHORT_TEXTS
from jobs.states import VacancyState
from jobs.versions import content_of, label_of

LONG = ("title", "duties", "requirements", "pr")
PAIRS = {f"{name}_ja": f"{name}_en" for name in LONG} | {name: f"{name}_en" for name in (*SHORT_TEXTS, "workplace_address")}
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
        return label_of(self.source)

    @property
    def is_open(self) -> bool:
        return self.is_stale or not self.english


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def texts_of(vacancy: Vacancy) -> list[Text]:
    """Every Japanese text that says something."""
    stale = set(vacancy.english_of.get("stale", []))
    rows = ((source, target, getattr(vacancy, source), getattr(vacancy, target)) for source, target in PAIRS.items())
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
    """The texts of both languages by column."""
    return {name: getattr(vacancy, name) for pair in PAIRS.items() for name in pair}


def waiting() -> QuerySet[Vacancy]:
    """Vacancies whose English is missing or stale, those that candidates read first."""
    gap = Q(english_of__stale__0__isnull=False)
    for source, target in PAIRS.items():
        gap |= ~Q(**{source: ""}) & Q(**{target: ""})
    rows = Vacancy.objects.filter(gap, state__in=WANTED_IN).select_related("employer")
    return rows.order_by("-published_at", "due_on", "pk")


@transaction.atomic
def keep(vacancy: Vacancy, english: Mapping[str, str]) -> int:
    """Save English texts by column; how many changed. The public version holds the same words."""
    row = Vacancy.objects.select_for_update(of=("self",), no_key=True).select_related("employer", "prefecture", "field").get(pk=vacancy.pk)
    before = values(row)
    said = {name: text.strip() for name, text in english.items() if name in PAIRS.values() and text.strip() != before[name]}
    for name, text in said.items():
        setattr(row, name, text)
    row.english_of = marks(row.english_of, before, {**said, **{source: before[source] for source in PAIRS if PAIRS[source] in english}})
    row.save()
    VacancyVersion.objects.filter(vacancy=row, state=VacancyVersion.State.LIVE).update(content=content_of(row))
    return len(said)
