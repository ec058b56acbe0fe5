"""The employer's vacancies: list, page, form, check and preview."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.access import role_required
from accounts.roles import Role
from jobs import questions, skills, transitions
from jobs.forms import VacancyForm, field_of, form_sections
from jobs.forms.vacancy import FIELDS
from jobs.history import timeline
from jobs.models import Remark, Vacancy
from jobs.presentation import VACANCY_TAGS, card, sections, vacancy_tag
from jobs.states import EDITABLE
from jobs.views.finding import company_of, own_vacancy, step_names
from workflow.steps import Reason

PER_PAGE = 20
NOT_COPIED = ("starts_on", "closes_on", "contract_ends_on", "no_fee_declared", "equal_pay_declared")


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


@role_required(Role.EMPLOYER)
def vacancy(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One vacancy: where it stands, what may be done, what it says, what happened."""
    found = own_vacancy(request, public_id)
    context = {
        "vacancy": found,
        "tag": vacancy_tag(found),
        "steps": step_names(found, request),
        "is_editable": found.state in EDITABLE,
        "remarks": open_remarks(found),
        "groups": sections(found),
        "history": timeline(found),
    }
    return render(request, "jobs/vacancy.html", context)


def open_remarks(found: Vacancy) -> list[tuple[Any, str]]:
    """What the reviewers want changed: the field's name and their words."""
    return [(label_of(remark.field), remark.text) for remark in found.remarks.filter(answered_at=None)]


def label_of(name: str) -> str:
    """A field's name as the form shows it."""
    if name in questions.NAMES:
        return _("Question %(n)s") % {"n": name.split("_")[1]}
    return capfirst(Vacancy._meta.get_field(name).verbose_name)


@role_required(Role.EMPLOYER)
def vacancy_new(request: HttpRequest) -> HttpResponse:
    """A new draft, empty or filled from an earlier vacancy of the company."""
    company = company_of(request)
    if company is None:
        messages.info(request, _("Register your company first."))
        return redirect("employer:register")
    form = VacancyForm(request.POST or None, instance=Vacancy(employer=company), initial=copied(request))
    if request.method == "POST" and form.is_valid():
        found = form.save(commit=False)
        with transaction.atomic():
            transitions.draft(found, by=request.user)
            questions.keep(found, form.cleaned_data)
        return saved(request, found)
    return render(request, "jobs/vacancy_form.html", {"form": form, "sections": form_sections(form)})


def copied(request: HttpRequest) -> dict[str, Any]:
    """The values of the earlier vacancy that ?copy= names, without its dates and declarations; {} where there is none."""
    try:
        earlier = Vacancy.objects.visible_to(request.user).filter(public_id=request.GET.get("copy") or None).first()
    except ValidationError:
        return {}
    if earlier is None:
        return {}
    return {name: value for name, value in model_to_dict(earlier, FIELDS).items() if name not in NOT_COPIED} | questions.texts_of(earlier)


@role_required(Role.EMPLOYER)
def vacancy_edit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Change a draft or a vacancy that was sent back, with the remarks at their fields."""
    found = own_vacancy(request, public_id)
    if found.state not in EDITABLE:
        messages.error(request, _("This vacancy cannot be changed now."))
        return redirect("employer:vacancy", found.public_id)
    form = VacancyForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid() and form.keep():
        return saved(request, found)
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for remark in Remark.objects.filter(vacancy=found, answered_at=None):
        remarks[remark.field].append(remark)
    return render(request, "jobs/vacancy_form.html", {"form": form, "sections": form_sections(form, remarks), "vacancy": found})


def saved(request: HttpRequest, found: Vacancy) -> HttpResponse:
    """Where a person goes after saving: on with the check, or back to the form. Named skills become findable."""
    skills.recognise(found)
    messages.success(request, _("Saved."))
    wants_check = request.POST.get("then") == "check"
    return redirect("employer:vacancy_check" if wants_check else "employer:vacancy_edit", found.public_id)


@role_required(Role.EMPLOYER)
def vacancy_check(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Everything that blocks (red) or asks (orange), with links to the fields; then the button that sends."""
    found = own_vacancy(request, public_id)
    blockers, warnings = transitions.submit_blockers(found), transitions.submit_warnings(found)
    context = {
        "vacancy": found,
        "may_submit": "submit" in step_names(found, request),
        "blockers": [linked(found, reason) for reason in blockers],
        "warnings": [linked(found, reason) for reason in warnings],
        "codes": codes_of(warnings),
    }
    return render(request, "jobs/vacancy_check.html", context)


def linked(found: Vacancy, reason: Reason) -> dict[str, str]:
    """A reason as a sentence with the address of the field where it is mended."""
    name, page = field_of(reason), reverse("employer:vacancy_edit", args=[found.public_id])
    return {
        "text": str(reason),
        "url": f"{page}#field-{name}" if name else page,
        "field": label_of(name) if name else "",
    }


def codes_of(reasons: list[Reason]) -> str:
    """The reasons in one line, so that a person confirms exactly those that were shown."""
    return " ".join(sorted({f"{reason.code}:{dict(reason.values).get('field', '')}" for reason in reasons}))


@role_required(Role.EMPLOYER)
def vacancy_preview(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The vacancy as candidates will see it, in the language of the page."""
    found = own_vacancy(request, public_id)
    return render(request, "jobs/vacancy_preview.html", {"vacancy": found, "job": card(found), "groups": sections(found)})
