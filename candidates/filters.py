"""The search form of the public list."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from candidates.identity import ascii_digits
from jobs.models import Prefecture, SswField, Vacancy
from jobs.models.vacancy import JAPANESE_LEVELS, ROUTES

COUNT_LIMIT = 1000
TEXTS = ("title_en", "title_ja", "title_ur", "duties_en", "duties_ja", "employer__name_ja", "employer__name_en")
ORDER = ("", "N5", "N4", "N3", "N2", "N1")


class JobFilter(forms.Form):
    """Every field optional; what cannot be read is ignored, never an error page."""

    q = forms.CharField(label=_("Job title or skill"), required=False, max_length=100)
    prefecture = forms.ModelChoiceField(Prefecture.objects.all(), label=_("Prefecture"), required=False, empty_label=_("all"))
    field = forms.ModelChoiceField(SswField.objects.all(), label=_("Field"), required=False, empty_label=_("all"))
    route = forms.ChoiceField(label=_("Visa route"), required=False, choices=[("", _("all")), *ROUTES])
    japanese = forms.ChoiceField(label=_("My Japanese"), required=False, choices=[("", _("any level")), *JAPANESE_LEVELS[1:]])
    pay = forms.CharField(label=_("Pay at least, yen a month"), required=False, max_length=12, widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr"}))

    @property
    def wishes(self) -> dict[str, Any]:
        """What was asked and could be read."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_active(self) -> bool:
        return bool(self.wishes)

    @property
    def active_count(self) -> int:
        return len([name for name in self.wishes if name != "q"])

    def clean_pay(self) -> int | None:
        digits = "".join(char for char in ascii_digits(self.cleaned_data["pay"]) if char.isdigit() and char.isascii())
        return min(int(digits), 100_000_000) if digits else None

    def narrow(self, rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
        """Only the jobs that fit the wishes."""
        wishes = self.wishes
        for word in str(wishes.get("q", "")).split()[:5]:
            match = Q(skills__icontains=word)
            for name in TEXTS:
                match |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(match)
        simple = {"prefecture": "prefecture", "field": "field"}
        rows = rows.filter(**{column: wishes[name] for name, column in simple.items() if name in wishes})
        if "route" in wishes:
            rows = rows.filter(visa_routes__contains=[wishes["route"]])
        if "japanese" in wishes:
            rows = rows.filter(japanese_level__in=ORDER[: ORDER.index(wishes["japanese"]) + 1])
        if "pay" in wishes:
            rows = rows.filter(pay_unit="month", base_pay__gte=wishes["pay"])
        return rows

    def counted(self, rows: QuerySet[Vacancy]) -> int:
        """How many fit, exact up to 1,000."""
        return self.narrow(rows)[: COUNT_LIMIT + 1].count()
