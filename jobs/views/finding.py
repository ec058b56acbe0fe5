"""How the employer's pages find what is the person's own, and how a step is taken and told."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.roles import Role
from jobs.models import DemandLetter, Employer, Vacancy
from jobs.states import VacancyState
from workflow.models import Stateful
from workflow.steps import Refused, open_steps


def company_of(request: HttpRequest) -> Employer | None:
    """The company the person acts for, or None before it is registered."""
    return Employer.objects.visible_to(request.user).order_by("pk").first()


def own_company(request: HttpRequest) -> Employer:
    """The same, or 404."""
    company = company_of(request)
    if company is None:
        raise Http404
    return company


def own_vacancy(request: HttpRequest, public_id: Any) -> Vacancy:
    """A vacancy of the person's company, or 404."""
    rows = Vacancy.objects.visible_to(request.user).select_related("employer", "prefecture", "field", "demand_letter")
    return get_object_or_404(rows, public_id=public_id)


def written_vacancy(request: HttpRequest, public_id: Any) -> Vacancy:
    """A vacancy that this person writes: the company's own, or for Inter-SES a draft entered from the company's sheet; else 404."""
    found = own_vacancy(request, public_id)
    is_agency = request.user.role == Role.INTER_SES
    if is_agency and not (found.is_entered_by_agency and found.state == VacancyState.DRAFT):
        raise Http404
    return found


def own_letter(request: HttpRequest, public_id: Any) -> DemandLetter:
    """A demand letter of the person's company, or 404."""
    return get_object_or_404(DemandLetter.objects.visible_to(request.user).select_related("employer"), public_id=public_id)


def step_names(subject: Stateful, request: HttpRequest) -> list[str]:
    """The names of the steps that this person may take now."""
    return [step.name for step in open_steps(subject.STEPS, state=subject.state, role=request.user.role)]


def version_seen(request: HttpRequest, name: str = "version") -> int:
    """The version on which the person decided; -1, which never is one, where the page did not say."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def take(request: HttpRequest, act: Callable[[], object], done: Any) -> bool:
    """Take a step and say what happened, in both cases."""
    try:
        act()
    except Refused as refusal:
        for words in refusal.said():
            messages.error(request, words)
        return False
    messages.success(request, done)
    return True
