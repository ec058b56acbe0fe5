"""The search form of the public list."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from candidates.identity import ascii_digits
from jobs.models import Prefecture, SswField, Vacancy
from jobs.models.vacancy import JAPANESE_LEVELS, ROUTES

COUNT_LIMIT, WIDER, MAX_WORDS = 1000, 3, 5
MOST_PAY = 100_000_000
TEXTS = ("title_en", "title_ja", "title_ur", "duties_en", "duties_ja", "employer__name_ja", "employer__name_en")
ORDER = ("", "N5", "N4", "N3", "N2", "N1")


class PlainSelect(forms.Select):
    """A select whose options are written in one go: a template for each of 66 options costs more than the rest of the page."""

    def render(self, name: str, value: object, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        rows = [(key, SafeString(" selected") if str(key) == str(value or "") else "", words) for key, words in self.choices]
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        return format_html('<select name="{}" id="{}">{}</select>', name, (attrs or {}).get("id", f"id_{name}"), options)


def offered(table: type[Prefecture] | type[SswField]) -> list[tuple[str, str]]:
    """Code and name, in the reader's language, of every row; plain values cost half of what rows do."""
    name = f"name_{(get_language() or 'en')[:2]}"
    return [(code, own or english) for code, own, english in table.objects.values_list("pk", name, "name_en")]


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
    pay = forms.CharField(
        label=_("Pay at least, yen a month"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.template_name = "candidates/_filter.html"
        for name, table in (("prefecture", Prefecture), ("field", SswField)):
            self.fields[name].choices = [("", _("all")), *offered(table)]  # type: ignore[attr-defined]

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
    def narrowing(self) -> dict[str, list[forms.BoundField]]:
        """The fields of the sidebar."""
        return {"visible_fields": [self[name] for name in self.fields if name != "q"]}

    @property
    def count_on(self) -> int:
        """How many fields of the sidebar are set."""
        return len([name for name in self.wishes if name != "q"])

    @cached_property
    def conditions(self) -> dict[str, Q]:
        """One condition for each wish."""
        wishes = self.wishes
        known = {
            "q": lambda text: says(text),
            "prefecture": lambda code: Q(prefecture=code),
            "field": lambda code: Q(field=code),
            "route": lambda code: Q(visa_routes__contains=[code]),
            "japanese": lambda level: Q(japanese_level__in=ORDER[: ORDER.index(level) + 1]),
            "pay": lambda yen: Q(pay_unit=Vacancy.PayUnit.MONTH, base_pay__gte=yen),
        }
        return {name: known[name](value) for name, value in wishes.items()}

    def narrow(self, rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
        """Only the jobs that fit all wishes."""
        return rows.filter(*self.conditions.values())

    def counted(self, rows: QuerySet[Vacancy]) -> int:
        """How many fit, exact up to 1,000."""
        return self.narrow(rows)[: COUNT_LIMIT + 1].count()

    def chips(self, query: QueryDict) -> list[dict[str, Any]]:
        """Each wish with a link to the list without it."""
        words = {name: dict(self.fields[name].choices) for name in ("prefecture", "field", "route", "japanese")}  # type: ignore[attr-defined]
        return [
            {"label": self.fields[name].label, "value": words.get(name, {}).get(str(value), value), "url": without(query, name)}
            for name, value in self.wishes.items()
        ]

    def wider(self, rows: QuerySet[Vacancy], query: QueryDict) -> list[dict[str, Any]]:
        """At most three searches with one wish fewer that find something, the fullest first; one query."""
        if len(self.conditions) < 2:
            return []
        others = {name: Q(*(q for other, q in self.conditions.items() if other != name)) for name in self.conditions}
        found = rows.aggregate(**{f"without_{name}": Count("pk", filter=condition) for name, condition in others.items()})
        best = sorted(((found[f"without_{name}"], name) for name in others), reverse=True)
        return [{"label": self.fields[name].label, "count": count, "url": without(query, name)} for count, name in best[:WIDER] if count]


def says(text: str) -> Q:
    """Every word stands somewhere in the vacancy."""
    found = Q()
    for word in text.split()[:MAX_WORDS]:
        here = Q(skills__icontains=word)
        for name in TEXTS:
            here |= Q(**{f"{name}__icontains": word})
        found &= here
    return found


def without(query: QueryDict, *names: str) -> str:
    """The same list without these parameters, from its first page."""
    kept = query.copy()
    for name in (*names, "after"):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"
