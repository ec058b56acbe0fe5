"""What a vacancy says, as plain JSON: written down, compared, and put back into a row."""

import copy
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from jobs import allowances, skills
from jobs.models import Allowance, Vacancy, VacancyVersion
from jobs.models.skills import Level

MACHINERY = {
    "id", "public_id", "state", "version", "owner", "due_on", "waiting_since", "employer", "demand_letter", "reference", "published_at",
    "revision", "search_terms", "search", "seats_taken", "english_of", "is_entered_by_agency", "confirmed_on", "confirm_asked_on", "skills",
    "discarded_at", "counted_allowances", "excluded_allowances",
}  # fmt: skip
COLUMNS = tuple(field for field in Vacancy._meta.concrete_fields if field.name not in MACHINERY)
Content = dict[str, Any]


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date | time) else str(value) if isinstance(value, Decimal) else value


def content_of(vacancy: Vacancy) -> Content:
    """Every promise of the vacancy by column, with its allowances by kind and its skills."""
    found = {field.name: plain(getattr(vacancy, field.attname)) for field in COLUMNS}
    wanted = [[row.name, row.level, row.is_required] for row in skills.wanted(vacancy)]
    return found | {"allowances": allowances.amounts_of(vacancy), "wanted_skills": wanted}


def values_of(content: Content) -> dict[str, Any]:
    """The columns again, by attribute, as Python values; a column that was not there yet is left out."""
    return {field.attname: field.to_python(content[field.name]) for field in COLUMNS if field.name in content}


def imagined(vacancy: Vacancy, content: Content) -> Vacancy:
    """The vacancy as it would be, not saved: for the rules, for a preview, for the form."""
    found = copy.copy(vacancy)
    found._state = copy.copy(vacancy._state)
    found._state.fields_cache = {name: row for name, row in vacancy._state.fields_cache.items() if name not in ("prefecture", "field")}
    for name, value in (values_of(content) | allowances.sums(content["allowances"])).items():
        setattr(found, name, value)
    found.skills = [row[0] for row in content["wanted_skills"]]
    return found


@transaction.atomic
def put_into(vacancy: Vacancy, content: Content) -> None:
    """Write the content into the row and its tables; the search finds the new words at once."""
    Vacancy.objects.filter(pk=vacancy.pk).update(**values_of(content))
    allowances.keep(vacancy, content["allowances"])
    skills.keep(vacancy, [skills.Wanted(name, Level(level), need) for name, level, need in content["wanted_skills"]])
    Vacancy.objects.get(pk=vacancy.pk).write_search_terms()


def changed_columns(before: Content, after: Content) -> list[str]:
    """The names that differ, in the order of the columns."""
    return [name for name in after if before.get(name) != after[name]]


def difference(before: Content, after: Content) -> list[dict[str, Any]]:
    """What changed, in the reader's words: label, before, after."""
    return [
        {"name": name, "label": label_of(name), "before": shown(name, before.get(name)), "after": shown(name, after[name])}
        for name in changed_columns(before, after)
    ]


def label_of(name: str) -> str:
    own = {"allowances": _("Allowances"), "wanted_skills": _("Skills")}
    return own.get(name) or capfirst(Vacancy._meta.get_field(name).verbose_name)


def shown(name: str, value: Any) -> str:
    """A value of the content as a person reads it; "-" for nothing."""
    if value in (None, "", [], {}):
        return "-"
    if name == "allowances":
        return ", ".join(f"{Allowance.Kind(kind).label} ¥{yen:,}" for kind, yen in value.items())
    if name == "wanted_skills":
        return ", ".join(row[0] for row in value)
    return _shown_column(Vacancy._meta.get_field(name), value)


def _shown_column(field: models.Field, value: Any) -> str:
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._default_manager.filter(pk=value).first() or value)
    choices = field.choices or getattr(getattr(field, "base_field", None), "choices", None)
    if choices:
        words = dict(choices)
        return ", ".join(str(words.get(one, one)) for one in (value if isinstance(value, list) else [value]))
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


# ── the versions of one vacancy ───────────────────────────────────────────────────────────────────────
def live_of(vacancy: Vacancy) -> VacancyVersion | None:
    """The version that is public now."""
    return vacancy.versions.filter(state=VacancyVersion.State.LIVE).first()


def proposed_of(vacancy: Vacancy) -> VacancyVersion | None:
    """The change that Inter-SES is looking at."""
    return vacancy.versions.filter(state=VacancyVersion.State.PROPOSED).first()


def next_number(vacancy: Vacancy) -> int:
    return (vacancy.versions.aggregate(most=models.Max("number"))["most"] or 0) + 1


def since(vacancy: Vacancy, number: int | None) -> list[dict[str, Any]]:
    """What changed between a version that somebody saw and now; [] where nothing did or it is not known."""
    seen = vacancy.versions.filter(number=number).first() if number else None
    now = live_of(vacancy)
    return difference(seen.content, now.content) if seen and now and seen.number != now.number else []
