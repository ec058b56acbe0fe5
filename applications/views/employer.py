"""Recommended candidates as an employer sees them: by number, from the snapshot, without identity."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.models import User
from accounts.roles import Role
from applications import listing
from applications.history import history_of
from applications.models import Application, Offer, PresentedCandidate
from applications.presentation import anonymous, identity_of
from applications.public_words import GONE, employer_word
from applications.spreadsheet import cells, heads
from applications.states import STEPS
from jobs.models import Vacancy
from paper.table import csv_answer
from vault.models import record_access
from workflow.steps import open_steps

PAGE, MOST = 30, 1000


def presented(request: HttpRequest):
    """What was presented to this person's company."""
    return Application.objects.visible_to(request.user).select_related("candidate__user", "vacancy__employer")


def one(request: HttpRequest, public_id: str) -> Application:
    return get_object_or_404(presented(request), public_id=public_id)


def shown(request: HttpRequest) -> QuerySet[PresentedCandidate]:
    """The same candidates without identity: what lists, pages and sheets are made from."""
    return PresentedCandidate.objects.visible_to(request.user).select_related("vacancy")


def vacancy_asked(request: HttpRequest, vacancies: Iterable[Vacancy]) -> Vacancy | None:
    """The vacancy that the address names, if it is one of these."""
    return next((row for row in vacancies if str(row.public_id) == request.GET.get("vacancy")), None)


@role_required(Role.EMPLOYER)
@require_safe
def candidate_list(request: HttpRequest) -> HttpResponse:
    """Recommended candidates of all vacancies or of one, the newest presented first; nobody is ranked."""
    rows = shown(request)
    vacancies = list(Vacancy.objects.visible_to(request.user).filter(pk__in=rows.values("vacancy")).order_by("-pk"))
    chosen, group = vacancy_asked(request, vacancies), request.GET.get("state", "")
    found = list(listing.after(listing.narrowed(rows, chosen, group), request.GET.get("after", ""))[: PAGE + 1])
    context = {
        "lines": listing.lines_of(found[:PAGE]),
        "vacancies": vacancies,
        "chosen": chosen,
        "groups": [{"name": name, "label": label, "is_on": name == group} for name, (label, _states) in listing.GROUPS.items()],
        "is_narrowed": bool(chosen or group in listing.GROUPS),
        "next_url": next_url(request, found),
        "is_later": bool(request.GET.get("after")),
    }
    return render(request, "applications/employer_list.html", context)


def next_url(request: HttpRequest, found: list[PresentedCandidate]) -> str:
    """The address of the next page, with the same choices; "" on the last."""
    if len(found) <= PAGE:
        return ""
    kept = {name: request.GET[name] for name in ("vacancy", "state") if request.GET.get(name)}
    return "?" + urlencode(kept | {"after": listing.cursor_of(found[PAGE - 1])})


@role_required(Role.EMPLOYER)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The list as a file for a spreadsheet: numbers and facts only."""
    vacancies = Vacancy.objects.visible_to(request.user)
    rows = listing.narrowed(shown(request), vacancy_asked(request, vacancies), request.GET.get("state", ""))
    lines = listing.lines_of(list(listing.after(rows, "")[:MOST]))
    return csv_answer("candidates.csv", heads(), (cells(line) for line in lines))


@role_required(Role.EMPLOYER)
@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One candidate: what the vacancy asks against what is there, summary, facts; then what may be done."""
    application = one(request, public_id)
    row = get_object_or_404(shown(request).select_related("vacancy__employer"), pk=application.pk)
    seen, word = anonymous(row), employer_word(application)
    wanted = row.vacancy.skills_wanted()
    line = listing.line_of(row, seen, {each.skill_id: each for each in wanted})
    context = {
        "application": application,
        "seen": seen if row.is_shown else {"number": row.number},
        "line": line,
        "asked": listing.asked_and_there(line, row.vacancy, wanted) if row.is_shown else [],
        "is_gone": not row.is_shown,
        "word": word,
        "identity": None if word is GONE else opened(application, request.user),
        "interviews": application.interviews.prefetch_related("slots"),
        "offer": Offer.objects.visible_to(request.user).filter(application=application).first(),
        "steps": open_names(application),
        "history": history_of(application),
    }
    return render(request, "applications/employer_detail.html", context)


def opened(application: Application, user: User) -> list[tuple[object, str]] | None:
    """Name and contact, once the candidate agreed; the view is written down first, so that the candidate can read who looked."""
    found = identity_of(application)
    if found is not None:
        record_access(user, application.candidate, field="name+contact", purpose="interview", case=application.reference)
    return found


def open_names(application: Application) -> set[str]:
    """The employer's steps from the table; an interview or an offer only while no offer stands, an offer while a seat is left."""
    names = {row.name for row in open_steps(STEPS, state=application.state, role=Role.EMPLOYER)}
    if Offer.objects.filter(application=application).standing().exists():
        names -= {"invite", "offer"}
    return names if application.vacancy.seats_left > 0 else names - {"offer"}
