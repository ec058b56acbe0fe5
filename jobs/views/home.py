"""The employer's first page: what waits for you by due date, and how many vacancies are where."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.access import role_required
from accounts.roles import Role
from jobs.models import DemandLetter, Employer, Vacancy
from jobs.presentation import DEMAND_TAGS, EMPLOYER_TAGS, VACANCY_TAGS
from jobs.standing import japan_today
from jobs.views.finding import company_of

AT_MOST = 20


@role_required(Role.EMPLOYER)
def home(request: HttpRequest) -> HttpResponse:
    """What this employer has to do, earliest first."""
    company = company_of(request)
    if company is None:
        return render(request, "jobs/home.html", {"company": None})
    context = {"company": company, "company_tag": EMPLOYER_TAGS[company.state], "waiting": waiting(company), "figures": figures(company)}
    context["panels"] = [import_string(path)(request) for path in settings.EMPLOYER_PANELS]
    return render(request, "jobs/home.html", context)


def waiting(company: Employer) -> list[dict[str, Any]]:
    """Vacancies and letters that this company must move, earliest due first."""
    vacancies = Vacancy.objects.filter(employer=company, owner="employer").order_by("due_on", "pk")[:AT_MOST]
    letters = DemandLetter.objects.filter(employer=company, owner="employer").order_by("due_on", "pk")[:AT_MOST]
    today = japan_today()
    rows = [row_of(vacancy, "employer:vacancy", VACANCY_TAGS[vacancy.state], today) for vacancy in vacancies]
    rows += [row_of(letter, "employer:letter", DEMAND_TAGS[letter.state], today) for letter in letters]
    return sorted(rows, key=lambda row: row["due_on"] or date.max)[:AT_MOST]


def row_of(subject: Vacancy | DemandLetter, page: str, tag: Any, today: date) -> dict[str, Any]:
    """One line of the list."""
    return {
        "label": name_of(subject),
        "url": reverse(page, args=[subject.public_id]),
        "tag": tag,
        "due_on": subject.due_on,
        "is_late": bool(subject.due_on and subject.due_on < today),
    }


def name_of(subject: Vacancy | DemandLetter) -> str:
    """A vacancy by its title, a letter by its seats."""
    return subject.title if isinstance(subject, Vacancy) else _("Demand letter, seats: %(seats)s") % {"seats": subject.seats}


def figures(company: Employer) -> list[dict[str, Any]]:
    """How many vacancies stand in each state, states without any left out."""
    counts = dict(Vacancy.objects.filter(employer=company, discarded_at=None).values_list("state").annotate(count=Count("pk")))
    address = reverse("employer:vacancies")
    return [
        {"count": counts[state], "label": tag[2], "url": f"{address}?state={state}"}
        for state, tag in VACANCY_TAGS.items()
        if counts.get(state)
    ]
