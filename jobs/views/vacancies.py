"""The employer's vacancies: list, page, check and preview."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import READERS, Role
from jobs import questions, transitions, versions
from jobs.forms import field_of
from jobs.forms.pages import ALLOWANCES, SKILLS, WORK, page_of
from jobs.history import timeline
from jobs.models import Allowance, Vacancy
from jobs.papers import sheet_values
from jobs.presentation import VACANCY_TAGS, card, sections, vacancy_tag
from jobs.sources import source_of
from jobs.standing import japan_today
from jobs.states import EDITABLE, LIVE
from jobs.views.finding import company_of, own_vacancy, step_names, written_vacancy
from jobs.views.writing import tasks
from paper.typeset import paper_answer, pdf
from workflow.steps import Reason

PER_PAGE = 20
LANGUAGES = dict(settings.LANGUAGES)


@role_required(Role.EMPLOYER)
def vacancies(request: HttpRequest) -> HttpResponse:
    """All vacancies of the company, newest first, one state or all."""
    state = request.GET.get("state", "")
    rows = Vacancy.objects.visible_to(request.user).select_related("prefecture").order_by("-pk")
    page = Paginator(rows.filter(state=state) if state in VACANCY_TAGS else rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"vacancy": vacancy, "tag": vacancy_tag(vacancy)} for vacancy in page]
    states = [(code, tag[2]) for code, tag in VACANCY_TAGS.items()]
    context = {"page": page, "lines": lines, "states": states, "state": state, "company": company_of(request)}
    return render(request, "jobs/vacancies.html", context)


@role_required(Role.EMPLOYER, Role.INTER_SES)
def vacancy(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One vacancy: where it stands, what may be done, what it says, what happened; of a draft its tasks."""
    found = written_vacancy(request, public_id)
    is_editable = found.state in EDITABLE
    pages = tasks(found) if is_editable else []
    context = {
        "vacancy": found,
        "tag": vacancy_tag(found),
        "steps": step_names(found, request),
        "is_editable": is_editable,
        "tasks": pages,
        "done": sum(row["is_done"] for row in pages),
        "proposed": proposed(found) if found.state in LIVE else [],
        "remarks": open_remarks(found),
        "groups": sections(found),
        "history": timeline(found),
    }
    return render(request, "jobs/vacancy.html", context)


def proposed(found: Vacancy) -> list[dict[str, Any]]:
    """The change that waits for Inter-SES, as a difference."""
    made = versions.proposed_of(found)
    return versions.difference(versions.content_of(found), made.content) if made else []


def open_remarks(found: Vacancy) -> list[tuple[Any, str]]:
    """What the reviewers want changed: the field's name and their words."""
    return [(label_of(remark.field), remark.text) for remark in found.remarks.filter(answered_at=None)]


def label_of(name: str) -> str:
    """A field's name as the form shows it."""
    if name in questions.NAMES:
        return _("Question %(n)s") % {"n": name.split("_")[1]}
    if name in ALLOWANCES:
        return str(Allowance.Kind(name.removeprefix("allowance_")).label)
    if name in SKILLS:
        return _("Skills")
    return capfirst(Vacancy._meta.get_field(name).verbose_name)


@role_required(Role.EMPLOYER, Role.INTER_SES)
def vacancy_check(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Everything that blocks (red) or asks (orange), with links to the fields; then the button that sends."""
    found = written_vacancy(request, public_id)
    blockers, warnings = transitions.submit_reasons(found)
    context = {
        "vacancy": found,
        "may_submit": "submit" in step_names(found, request),
        "blockers": [linked(found, reason) for reason in blockers],
        "warnings": [linked(found, reason) for reason in warnings],
        "codes": codes_of(warnings),
    }
    return render(request, "jobs/vacancy_check.html", context)


def told(reason: Reason) -> dict[str, str]:
    """A reason as a sentence, with a lawful wording where the words are the fault, and the law behind it."""
    instead = dict(reason.values).get("instead")
    return {"text": str(reason), "instead": str(Reason(str(instead))) if instead else "", "source": source_of(reason)}


def linked(found: Vacancy, reason: Reason) -> dict[str, str]:
    """The same with the address of the field where it is mended."""
    name = field_of(reason)
    page = reverse("employer:vacancy_edit", args=[found.public_id, (page_of(name) or WORK).code])
    return told(reason) | {
        "url": f"{page}#field-{name}" if name else page,
        "field": label_of(name) if name else "",
    }


def codes_of(reasons: list[Reason]) -> str:
    """The reasons in one line, so that a person confirms exactly those that were shown."""
    return " ".join(sorted({f"{reason.code}:{dict(reason.values).get('field', '')}" for reason in reasons}))


@role_required(Role.EMPLOYER, Role.INTER_SES)
def vacancy_preview(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The vacancy as candidates will see it, in the language that is chosen here; the page around it stays as it was."""
    found = written_vacancy(request, public_id)
    chosen = request.GET.get("as", "")
    language = chosen if chosen in LANGUAGES else get_language() or "en"
    context = {"vacancy": found, "language": language, "languages": LANGUAGES.items(), "shown": as_candidates_see(found, language)}
    return render(request, "jobs/vacancy_preview.html", context)


def as_candidates_see(found: Vacancy, language: str) -> str:
    """Title, company and every condition, written out in this language."""
    with override(language):
        return render_to_string("jobs/_preview.html", {"job": card(found), "groups": sections(found)})


@role_required(Role.EMPLOYER, *READERS)
@require_safe
def vacancy_sheet(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The 求人票 in Hello Work's order, as PDF in Japanese."""
    found = own_vacancy(request, public_id)
    return paper_answer(pdf("job_sheet", sheet_values(found), made_on=japan_today()), f"{found.reference}.pdf")
