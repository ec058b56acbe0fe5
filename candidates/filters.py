"""The search form of the public list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from candidates.identity import ascii_digits
from candidates.keeping import Kept
from jobs.forms.typed import PlainSelect
from jobs.models import Prefecture, SkillWord, SswField, Vacancy
from jobs.models.vacancy import JAPANESE_LEVELS, ROUTES
from jobs.search import any_of, skill_mark, squeezed, wanted
from jobs.standing import japan_today

COUNT_LIMIT, WIDER = 300, 3
LONGEST = 40  # letters of a typed value that is kept written out
MOST_PAY, DAYS_A_MONTH = 100_000_000, 31
TEXTS = ("q", "skill")  # wishes that are asked of the words of a job
IT = "it"  # beside the codes of the SSW fields: work in none of them
STARTS = [
    ("", _("any time")),
    ("3", _("within 3 months")),
    ("6", _("within 6 months")),
    ("12", _("within 12 months")),
    ("later", _("in 6 months or later")),
]
ORDER = ("", "N5", "N4", "N3", "N2", "N1")


def read_names(table: type[Prefecture] | type[SswField], language: str) -> list[tuple[str, str]]:
    """Code and name, in this language, of every row."""
    return [(code, own or english) for code, own, english in table.objects.values_list("pk", f"name_{language}", "name_en")]


kept_names = Kept(read_names)


def offered(table: type[Prefecture] | type[SswField]) -> list[tuple[str, str]]:
    """Code and name, in the reader's language, of every row."""
    return kept_names(table, (get_language() or "en")[:2])


Offered = dict[str, list[tuple[str, Any]]]


def all_offered() -> Offered:
    """The prefectures and fields in the reader's language."""
    return {"prefecture": offered(Prefecture), "field": [(IT, _("IT")), *offered(SswField)]}


