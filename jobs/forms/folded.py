"""A page of the vacancy's form in groups: what a folded one says, whether that is the company's usual, whether it stands open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Any

from django.forms import BoundField, ChoiceField, ModelChoiceField
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from jobs.forms.pages import Group
from jobs.forms.typed import YesNo
from jobs.forms.vacancy import FIELDS, VacancyForm
from jobs.models import Remark
from jobs.usual import FROM_WORKPLACE, NAMES, Usual

NOTHING = (None, "", [], False)
LONGEST = 40  # letters of one text in a summary
Line = tuple[BoundField, list[Remark]]


@dataclass(frozen=True)
class Shown:
    """A group with its fields and the open remarks at them; `told` says in one line what stands in it."""

    group: Group
    lines: list[Line]
    is_open: bool
    told: str
    is_usual: bool


def groups_of(
    form: VacancyForm, remarks: dict[str, list[Remark]] | None = None, *, asked: Collection[str] = (), usual: Usual | None = None
) -> list[Shown]:
    """The groups of the form; `asked` are the fields about which the law or a doubt has a word. A folded group opens where it is needed."""
    return [_shown(form, group, remarks or {}, asked, usual) for page in form.pages for group in page.groups]


def _shown(form: VacancyForm, group: Group, remarks: dict[str, list[Remark]], asked: Collection[str], usual: Usual | None) -> Shown:
    lines = [(form[name], remarks.get(name, [])) for name in group.names]
    needed = any(field.errors or said or field.name in asked or _is_missing(form, field) for field, said in lines)
    told = " · ".join(filter(None, (_told(form, name) for name in group.names if not name.endswith("_en")))) if group.is_folded else ""
    is_usual = bool(told and usual and _is_usual(form, group, usual))
    return Shown(group, lines, not group.is_folded or needed, told, is_usual)


def _is_missing(form: VacancyForm, field: BoundField) -> bool:
    """The law wants it and it is empty."""
    return bool(form.fields[field.name].__dict__.get("is_wanted")) and field.value() in (None, "", [])


def _value(form: VacancyForm, name: str) -> Any:
    """What stands there now: of a column as the row has it, of anything else as it was typed."""
    return getattr(form.instance, name) if name in FIELDS else form[name].value()


def _told(form: VacancyForm, name: str) -> str:
    """One field in words, "" where nothing stands in it."""
    field, value = form.fields[name], _value(form, name)
    if isinstance(field, YesNo) and value is not None:
        return f"{field.label} {_('Yes') if value else _('No')}"
    if value in NOTHING:
        return ""
    if value is True:
        return str(field.label)
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField):
        words = {str(code): str(word) for code, word in field.choices}
        return ", ".join(words.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))
    return _plain(str(field.label), value)


def _plain(label: str, value: Any) -> str:
    """A time or a number under its name; a text, shortened, speaks for itself."""
    if isinstance(value, time):
        return f"{label} {value:%H:%M}"
    if isinstance(value, Decimal):
        return f"{label} {value.normalize():f}"
    if isinstance(value, int):
        return f"{label} {value:,}"
    return Truncator(" ".join(str(value).split())).chars(LONGEST)


def _is_usual(form: VacancyForm, group: Group, usual: Usual) -> bool:
    """Whether all that stands in the group stands in the usual terms, or at one workplace of the company."""
    row = form.instance
    own = [name for name in group.names if name not in (*NAMES, *FROM_WORKPLACE, "workplace")]
    if any(_value(form, name) not in NOTHING for name in own):
        return False
    place = {name: getattr(row, name) for name in group.names if name in FROM_WORKPLACE}
    is_term = all(name in usual.terms and usual.terms[name] == getattr(row, name) for name in group.names if name in NAMES)
    return is_term and (not place or place in usual.places)
