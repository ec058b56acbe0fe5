"""The board of companies at the desk, and one company's running cases."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import role_required
from applications.states import ApplicationState as A
from jobs.models import Employer
from jobs.presentation import DEMAND_TAGS, EMPLOYER_TAGS, VACANCY_TAGS
from outreach.companies import COLUMNS, FILTERS, Line, NextStep, cases_of, last_word, lines_of, page_of
from outreach.desk.page import show
from outreach.models import Lead
from outreach.models.lead import READERS
from outreach.words import OWNER_WORDS

MOST = 100
WORDS = {
    "running": gettext_lazy("Running"),
    "late": gettext_lazy("Late"),
    "unchecked": gettext_lazy("To be checked"),
    "all": gettext_lazy("All"),
}
APPLICATION_WORDS = {
    A.SUBMITTED: gettext_lazy("OEC decides"),
    A.RETURNED: gettext_lazy("The candidate corrects"),
    A.ENDORSED: gettext_lazy("Recommended by OEC"),
    A.PRESENTED: gettext_lazy("With the employer"),
    A.INTERVIEWING: gettext_lazy("Interview"),
    A.OFFERED: gettext_lazy("Offer open"),
    A.ACCEPTED: gettext_lazy("Offer accepted"),
    A.DEPARTED: gettext_lazy("Departed"),
}
COLUMN_WORDS = {
    "presented": gettext_lazy("With the employer"),
    "interviewing": gettext_lazy("Interview"),
    "offered": gettext_lazy("Offer open"),
    "accepted": gettext_lazy("Offer accepted"),
}


@role_required(*READERS)
@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Fifty companies, the longest silence first."""
    asked = request.GET.get("show", "")
    wanted, text = asked if asked in FILTERS else FILTERS[0], request.GET.get("q", "").strip()[:160]
    lines, following = page_of(request.user, wanted, text, request.GET.get("after", ""))
    context = {
        "rows": [row_of(line) for line in lines],
        "filters": [{"word": WORDS[name], "url": address(name, text), "is_current": name == wanted} for name in FILTERS],
        "columns": COLUMN_WORDS.values(),
        "wanted": wanted,
        "text": text,
        "next_url": address(wanted, text, following) if following else "",
        "first_url": address(wanted, text) if request.GET.get("after") else "",
    }
    return show(request, "outreach/desk/companies.html", context, title=_("Companies and running cases"))


def address(wanted: str, text: str, mark: str = "") -> str:
    """The board with something changed, as a query string."""
    return "?" + urlencode({name: value for name, value in (("show", wanted), ("q", text), ("after", mark)) if value})


def row_of(line: Line) -> dict[str, Any]:
    """A company in words."""
    return {
        "company": line.company,
        "tag": EMPLOYER_TAGS[line.company.state],
        "silent_days": line.silent_days,
        "vacancies": [(VACANCY_TAGS[state][2], line.vacancies[state]) for state in VACANCY_TAGS if line.vacancies.get(state)],
        "people": [line.people[name] for name in COLUMNS],
        "next": case_of(line.next) if line.next else None,
    }


def case_of(step: NextStep) -> dict[str, Any]:
    """A case in words: what, where it stands, whose turn."""
    subject = step.subject
    names = {
        "employer": lambda: (_("The company"), EMPLOYER_TAGS[subject.state][2]),
        "vacancy": lambda: (f"{subject.reference} {subject.title}", VACANCY_TAGS[subject.state][2]),
        "demand": lambda: (_("Demand letter, seats: %(seats)s") % {"seats": subject.seats}, DEMAND_TAGS[subject.state][2]),
        "application": lambda: (f"{subject.reference} {subject.vacancy.title}", APPLICATION_WORDS.get(A(subject.state), subject.state)),
    }
    what, state = names[step.kind]()
    return {
        "what": what,
        "state": state,
        "holder": OWNER_WORDS.get(subject.owner, subject.owner),
        "due_on": subject.due_on,
        "late": "late" if step.is_late else "",
        "url": step.url,
        "silent_days": step.silent_days,
    }


@role_required(*READERS)
@require_safe
def company(request: HttpRequest, public_id: object) -> HttpResponse:
    """One company: figures and every running case, first due first."""
    found = get_object_or_404(Employer.objects.visible_to(request.user), public_id=public_id)
    (line,) = lines_of(request.user, [(found, last_word(request.user, found))])
    context = {
        "company": found,
        "tag": EMPLOYER_TAGS[found.state],
        "silent_days": line.silent_days,
        "row": row_of(line),
        "columns": [{"label": COLUMN_WORDS[name], "count": line.people[name]} for name in COLUMNS],
        "cases": [case_of(step) for step in cases_of(request.user, found, MOST)],
        "lead": Lead.objects.visible_to(request.user).filter(employer=found).first(),
    }
    return show(request, "outreach/desk/company.html", context, title=str(found))