class JobFilter(forms.Form):
    """Every field may stay empty; what cannot be read is ignored, never an error page."""

    q = forms.CharField(
        label=_("Job title or skill"), required=False, max_length=100, widget=forms.TextInput({"type": "search", "enterkeyhint": "search"})
    )
    prefecture = forms.ChoiceField(label=_("Prefecture"), required=False, widget=PlainSelect)
    field = forms.ChoiceField(label=_("Field"), required=False, widget=PlainSelect)
    route = forms.ChoiceField(label=_("Visa route"), required=False, widget=PlainSelect, choices=[("", _("all")), *ROUTES])
    japanese = forms.ChoiceField(
        label=_("My Japanese"), required=False, widget=PlainSelect, choices=[("", _("any level")), *JAPANESE_LEVELS[1:]]
    )
    skill = forms.CharField(label=_("Skill"), required=False, max_length=80, widget=forms.TextInput({"autocomplete": "off"}))
    starts = forms.ChoiceField(label=_("Start of work"), required=False, widget=PlainSelect, choices=STARTS)
    english = forms.BooleanField(label=_("English is enough"), required=False)
    graduates = forms.BooleanField(label=_("New graduates are welcome"), required=False)
    pay = forms.CharField(
        label=_("Pay at least, yen a month"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, lists: Offered | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = lists or all_offered()
        for field in self.fields.values():
            field.template_name = "candidates/_filter.html"
        for name, rows in self.lists.items():
            self.fields[name].choices = [("", _("all")), *rows]  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        """Text without a single word asks nothing."""
        return self.cleaned_data["q"] if wanted(self.cleaned_data["q"]) else ""

    def clean_skill(self) -> str:
        return self.cleaned_data["skill"] if squeezed(self.cleaned_data["skill"]) else ""

    def clean_pay(self) -> int | None:
        digits = "".join(char for char in ascii_digits(self.cleaned_data["pay"]) if char.isascii() and char.isdigit())
        return min(int(digits), MOST_PAY) if digits else None

    @cached_property
    def wishes(self) -> dict[str, Any]:
        """What was asked and could be read."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def box(self) -> SafeString:
        """The field above the list."""
        return self.written("q").as_field_group

    @property
    def narrowing(self) -> dict[str, list["Written"]]:
        """The fields of the sidebar."""
        return {"visible_fields": [self.written(name) for name in self.fields if name != "q"]}

    def written(self, name: str) -> "Written":
        """A field with what was typed; what others chose too is written only once."""
        value = self[name].value()
        if len(str(value)) > LONGEST:
            return Written(self[name].as_field_group())
        return written(get_language() or "", name, value, tuple(self.lists.get(name, ())))

    @property
    def count_on(self) -> int:
        """How many fields of the sidebar are set."""
        return len([name for name in self.wishes if name != "q"])

    @cached_property
    def conditions(self) -> dict[str, Q]:
        """One condition for each wish; the words last, because the database asks in this order and unpacks all words of a job for them."""
        named = sorted(self.wishes.items(), key=lambda wish: wish[0] in TEXTS)
        return {name: CONDITIONS[name](value) for name, value in named}

    def narrow(self, rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
        """Only the jobs that fit all wishes."""
        return rows.filter(*self.conditions.values())

    def counted(self, rows: QuerySet[Vacancy]) -> int:
        """How many fit, exact up to COUNT_LIMIT."""
        return self.narrow(rows)[: COUNT_LIMIT + 1].count()

    def chips(self, query: QueryDict) -> list[dict[str, Any]]:
        """Each wish with a link to the list without it."""
        return [{"label": self.fields[name].label, "value": self.said(name), "url": without(query, name)} for name in self.wishes]

    def said(self, name: str) -> Any:
        """One wish in words."""
        field, value = self.fields[name], self.wishes[name]
        if isinstance(field, forms.ChoiceField):
            return dict(field.choices).get(str(value), value)
        return _("yes") if value is True else f"{value:,}" if isinstance(value, int) else value

    @property
    def query(self) -> str:
        """What was asked, as a query string that is the same for the same search; "" for the whole list."""
        plain = {name: "1" if value is True else str(value) for name, value in sorted(self.wishes.items())}
        return urlencode(plain)

    @property
    def title(self) -> str:
        """The search in words, for its name."""
        return " · ".join(str(self.fields[name].label if value is True else self.said(name)) for name, value in self.wishes.items())[:120]

    def wider(self, rows: QuerySet[Vacancy], query: QueryDict) -> list[dict[str, Any]]:
        """At most three searches with one wish fewer that find something, the fullest first; one query, one pass."""
        if len(self.conditions) < 2:
            return []
        # What misses one wish meets one of any two; the first two are words where there are any, and those have an index.
        order = sorted(self.conditions, key=lambda name: name not in TEXTS)
        pairs = zip(order[::2], [*order[1::2], order[0]], strict=False)
        near = rows.filter(*(self.conditions[one] | self.conditions[other] for one, other in pairs)).order_by()
        meets = {f"meets_{name}": ExpressionWrapper(q, output_field=BooleanField()) for name, q in self.conditions.items()}
        alike = near.annotate(**meets).values_list(*meets).annotate(jobs=Count("pk"))
        found = missed_alone(alike, tuple(self.conditions))
        best = sorted(((count, name) for name, count in found.items()), reverse=True)
        return [{"label": self.fields[name].label, "count": count, "url": without(query, name)} for count, name in best[:WIDER] if count]


def missed_alone(alike: Iterable[tuple[Any, ...]], names: tuple[str, ...]) -> dict[str, int]:
    """How many jobs each search with one wish fewer finds; rows say which wishes so many jobs meet, and how many they are."""
    found = dict.fromkeys(names, 0)
    for *met, jobs in alike:
        missed = [name for name, is_met in zip(names, met, strict=True) if not is_met]
        for name in missed or names:
            found[name] += jobs if len(missed) < 2 else 0
    return found


@dataclass(frozen=True)
class Written:
    """A field of the form as parts/_filters.html asks for it."""

    as_field_group: SafeString


@lru_cache(maxsize=2048)
def written(_language: str, name: str, value: Any, rows: tuple[tuple[str, Any], ...]) -> Written:
    """The field alone with this value and these choices."""
    form = JobFilter(None if value is None else {name: value}, lists={name: list(rows)} if rows else None)
    return Written(form[name].as_field_group())


def says(text: str) -> Q:
    """Every word stands somewhere in the vacancy, in any language; the last may be a beginning."""
    return Q(search=SearchQuery(wanted(text), config="simple", search_type="raw"))


def read_codes(word: str) -> tuple[str, ...]:
    """The skills that people call so."""
    return tuple(SkillWord.objects.filter(word=word).values_list("skill", flat=True).distinct())


kept_codes = Kept(read_codes, most=500)


def asks_for(word: str) -> Q:
    """The vacancy names this skill, by whatever name or code it was typed."""
    marks = [skill_mark(code) for code in kept_codes(squeezed(word))]
    return Q(search=SearchQuery(any_of(marks), config="simple", search_type="raw")) if marks else Q(pk__in=[])


def begins(choice: str) -> Q:
    """The planned start lies within so many months, or half a year away and more."""
    today: date = japan_today()
    if choice == "later":
        return Q(starts_on__gte=today + timedelta(days=6 * DAYS_A_MONTH))
    return Q(starts_on__lte=today + timedelta(days=int(choice) * DAYS_A_MONTH))


CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "q": says,
    "prefecture": lambda code: Q(prefecture=code),
    "field": lambda code: Q(field=None) if code == IT else Q(field=code),
    "route": lambda code: Q(visa_routes__contains=[code]),
    "japanese": lambda level: Q(japanese_level__in=ORDER[: ORDER.index(level) + 1]),
    "skill": asks_for,
    "starts": begins,
    "english": lambda _is_on: Q(is_english_enough=True),
    "graduates": lambda _is_on: Q(welcomes_new_graduates=True),
    "pay": lambda yen: Q(pay_unit=Vacancy.PayUnit.MONTH, base_pay__gte=yen),
}


def without(query: QueryDict, *names: str) -> str:
    """The same list without these parameters, from its first page."""
    kept = query.copy()
    for name in (*names, "after"):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"
