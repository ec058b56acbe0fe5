"""An employer's own numbers, by vacancy, as a table with bars and as a file."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from applications.answering import FEWEST
from applications.numbers import COLUMNS, Line, Span, lines, totals
from applications.transitions.acting import japan_today
from jobs.models import Employer, Vacancy
from jobs.presentation import VACANCY_TAGS
from jobs.states import VacancyState
from paper.table import csv_answer

MOST = 200
PERIODS = {"": None, "30": 30, "90": 90, "365": 365}
PERIOD_WORDS = {
    "": gettext_lazy("All the time"),
    "30": gettext_lazy("Last 30 days"),
    "90": gettext_lazy("Last 90 days"),
    "365": gettext_lazy("Last 12 months"),
}
WORDS = {
    "seen": gettext_lazy("Page opened"),
    "applied": gettext_lazy("Applications"),
    "presented": gettext_lazy("Presented to you"),
    "interviewed": gettext_lazy("Interviews held"),
    "offered": gettext_lazy("Offers made"),
    "accepted": gettext_lazy("Offers accepted"),
    "declined": gettext_lazy("Declined by the candidate"),
}
BARS = ("applied", "presented", "interviewed", "offered", "accepted")


def asked(request: HttpRequest) -> tuple[str, Span]:
    """The period that was chosen, and the day from which it counts."""
    name = request.GET.get("period", "")
    days = PERIODS.get(name)
    return (name if name in PERIODS else ""), Span(first_day(days) if days else None)


def first_day(days: int) -> date:
    """So many days, today in Tokyo among them."""
    return japan_today() - timedelta(days=days - 1)


def own_lines(request: HttpRequest, span: Span) -> list[Line]:
    """The company's vacancies that were ever sent, the newest first."""
    rows = Vacancy.objects.filter(employer__party__in=request.user.parties()).exclude(state=VacancyState.DRAFT)
    return lines(rows.order_by("-pk")[:MOST], span)


@role_required(Role.EMPLOYER)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The sums with bars, then one row for each vacancy."""
    name, span = asked(request)
    found = own_lines(request, span)
    sums = totals(found)
    company = Employer.objects.visible_to(request.user).order_by("pk").first()
    context = {
        "rows": [
            {"vacancy": line.vacancy, "tag": VACANCY_TAGS[line.vacancy.state], "cells": line.cells, "days": line.days} for line in found
        ],
        "heads": [WORDS[column] for column in COLUMNS],
        "sums": [sums[column] for column in COLUMNS],
        "bars": bars(sums),
        "seen": sums["seen"],
        "periods": [
            {"word": word, "url": f"?period={code}" if code else "?", "is_current": code == name} for code, word in PERIOD_WORDS.items()
        ],
        "query": f"?period={name}" if name else "",
        "answer_days": company.answer_days if company else None,
        "fewest": FEWEST,
    }
    return render(request, "applications/numbers.html", context)


def bars(sums: dict[str, int]) -> list[dict[str, Any]]:
    """How many came how far, beside the number of those who applied."""
    most = max([sums[name] for name in BARS] + [1])
    return [{"label": WORDS[name], "count": sums[name], "most": most} for name in BARS]


@role_required(Role.EMPLOYER)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same table as a file."""
    _name, span = asked(request)
    heads = [_("Number"), _("Vacancy"), *(WORDS[column] for column in COLUMNS), _("Median days to answer")]
    rows = ([line.vacancy.reference, line.vacancy.title, *line.cells, line.days] for line in own_lines(request, span))
    return csv_answer("numbers.csv", heads, rows)
